"""A search index that does not hold what the database does is found; one that is behind is not."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

from articles.models import Article, IndexGeneration
from articles.queries import verify
from articles.search import folders
from articles.search.tantivy_index import TantivyIndex
from tests import factories

pytestmark = pytest.mark.django_db
Up = Callable[[], None]


def found() -> list[str]:
    return [str(finding) for finding in verify.index_findings()]


def test_nothing_is_found_where_it_agrees_is_behind_or_is_not_there(search_index: Up) -> None:
    assert found() == []
    source, section = factories.source(label="كوميرسانت"), factories.section()
    topics = [factories.topic(), factories.topic()]
    article = factories.article("السفينة", section=section, topics=topics, dated="2019-06-18")
    factories.citation(article, source)
    factories.draft("القطار")
    search_index()
    assert found() == []
    factories.article()
    assert found() == []


def test_an_article_that_is_missing(search_index: Up, settings: Settings) -> None:
    articles = [factories.article(), factories.article(), factories.draft()]
    search_index()
    folder = Path(settings.SEARCH_DIR)
    index = TantivyIndex(folders.place(folder, folders.current(folder)))
    index.delete([articles[0].pk])
    index.commit()
    index.close()
    helps = "'manage.py index --rebuild'"
    assert found() == [
        f"search index: this node: it holds 2 articles, the database 3: {helps} makes it anew",
        f"search index: this node: it holds 1 published ones, the database 2: {helps} makes it anew",
        f"search index: article {articles[0].pk}: it is not there as the database has it:"
        f" {helps} helps",
    ]


@pytest.mark.parametrize(
    "change", [{"status": "in_review"}, {"dated_from": "2020-01-01"}, {"title": "عنوان غيره"}]
)
def test_an_article_that_is_another(search_index: Up, change: dict[str, str]) -> None:
    article = factories.draft("السفينة", dated="2019-06-18")
    search_index()
    if "dated_from" in change:
        change = {**change, "dated": "2020-01-01", "dated_to": "2020-01-01"}
    Article.objects.filter(pk=article.pk).update(**change)  # behind the services
    assert found() == [
        f"search index: article {article.pk}: it is not there as the database has it:"
        " 'manage.py index --rebuild' helps"
    ]


def test_one_that_cannot_be_written(search_index: Up) -> None:
    search_index()
    IndexGeneration.objects.update(problem="No space left on device")
    assert found() == [
        "search index: this node: it cannot be kept up to date: No space left on device"
    ]


def test_the_command_builds_it_anew_and_then_nothing_is_found(
    search_index: Up, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    article = factories.draft("السفينة")
    search_index()
    first = folders.current(settings.SEARCH_DIR)
    Article.objects.filter(pk=article.pk).update(title="القطار")
    assert len(found()) == 1
    call_command("index")
    assert len(found()) == 1
    assert folders.current(settings.SEARCH_DIR) == first
    call_command("index", rebuild=True)
    assert found() == []
    assert folders.current(settings.SEARCH_DIR) != first
    assert "The search index holds 1 article (" in capsys.readouterr().out
