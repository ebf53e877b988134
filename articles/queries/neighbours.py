"""What stands beside an article in its section: the next newer and the next older."""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from articles.models import Article
from articles.queries.keyset import RowComparison


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Articles with id, title and slug only; None where the section begins or ends."""

    newer: Article | None
    older: Article | None


def annotations() -> dict[str, ArraySubquery]:
    """Annotations of articles, for `neighbours`: each reads a few rows from the end of one range
    of the section's index, so that the last article costs what the first one does."""
    public = Article.objects.public().filter(section=OuterRef("section"))
    newer, older = (public.filter(_row(sign)) for sign in "><")
    return {
        "newer_in_section": _said(newer.order_by("sort_at", "id")[:1]),
        "older_in_section": _said(older.newest_first()[:1]),
    }


def neighbours(article: Article) -> Neighbours:
    """Of an article with the annotations."""
    row: Any = article
    newer, older = _articles(row.newer_in_section), _articles(row.older_in_section)
    return Neighbours(next(iter(newer), None), next(iter(older), None))


def _row(sign: str) -> RowComparison:
    place = (OuterRef("sort_at"), OuterRef("pk"))
    return RowComparison(F("sort_at"), F("id"), *place, sign=sign)


def _said(queryset: QuerySet[Article]) -> ArraySubquery:
    return ArraySubquery(queryset.values(json=JSONObject(id="id", title="title", slug="slug")))


def _articles(said: list[dict[str, Any]]) -> list[Article]:
    return [Article(**fields) for fields in said]
