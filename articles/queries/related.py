"""Articles that are about the same as another, by its telling words, topics and sources."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from articles.attribution.near_copies import LEAST_SHARE, SCHEME, Signature, share, unpacked
from articles.models import Article, Fingerprint
from articles.queries.articles import cards
from articles.queries.search_index import standing
from articles.queries.search_tree import readers
from articles.search.engine import KEY, Index, IndexProblem
from articles.search.nodes import Combined, OneOf
from articles.search.telling import like_node, telling_words

SIZE = 4
LOOKED_AT = 30
"""Hits among which near-copies are told apart."""

NEAR = 0.12
"""Of what the article itself would score, the least that another must."""


@dataclass(frozen=True, slots=True)
class Related:
    """Articles for readers, the nearest first, as lists show them. `behind`: the index will
    answer otherwise soon, so that a page with them is not to be kept."""

    articles: Sequence[Article] = ()
    behind: bool = False


def related(
    article: Article,
    size: int = SIZE,
    *,
    sources: Collection[int] = (),
    topics: Collection[int] = (),
) -> Related:
    """What readers may read of what is about the same as `article`, which rests on `sources` and
    has `topics`.

    Of near-copies of one another the nearest only, of near-copies of the article none. Four
    queries at most for any number; none of them where the index cannot be asked, but for its state.
    """
    now = standing()
    if now.index is None or now.state != "ready":
        return Related(behind=True)
    try:
        keys = _nearest(now.index, article, sources, topics, now.changed)
    except IndexProblem as problem:
        now.report(problem)
        return Related(behind=True)
    chosen = _unlike(article.pk, keys, size)
    if not chosen:
        return Related(behind=now.behind)
    found = {one.pk: one for one in cards(Article.objects.public().filter(pk__in=chosen))}
    return Related([found[pk] for pk in chosen if pk in found], now.behind)


def _nearest(
    index: Index,
    article: Article,
    sources: Collection[int],
    topics: Collection[int],
    changed: Sequence[int],
) -> list[int]:
    """The keys of public articles that are near enough, the nearest first."""
    text = f"{article.standfirst}\n\n{article.body_text}"
    words = telling_words(index, article.title, text)
    if not words:
        return []
    like = like_node(index, words, sources=set(sources), topics=set(topics))
    own = index.best(Combined(must=(like, OneOf(KEY, (article.pk,)))), limit=1)
    others = Combined(must=(like, readers(changed)), never=(OneOf(KEY, (article.pk,)),))
    hits = index.best(others, limit=LOOKED_AT)
    least = own[0].score * NEAR if own else 0.0
    return [hit.key for hit in hits if hit.score >= least]


def _unlike(pk: int, keys: Sequence[int], size: int) -> list[int]:
    """The first `size` of `keys` that are no near-copies of article `pk` or of one before them
    (one query)."""
    if not keys:
        return []
    rows = Fingerprint.objects.filter(article__in=[pk, *keys], scheme=SCHEME)
    signatures = {
        article: unpacked(shingles, bytes(packed))
        for article, shingles, packed in rows.values_list("article_id", "shingles", "signature")
    }
    against = [signatures.get(pk, Signature())]
    chosen: list[int] = []
    for key in keys:
        own = signatures.get(key, Signature())
        if all(share(own, other) < LEAST_SHARE for other in against):
            chosen.append(key)
            against.append(own)
        if len(chosen) == size:
            break
    return chosen
