"""Searches that people keep: each one's own, named once, and what is new in them."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from articles.models import AuditEntry, SavedSearch, User
from articles.search.asked import Filters
from articles.search.parameters import query_string, read, split, written
from articles.services.actors import COMMAND
from articles.services.saved_searches import (
    delete_search,
    look_at_search,
    rename_search,
    save_search,
)
from tests import factories
from tests.services.state import everything

pytestmark = pytest.mark.django_db

FILTERS = Filters(
    sections=(3,), sources=(7, 9), roles=("credit",), years=(2019,), statuses=("draft",),
    since=date(2019, 6, 1), until=date(2019, 6, 30),
)  # fmt: skip
WRITTEN = {
    "section": [3], "source": [7, 9], "year": [2019], "source_role": ["credit"],
    "status": ["draft"], "published_from": ["2019-06-01"], "published_to": ["2019-06-30"],
}  # fmt: skip


def test_filters_as_parameters_and_back() -> None:
    assert written(FILTERS) == WRITTEN
    assert read(WRITTEN) == FILTERS  # type: ignore[arg-type]
    assert query_string("سفير", Filters(sources=(7, 9), years=(2019,))) == (
        "q=%D8%B3%D9%81%D9%8A%D8%B1&source=7,9&year=2019"
    )
    assert split({"q": " سفير  قطر ", "source": "٧,9", "year": "", "cursor": "x"}) == (
        "سفير قطر", Filters(sources=(7, 9)),
    )  # fmt: skip
    for name, value in (("year", "x"), ("published_from", "2019-02-30"), ("status", "A"),
                        ("source", ",".join(["1"] * 21))):  # fmt: skip
        with pytest.raises(ValueError):
            split({name: value})


def test_one_is_kept(editor: User) -> None:
    last = factories.article().pk
    saved = save_search(by=editor, name=" S-400\n في قطر ", q=" S-400 ", filters=FILTERS)
    saved.refresh_from_db()
    assert (saved.owner, saved.name, saved.q) == (editor, "S-400 في قطر", "S-400")
    assert (saved.narrowed, saved.seen_article) == (WRITTEN, last)
    entry = AuditEntry.objects.get(object_type="savedsearch")
    assert (entry.action, entry.by, entry.object_id) == ("create", editor, saved.pk)


def test_renamed_looked_at_deleted(editor: User) -> None:
    saved = save_search(by=editor, name="قطر", q="قطر")
    assert saved.seen_article == 0
    newest = factories.article().pk
    rename_search(by=editor, search_id=saved.pk, name="سفير")
    looked = look_at_search(by=editor, search_id=saved.pk)
    assert (looked.name, looked.seen_article) == ("سفير", newest)
    assert looked.seen_at > saved.seen_at
    delete_search(by=editor, search_id=saved.pk)
    assert not SavedSearch.objects.exists()
    actions = AuditEntry.objects.filter(object_type="savedsearch").order_by("pk")
    assert list(actions.values_list("action", flat=True)) == ["create", "change", "delete"]


def test_what_is_refused_changes_nothing(editor: User, administrator: User) -> None:
    save_search(by=editor, name="قطر", q="قطر")
    nobody = factories.user()
    before = everything()
    for by, name, q in ((editor, "قطر", "x"), (editor, " ", "x"), (editor, "x", " "),
                        (editor, "x" * 151, "x"), (editor, "x", "x" * 501)):  # fmt: skip
        with pytest.raises(ValidationError):
            save_search(by=by, name=name, q=q)
    for by in (administrator, nobody, COMMAND):
        with pytest.raises(PermissionDenied):
            save_search(by=by, name="x", q="x")
    assert everything() == before


def test_nobody_touches_the_search_of_another(editor: User, chief: User) -> None:
    saved = save_search(by=editor, name="قطر", q="قطر")
    before = everything()
    for act in (
        lambda: rename_search(by=chief, search_id=saved.pk, name="x"),
        lambda: look_at_search(by=chief, search_id=saved.pk),
        lambda: delete_search(by=chief, search_id=saved.pk),
        lambda: delete_search(by=editor, search_id=saved.pk + 1),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert everything() == before
    assert save_search(by=chief, name="قطر", q="قطر").pk != saved.pk


def test_no_more_than_fifty(editor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.services.saved_searches.MOST", 2)
    for name in "ab":
        save_search(by=editor, name=name, q="x")
    with pytest.raises(ValidationError, match="2"):
        save_search(by=editor, name="c", q="x")
    assert SavedSearch.objects.count() == 2
