"""The graph counts visible chains only, in the period, role and kind that were asked for."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from articles.models import Article, Source
from articles.queries import graph
from articles.queries.graph_filters import Filters, read_filters
from articles.services.actors import COMMAND
from articles.services.citations import settle_citations
from articles.services.drafting import edit_article
from articles.services.publishing import publish, schedule, withdraw
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def sources() -> list[Source]:
    kinds = {"Site": "site", "Paper": "newspaper", "Speaker": "person"}
    return [factories.source(name, kind=kind) for name, kind in kinds.items()]


def chained(article: Article, *sources: Source, role: str = "relayed") -> None:
    via = None
    for source in sources:
        via = factories.citation(article, source, via=via, role=role)


EVERY = Filters()


def edges(filters: Filters = EVERY) -> list[tuple[str, str, int]]:
    found = graph.edges(filters, None)
    return [(edge.before.name, edge.source.name, edge.articles) for edge in found.items]


def test_pairs_that_stand_next_to_each_other_the_heaviest_first(sources: list[Source]) -> None:
    site, paper, speaker = sources
    for _ in range(2):
        chained(factories.article(), site, paper, speaker)
    chained(factories.article(), paper, speaker)
    chained(factories.article(), site)
    assert edges() == [("Paper", "Speaker", 3), ("Site", "Paper", 2)]
    assert graph.whole(EVERY).edges == [(paper.pk, speaker.pk, 3), (site.pk, paper.pk, 2)]
    found = graph.articles_of(site, paper, Filters(), None)
    assert len(found.items) == 2


def test_what_readers_may_not_see_never_counts(sources: list[Source]) -> None:
    later = timezone.now() + timedelta(days=1)
    shown, draft, scheduled, embargoed, withdrawn, proposed = (
        factories.draft(f"مادة {number}") for number in range(6)
    )
    for article in (shown, draft, scheduled, embargoed, withdrawn, proposed):
        chained(article, *sources)
    for article in (shown, withdrawn, proposed):
        publish(by=COMMAND, article_id=article.pk)
    schedule(by=COMMAND, article_id=scheduled.pk, publish_at=later)
    edit_article(by=COMMAND, article_id=embargoed.pk, base_version=1, embargo_until=later)
    publish(by=COMMAND, article_id=embargoed.pk)
    withdraw(by=COMMAND, article_id=withdrawn.pk, code="error", reason="خطأ")
    first, second = proposed.citations.order_by("position")[:2]
    settle_citations(by=COMMAND, citation_ids=[first.pk], state="suggested")
    settle_citations(by=COMMAND, citation_ids=[second.pk], state="rejected")
    assert edges() == [("Paper", "Speaker", 1), ("Site", "Paper", 1)]
    for before, source in (sources[:2], sources[1:]):
        found = graph.articles_of(before, source, Filters(), None)
        assert [article.pk for article in found.items] == [shown.pk]


def test_filters(sources: list[Source]) -> None:
    site, paper, speaker = sources
    for dated in ("2018", "2019-06-18", "2020-01", ""):
        article = factories.article(dated=dated, date_unknown=not dated)
        chained(article, site, paper)
    chained(factories.article(dated="2021-03-04"), paper, speaker, role="spoken")
    assert edges() == [("Site", "Paper", 4), ("Paper", "Speaker", 1)]
    assert edges(Filters(since=date(2019, 1, 1))) == [
        ("Site", "Paper", 2), ("Paper", "Speaker", 1),
    ]  # fmt: skip
    assert edges(Filters(since=date(2019, 6, 18), until=date(2019, 6, 18))) == [
        ("Site", "Paper", 1)
    ]
    assert edges(Filters(role="spoken")) == [("Paper", "Speaker", 1)]
    assert edges(Filters(kind="site")) == [("Site", "Paper", 4)]
    assert edges(Filters(kind="newspaper")) == edges()
    assert edges(Filters(kind="agency")) == []
    assert edges(Filters(least=2)) == [("Site", "Paper", 4)]
    assert edges(Filters(least=5)) == []


def test_a_pair_in_two_roles_is_one_article(sources: list[Source]) -> None:
    article = factories.article()
    near = factories.citation(article, sources[0])
    for role in ("quoted", "interview"):
        factories.citation(article, sources[1], via=near, role=role)
    assert edges() == [("Site", "Paper", 1)]
    for role in ("quoted", "interview"):
        assert edges(Filters(role=role)) == [("Site", "Paper", 1)]
    assert edges(Filters(role="relayed")) == []


def test_page_by_page_each_edge_once_for_two_queries() -> None:
    hub = factories.source("Hub")
    article = factories.article()
    near = factories.citation(article, hub)
    for number in range(graph.PAGE_SIZE + 5):
        factories.citation(article, factories.source(f"Behind {number}"), via=near)
    seen: list[str] = []
    cursor: str | None = None
    for size in (graph.PAGE_SIZE, 5):
        with CaptureQueriesContext(connection) as captured:
            found = graph.edges(Filters(), cursor)
        assert len(captured) == 2 and len(found.items) == size
        seen += [edge.source.name for edge in found.items]
        cursor = found.next_cursor
    assert cursor is None and len(set(seen)) == len(seen) == graph.PAGE_SIZE + 5
    with pytest.raises(ValueError, match="cursor"):
        graph.edges(Filters(), "nonsense")


@pytest.mark.parametrize(
    ("given", "filters"),
    [
        ({}, Filters()),
        ({"from": "2019", "to": "2020-02"}, Filters(date(2019, 1, 1), date(2020, 2, 29))),
        ({"from": " ٢٠١٩-٠٦-١٨ "}, Filters(date(2019, 6, 18))),
        ({"role": "spoken", "kind": "agency", "least": "٣"}, Filters(None, None, "spoken", "agency", 3)),
        ({"to": "2019-06", "from": "2019-06"}, Filters(date(2019, 6, 1), date(2019, 6, 30))),
    ],
)  # fmt: skip
def test_parameters_are_read(given: dict[str, str], filters: Filters) -> None:
    assert read_filters(given) == (filters, {})


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"from": "2019-13"}, ["from"]),
        ({"from": "2019-02-30", "to": "x"}, ["from", "to"]),
        ({"to": "2019~"}, ["to"]),
        ({"from": "2020", "to": "2019"}, ["to"]),
        ({"role": "heard"}, ["role"]),
        ({"kind": "rumour"}, ["kind"]),
        ({"least": "0"}, ["least"]),
        ({"least": "-1"}, ["least"]),
        ({"least": "1" * 40}, ["least"]),
        ({"least": "many", "role": "x"}, ["role", "least"]),
    ],
)
def test_what_is_wrong_is_named(given: dict[str, str], wrong: list[str]) -> None:
    with translation.override("ar"):
        assert list(read_filters(given)[1]) == wrong
