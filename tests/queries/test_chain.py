"""The chain: confirmed links in the order in which they lead to each other."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Citation
from articles.queries.articles import cards
from articles.queries.chain import counts, hops, lines
from tests import factories

pytestmark = pytest.mark.django_db


def name(citation: Citation) -> str:
    return citation.name or str(citation.source)


def chain_of(article: Article) -> list[tuple[int, str, int, str, bool]]:
    found = hops(Citation.objects.filter(article=article).select_related("source"))
    return [
        (hop.number, name(hop.citation), hop.depth, name(hop.parent.citation) if hop.parent else "",
         hop.origin)
        for hop in found
    ]  # fmt: skip


def test_depth_first_by_position() -> None:
    article = factories.article()
    a = factories.citation(article, name="أ")
    factories.citation(article, name="ب")
    c = factories.citation(article, name="ج", via=a)
    factories.citation(article, name="د", via=a)
    factories.citation(article, name="ه", via=c)
    assert chain_of(article) == [
        (1, "أ", 0, "", False),
        (2, "ج", 1, "أ", False),
        (3, "ه", 2, "ج", True),
        (4, "د", 1, "أ", True),
        (5, "ب", 0, "", True),
    ]
    found = hops(Citation.objects.filter(article=article))
    assert [[hop.number for hop in line] for line in lines(found)] == [[1, 2, 3], [1, 4], [5]]
    assert counts(found) == (5, 3)


def test_unconfirmed_links_are_passed_through() -> None:
    article = factories.article()
    a = factories.citation(article, name="أ")
    b = factories.citation(article, name="ب", via=a, state="rejected")
    c = factories.citation(article, name="ج", via=b, state="suggested")
    factories.citation(article, name="د", via=c)
    assert chain_of(article) == [(1, "أ", 0, "", False), (2, "د", 1, "أ", True)]


def test_one_source_cited_twice_counts_once() -> None:
    article, source = factories.article(), factories.source()
    factories.citation(article, source)
    factories.citation(article, source, role="interview")
    factories.citation(article, name="شاهد")
    assert counts(hops(Citation.objects.filter(article=article))) == (2, 2)
    assert hops([]) == [] and lines([]) == [] and counts([]) == (0, 0)


def test_a_list_takes_two_queries_for_any_number_of_articles() -> None:
    for _ in range(5):
        article = factories.article(section=factories.section())
        via = factories.citation(article, factories.source())
        factories.citation(article, factories.source(), via=via)
    with CaptureQueriesContext(connection) as queries:
        for article in cards(Article.objects.public()):
            assert article.section is not None and article.section.name
            assert len([str(hop.citation.source) for hop in hops(article.links)]) == 2  # type: ignore[attr-defined]
    assert len(queries) == 2
