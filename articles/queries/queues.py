"""Queues of the newsroom: articles with open suggestions, and evidence that edits made stale."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from django.db.models import Count, Exists, FilteredRelation, Model, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles.models import (
    Article,
    ArticleReads,
    ArticleStatus,
    Citation,
    CitationState,
    EvidenceState,
    User,
)
from articles.queries.keyset import NEWEST, KeysetPage, page

LATELY = 30  # days in which reads count
PAGE_SIZE = 25
READ, NEW = "read", "new"
FLAGGED = (EvidenceState.AMBIGUOUS, EvidenceState.MISSING)
_FIELDS = ("id", "title", "slug", "status", "dated", "sort_at", "section__name")
M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An article of the queue: how many of its citations are in each state, and how often it was
    read in the last `LATELY` days."""

    article: Article
    suggested: int
    confirmed: int
    rejected: int
    reads: int


def of_my_sections(user: User, rows: QuerySet[M], *, article: str = "article") -> QuerySet[M]:
    """`rows` of articles in the person's sections; all where they have none (one query).

    `article` is the way from the row to its article, '' where it is one.
    """
    sections = sections_of(user)
    if not sections:
        return rows
    way = f"{article}__section__in" if article else "section__in"
    return rows.filter(**{way: sections})


def sections_of(user: User) -> list[int]:
    """The ids of the person's sections, none where they work on all (one query, the first time)."""
    if user.is_superuser:
        return []
    kept: set[int] | None = getattr(user, "_section_ids", None)  # as permissions ask for them
    if kept is None:
        kept = set(user.sections.order_by().values_list("pk", flat=True))
        user._section_ids = kept  # type: ignore[attr-defined]
    return sorted(kept)


def with_suggestions(user: User) -> QuerySet[Article]:
    """Articles of the person's sections with citations that nobody decided on."""
    open_ = Citation.objects.filter(article=OuterRef("pk"), state=CitationState.SUGGESTED)
    # Asked so, it is answered from indexes alone, however much the articles weigh.
    gone = Article.objects.filter(pk=OuterRef("pk"), status=ArticleStatus.WITHDRAWN)
    articles = Article.objects.filter(Exists(open_), ~Exists(gone))
    return of_my_sections(user, articles.order_by(), article="")


def suggestions(user: User, cursor: str | None, *, order: str = READ) -> KeysetPage[Waiting]:
    """A page of that queue, the most read first or (`order` NEW) the newest (five queries).

    Raises ValueError for a bad cursor.
    """
    rows: Any = with_suggestions(user)
    if order == NEW:
        found: KeysetPage[Any] = page(
            rows.values("id", "sort_at"), keys=NEWEST, cursor=cursor, size=PAGE_SIZE
        )
    else:
        lately = FilteredRelation("reads", condition=Q(reads__day__gte=_since()))
        rows = rows.annotate(lately=lately).values("id")
        read = rows.annotate(read=Coalesce(Sum("lately__count"), 0))
        found = page(read, keys=("-read", "-id"), cursor=cursor, size=PAGE_SIZE)
    ids = [row["id"] for row in found.items]
    return KeysetPage(_waiting(ids), found.next_cursor, found.previous_cursor)


def _waiting(ids: Sequence[int]) -> list[Waiting]:
    articles = Article.objects.select_related("section").only(*_FIELDS).in_bulk(ids)
    states: dict[int, dict[str, int]] = defaultdict(dict)
    counted = Citation.objects.filter(article__in=ids).order_by()
    for pk, state, many in counted.values_list("article", "state").annotate(many=Count("pk")):
        states[pk][state] = many
    reads = ArticleReads.objects.filter(article__in=ids, day__gte=_since()).order_by()
    sums = dict(reads.values_list("article").annotate(many=Sum("count")))
    return [
        Waiting(
            articles[pk],
            states[pk].get(CitationState.SUGGESTED, 0),
            states[pk].get(CitationState.CONFIRMED, 0),
            states[pk].get(CitationState.REJECTED, 0),
            sums.get(pk, 0),
        )
        for pk in ids
    ]


def _since() -> date:
    return timezone.localdate() - timedelta(days=LATELY - 1)


def stale(user: User) -> QuerySet[Citation]:
    """Citations of the person's sections whose words an edit took away or made ambiguous."""
    rows: QuerySet[Any] = Citation.objects.filter(evidence_state__in=FLAGGED)
    return of_my_sections(user, rows.exclude(state=CitationState.REJECTED).order_by())
