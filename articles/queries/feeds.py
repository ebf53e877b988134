"""What Atom and other feeds list: articles with their text, section and byline."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.db.models.functions import Coalesce

from articles.models import Article, Byline
from articles.queries.matched import matching, page
from articles.search.asked import Filters
from articles.search.engine import IndexProblem

SIZE = 30
# As the index article_published_on has it; never null.
APPEARED = Coalesce("published_at", "publish_at", "created_at")


@dataclass(frozen=True, slots=True)
class Followed:
    """What a search's feed lists; `behind` says that the index may answer otherwise soon, though
    nobody changes anything."""

    articles: Sequence[Article]
    behind: bool


def newest_published() -> list[Article]:
    """The articles that appeared here last, with section, byline and text, each with `appeared`.

    Two queries.
    """
    return list(_newest(Article.objects.public())[:SIZE])


def newest_matching(q: str, filters: Filters) -> Followed | None:
    """The articles that appeared last of those that hold all words of `q`, as far as readers may
    see them; None while there is no index to ask. Two queries beside those for the index."""
    found = matching(q, None, filters)
    if found is None:
        return None
    try:
        newest = page(
            _newest(Article.objects.public()), found, keys=("-appeared", "-id"), cursor=None,
            size=SIZE,
        )  # fmt: skip
    except IndexProblem:
        return None
    return Followed(newest.items, found.behind)


def _newest(articles: QuerySet[Article]) -> QuerySet[Article]:
    bylines = Byline.objects.select_related("person").order_by("position", "id")
    shown = articles.select_related("section").annotate(appeared=APPEARED)
    ordered = shown.defer("body_text", "footer_prompt").order_by(APPEARED.desc(), "-id")
    return ordered.prefetch_related(Prefetch("bylines", bylines))
