"""Lists walked to their end by `next`: each thing once, at the same cost, also while rows come."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from tests import factories
from tests.api.asking import BASE, EVERYWHERE, walk
from tests.queries import rows
from tests.web.world import build

pytestmark = pytest.mark.django_db

DAY = date(2020, 5, 1)
SAME = datetime(2020, 5, 1, 9, tzinfo=UTC)


@pytest.fixture
def many() -> None:
    """2,000 articles: a quarter undated, three quarters of one day, and all published at once."""
    rows.published(1500, day=DAY, published_at=SAME)
    rows.published(500, undated=True, published_at=SAME)


@pytest.mark.parametrize(
    ("ordering", "keys"),
    [("-published_at", ["-published_at", "-id"]), ("published_at", ["published_at", "id"]),
     ("-dated", ["-sort_at", "-id"]), ("modified_at", ["modified_at", "id"]), ("-id", ["-id"])],
)  # fmt: skip
def test_each_article_once(many: None, client: Client, ordering: str, keys: list[str]) -> None:
    expected = list(Article.objects.order_by(*keys).values_list("pk", flat=True))
    seen = walk(client, "articles/", ordering=ordering, page_size=100, fields="id")
    assert seen == expected and len(seen) == 2000


def test_back_to_the_beginning(many: None, client: Client) -> None:
    pages = []
    response = client.get(f"{BASE}articles/?page_size=100&fields=id").json()
    while response["next"]:
        pages.append(response["results"])
        response = client.get(response["next"]).json()
    for page in reversed(pages):
        response = client.get(response["previous"]).json()
        assert response["results"] == page
    assert response["previous"] is None


def test_while_rows_are_added(many: None, client: Client) -> None:
    before = set(Article.objects.values_list("pk", flat=True))
    seen: list[int] = []
    response = client.get(f"{BASE}articles/?page_size=100&fields=id")
    while True:
        page = response.json()
        seen += [row["id"] for row in page["results"]]
        rows.published(3, day=DAY, published_at=SAME)  # in the middle of the order
        factories.article()  # before all others
        if page["next"] is None:
            break
        response = client.get(page["next"])
    assert len(seen) == len(set(seen))
    assert before <= set(seen)


def test_every_page_costs_as_many_queries(many: None, client: Client) -> None:
    costs = set()
    path: str | None = f"{BASE}articles/?page_size=50"
    while path:
        with CaptureQueriesContext(connection) as captured:
            page = client.get(path).json()
        costs.add(len(captured))
        path = page["next"]
    assert len(costs) == 1


def test_a_later_page_begins_at_its_row(many: None, client: Client) -> None:
    """No page reads the rows before it: the plan of a late page is a range of the index."""
    rows.analyze()
    path = f"{BASE}articles/?page_size=100&fields=id"
    for _ in range(12):
        path = client.get(path).json()["next"]
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    [query] = [q["sql"] for q in captured if "published_on" in q["sql"] and "LIMIT" in q["sql"]]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {query}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "article_published_on" in plan and "Index Cond: (ROW(" in plan, plan
    assert "Sort" not in plan, plan


@pytest.mark.parametrize("name", EVERYWHERE)
def test_every_list_to_its_end(client: Client, name: str) -> None:
    build(2)
    whole = client.get(f"{BASE}{name}/?page_size=100").json()["results"]
    seen = []
    page = client.get(f"{BASE}{name}/?page_size=1").json()
    seen += page["results"]
    while page["next"]:
        page = client.get(page["next"]).json()
        assert len(page["results"]) == 1
        seen += page["results"]
    assert seen == whole and whole
