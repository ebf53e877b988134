"""The graph over the API: nodes and edges, the filters of the readers' page, pages, faults."""

import pytest
from django.test import Client

from articles.models import Article, Source
from articles.queries import graph
from articles.queries.graph_filters import read_filters
from tests import factories
from tests.api.asking import BASE, faults, get, results

pytestmark = pytest.mark.django_db

Edge = tuple[int, int, int]


@pytest.fixture
def sources() -> list[Source]:
    kinds = ["agency", "newspaper", "magazine", "person"]
    return [factories.source(f"Name {n}", kind=kind) for n, kind in enumerate(kinds)]


def cites(*chain: Source, role: str = "relayed", **fields: object) -> Article:
    """An article that has the last source through those before."""
    article, via = factories.article(**fields), None
    for one in chain:
        via = factories.citation(article, one, via=via, role=role)
    return article


def edges(client: Client, **params: object) -> list[Edge]:
    found = results(client, "graph/", **params)
    return [(row["before"]["id"], row["source"]["id"], row["articles"]) for row in found]


def test_the_published_names_and_values(sources: list[Source], client: Client) -> None:
    first, second, *_ = sources
    cites(first, second)
    cites(first, second)
    page = get(client, "graph/", count="on")
    assert list(page) == ["count", "next", "previous", "nodes", "results"]
    one = {
        "id": first.pk,
        "url": f"https://archive.example/sources/{first.pk}/{first.slug}/",
        "name": "Name 0",
        "kind": "agency",
    }
    other = {**one, "id": second.pk, "name": "Name 1", "kind": "newspaper",
             "url": f"https://archive.example/sources/{second.pk}/{second.slug}/"}  # fmt: skip
    assert page["nodes"] == [one, other]
    assert page["results"] == [{"before": one, "source": other, "articles": 2}]
    assert (page["count"], page["next"], page["previous"]) == (1, None, None)
    assert get(client, "")["graph"] == f"https://archive.example{BASE}graph/"


def test_filters_are_those_of_the_page(sources: list[Source], client: Client) -> None:
    a, b, c, d = (one.pk for one in sources)
    cites(*sources[:2], dated="2018-05-04")
    cites(*sources[:2], dated="2019-06-18", role="quoted")
    cites(*sources[1:3], dated="2019-07-01")
    cites(sources[0], sources[3], dated="2020-01-01")
    for params, expected in (
        ({}, [(a, b, 2), (a, d, 1), (b, c, 1)]),
        ({"from": "2019"}, [(a, d, 1), (b, c, 1), (a, b, 1)]),
        ({"from": "2019-06-18", "to": "2019-06"}, [(a, b, 1)]),
        ({"from": "٢٠٢٠"}, [(a, d, 1)]),
        ({"role": "quoted"}, [(a, b, 1)]),
        ({"kind": "person"}, [(a, d, 1)]),
        ({"least": 2}, [(a, b, 2)]),
        ({"least": 2, "kind": "person"}, []),
    ):
        assert edges(client, **params) == expected, params
        filters, _ = read_filters({name: str(value) for name, value in params.items()})
        page = graph.whole(filters).edges
        assert page == expected
    assert get(client, "graph/", least=2, kind="person", count="on")["count"] == 0


def test_pages(sources: list[Source], client: Client) -> None:
    for n in range(3):
        for _ in range(n + 1):
            cites(sources[n], sources[n + 1])
    every = edges(client)
    assert [n for _, _, n in every] == [3, 2, 1]
    response, seen = client.get(f"{BASE}graph/?page_size=1&count=on"), []
    while True:
        page = response.json()
        seen += [row["articles"] for row in page["results"]]
        assert page["count"] == 3 and len(page["nodes"]) == 2
        assert ('rel="next"' in response.get("Link", "")) == (page["next"] is not None)
        if page["next"] is None:
            break
        response = client.get(page["next"])
    assert seen == [3, 2, 1]
    assert client.get(page["previous"]).json()["results"][0]["articles"] == 2


def test_every_fault_is_named(client: Client) -> None:
    query = "from=gestern&to=2019-13&role=said&kind=x&least=0&page_size=0&before=1&count=on"
    assert faults(client, "graph/", query) == [
        ("from", "invalid"), ("to", "invalid"), ("role", "invalid_choice"),
        ("kind", "invalid_choice"), ("least", "invalid"), ("page_size", "invalid"),
        ("before", "unknown_parameter"),
    ]  # fmt: skip
    assert faults(client, "graph/", "from=2020&to=2019") == [("to", "invalid")]
    assert faults(client, "graph/", "cursor=x") == [("cursor", "invalid")]
    assert faults(client, "graph/", "from=&least=1&least=2") == [
        ("from", "empty"), ("least", "repeated"),
    ]  # fmt: skip
    assert faults(client, "graph/", f"least={'9' * 30}") == [("least", "invalid")]
    problem = client.get(f"{BASE}graph/?from=x").json()
    assert "2019" in problem["errors"][0]["detail"]
