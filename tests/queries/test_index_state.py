"""How the index stands to the archive, told in one query."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from articles.models import ChangeLog, IndexGeneration
from articles.queries import index_state
from articles.search import folders
from articles.search.nodes import Everything
from articles.services.actors import COMMAND
from articles.services.drafting import edit_article
from articles.services.publishing import withdraw
from articles.services.sources import edit_source
from tests import factories

pytestmark = pytest.mark.django_db
Up = Callable[[], None]


def test_without_an_index_it_is_being_rebuilt(search_index: Up) -> None:
    assert index_state.current() == index_state.REBUILDING


def test_what_changed_since_is_named(search_index: Up) -> None:
    one, two, three = factories.article(), factories.article(), factories.draft()
    search_index()
    state = index_state.current()
    assert (state.state, state.changed, state.behind) == ("ready", (), False)
    edit_article(by=COMMAND, article_id=three.pk, base_version=1, title="أخرى")
    withdraw(by=COMMAND, article_id=one.pk, code="error", reason="خطأ")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        state = index_state.current()
    assert len(queries) == 1
    assert (state.state, state.changed, state.behind) == ("ready", (one.pk, three.pk), True)
    assert state.opened is not None and state.opened.index.count(Everything()) == 3
    search_index()
    assert index_state.current().changed == ()
    assert two.pk


def test_more_than_can_be_named_is_catching_up(
    search_index: Up, monkeypatch: pytest.MonkeyPatch
) -> None:
    search_index()
    monkeypatch.setattr(index_state, "MOST", 2)
    factories.article()
    factories.draft()
    assert index_state.current().state == "ready"
    factories.article()
    state = index_state.current()
    assert (state.state, state.changed, state.behind) == ("catching_up", (), True)
    assert state.opened is not None


def test_the_index_of_another_log_is_not_asked(search_index: Up, settings: Settings) -> None:
    search_index()
    before = folders.current(settings.SEARCH_DIR)
    ChangeLog.objects.update(log_id=uuid4())
    assert index_state.current() == index_state.REBUILDING
    search_index()
    assert index_state.current().state == "ready"
    assert folders.current(settings.SEARCH_DIR) != before
    assert IndexGeneration.objects.get().pk == folders.current(settings.SEARCH_DIR)


def test_a_database_that_went_back_is_not_asked(search_index: Up) -> None:
    factories.article()
    search_index()
    IndexGeneration.objects.update(seq=10_000)
    assert index_state.current() == index_state.REBUILDING
    search_index()
    assert index_state.current().state == "ready"


def test_a_name_that_is_not_indexed_yet_is_behind(search_index: Up) -> None:
    source = factories.source("Kommersant", label="كوميرسانت")
    factories.citation(factories.article(), source)
    search_index()
    edit_source(by=COMMAND, source_id=source.pk, label="كوميرسانت ديلي")
    state = index_state.current()
    assert (state.state, state.changed, state.behind) == ("ready", (), True)
