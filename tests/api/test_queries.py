"""How many queries an answer takes: as many for twenty rows as for one."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import User
from tests import factories
from tests.api.asking import BASE, rest
from tests.web.world import World, build

pytestmark = pytest.mark.django_db

# Path -> queries of an anonymous request; one of them asks for the date of the last change.
COSTS = {
    "articles/": 7,
    "articles/?count=on&expand=corrections": 9,
    "articles/?fields=id,title": 2,
    "articles/?q=التعاون": 8,
    "sources/": 4,
    "citations/": 4,
    "citations/?expand=article": 7,
    "graph/": 3,
    "graph/?count=on&role=relayed&from=2019": 4,
    "topics/": 2,
    "sections/": 2,
    "comments/": 2,
    "comments/?expand=article": 5,
    "corrections/": 2,
    "corrections/?expand=article": 5,
}


def cost(client: Client, path: str, size: int = 0) -> int:
    sign = "&" if "?" in path else "?"
    with CaptureQueriesContext(connection) as captured:
        response = client.get(f"{BASE}{path}{sign}page_size={size}" if size else BASE + path)
    assert response.status_code == 200
    if size:
        assert size == 1 or len(response.json()["results"]) > 5
    return len(captured)


@pytest.fixture
def rows(search_index: Callable[[], None]) -> World:
    """Twenty articles and more than five of everything else, all of it in the index."""
    for _ in range(6):
        factories.topic()
        factories.section()
    made = build(5)
    search_index()
    return made


def test_as_many_for_twenty_rows_as_for_one(rows: World, client: Client) -> None:
    paths = COSTS | {
        f"articles/?source={rows.source.pk}": 8,
        f"articles/?topic={rows.topic.pk}&section={rows.section.pk}": 9,
        f"citations/?source={rows.source.pk}": 5,
    }
    assert {path: cost(client, path, 1) for path in paths} == paths
    assert {path: cost(client, path, 20) for path in paths} == paths


def test_a_search_asks_as_often_for_twenty_as_for_one(rows: World, client: Client) -> None:
    for path in ("search/?q=التعاون", "search/?q=التعاون&facets=off&fields=id,title"):
        assert cost(client, path, 1) == cost(client, path, 20)


def test_changes_ask_once_for_each_type_on_the_page(rows: World, client: Client) -> None:
    assert cost(client, "changes/", 1) == 4  # the first line is a source's
    assert cost(client, "changes/", 20) == cost(client, "changes/", 100) == 6


def test_a_single_thing(rows: World, client: Client) -> None:
    assert cost(client, f"articles/{rows.article.pk}/") == 7
    assert cost(client, f"sources/{rows.source.pk}/") == 4
    assert cost(client, f"topics/{rows.topic.pk}/") == 3


def test_a_chain_of_one_link_or_twenty(client: Client) -> None:
    short, long = factories.article(), factories.article()
    factories.citation(short, factories.source(), exact="المادة")
    for _ in range(20):
        rest(factories.citation(long, factories.source(), exact="المادة"), rests_on=short)
    assert [cost(client, f"articles/{one.pk}/chain/") for one in (short, long)] == [3, 3]


def test_as_many_for_an_editor(rows: World, client: Client, editor: User) -> None:
    client.force_login(editor)
    assert [cost(client, path, 1) for path in COSTS] == [cost(client, path, 20) for path in COSTS]
