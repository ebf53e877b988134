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
FIELDS = ("id", "status", "publish_at", "embargo_until", "section_id", "dated_from")
LINK = ("article", "source", "before", "role", "origin", "again", "visible_from", "dated_from")
COUNT = ("article", "section", "named", "origins", "visible_from", "dated_from")
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
    begins = _visible_from(article)
    if numbers != (article.section_id, *counts(chain), begins, article.dated_from):
        yield "its numbers of sources and origins are not those of its chain"
    roles: dict[tuple[int, int | None], dict[str, bool]] = defaultdict(dict)
    for hop in chain:
        source = hop.citation.source_id
        before = hop.parent.citation.source_id if hop.parent else None
        if source is not None:
            found = roles[source, None if before == source else before]
            found[hop.citation.role] = found.get(hop.citation.role, False) or hop.origin
    expected = {
        (*pair, role, origin, place > 0, begins, article.dated_from)
        for pair, found in roles.items()
        for place, (role, origin) in enumerate(sorted(found.items()))
    }
    if links != expected:
        yield "its links between sources are not those of its chain"


def _visible_from(article: Article) -> datetime | None:
    """When readers see it: at once where that is None."""
    due = article.publish_at if article.status == ArticleStatus.SCHEDULED else None
    return max((at for at in (due, article.embargo_until) if at is not None), default=None)
