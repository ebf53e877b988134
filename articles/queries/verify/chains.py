"""What is kept of chains: what those of public and scheduled articles say, and no more."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Prefetch

from articles.models import Article, ArticleStatus, ChainCount, ChainLink, Citation, CitationState
from articles.queries.chain import counts, hops
from articles.queries.verify.finding import Finding, portions

PORTION = 1000  # articles in memory at once
FIELDS = ("id", "status", "publish_at", "embargo_until", "section_id", "dated_from", "sort_at")
LINK = ("article", "source", "before", "role", "origin", "single", "once", "once_in_role",
        "again", "visible_from", "dated_from", "sort_at")  # fmt: skip
COUNT = ("article", "section", "named", "origins", "visible_from", "dated_from", "sort_at")
_Row = tuple[int, int | None, str]  # source, the one before it, role
KEPT = (ArticleStatus.PUBLISHED, ArticleStatus.SCHEDULED)


def check() -> Iterator[Finding]:
    """Compare the rows with what the articles' pages make of their citations."""
    citations = Citation.objects.only("article_id", "via_id", "position", "state", "role", "name",
                                      "source_id")  # fmt: skip
    articles = Article.objects.only(*FIELDS).prefetch_related(Prefetch("citations", citations))
    for portion in portions(articles, PORTION):
        links: dict[int, set[tuple[Any, ...]]] = defaultdict(set)
        ids = [article.pk for article in portion]
        for row in ChainLink.objects.filter(article__in=ids).values_list(*LINK):
            links[row[0]].add(row[1:])
        numbers = {row[0]: row[1:] for row in
                   ChainCount.objects.filter(article__in=ids).values_list(*COUNT)}  # fmt: skip
        for article in portion:
            for what in _of_article(article, links[article.pk], numbers.get(article.pk)):
                yield Finding("chains", f"article {article.pk}", what)


def _of_article(
    article: Article, links: set[tuple[Any, ...]], numbers: tuple[Any, ...] | None
) -> Iterator[str]:
    if article.status not in KEPT:
        if links or numbers is not None:
            yield "it is not public and counts as if it were"
        return
    cited = list(article.citations.all())
    chain = hops(cited)
    if len(chain) < sum(citation.state == CitationState.CONFIRMED for citation in cited):
        return  # a circle, which the check of citations tells
    when = _visible_from(article), article.dated_from, article.sort_at
    summed = counts(chain)
    if numbers != (article.section_id, *summed, *when):
        yield "its numbers of sources and origins are not those of its chain"
    rows: dict[_Row, bool] = {}
    for hop in chain:
        source = hop.citation.source_id
        before = hop.parent.citation.source_id if hop.parent else None
        if source is not None:
            row = source, None if before == source else before, hop.citation.role
            rows[row] = rows.get(row, False) or hop.origin
    expected = {(*row, rows[row], summed[1] == 1, *_flags(row, rows), *when) for row in rows}
    if links != expected:
        yield "its links between sources are not those of its chain"


def _flags(row: _Row, rows: dict[_Row, bool]) -> tuple[bool, bool, bool]:
    """Whether the row is the first of its source, the first in its role, and not of its pair.

    Origins come first, then by the source before it (none comes last), then by role.
    """
    source, before, role = row

    def place(other: _Row) -> tuple[bool, bool, int, str]:
        return not rows[other], other[1] is None, other[1] or 0, other[2]

    of_source = [other for other in rows if other[0] == source]
    in_role = [other for other in of_source if other[2] == role]
    of_pair = [other for other in of_source if other[1] == before]
    return (
        row == min(of_source, key=place),
        row == min(in_role, key=place),
        row != min(of_pair, key=lambda other: other[2]),
    )


def _visible_from(article: Article) -> datetime | None:
    """When readers see it: at once where that is None."""
    due = article.publish_at if article.status == ArticleStatus.SCHEDULED else None
    return max((at for at in (due, article.embargo_until) if at is not None), default=None)
