"""Articles as the API reads them: what a person may see, narrowed, with the parts shown."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, Model, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles.models import Article, ArticleStatus, Byline, Citation, Correction, Notice, User

# Never null, so that every article has its place: what is not published yet stands where it was
# planned, or where it was added. The index article_published_on is on this expression.
PUBLISHED_ON = Coalesce("published_at", "publish_at", "created_at")

# Published field -> the columns it needs beside the id; those not listed need no column of weight.
_HEAVY = {"body_html": "body", "body_text": "body_text"}
_TEXTS = ("body", "body_text", "standfirst", "footer", "footer_prompt", "withdrawal_reason")
T = TypeVar("T", bound=Model)


def readable(user: User | AnonymousUser) -> QuerySet[Article]:
    """The articles that `user` may read; what was erased is gone for everybody."""
    return Article.objects.visible_to(user).filter(erased_at=None)


def listed(user: User | AnonymousUser) -> QuerySet[Article]:
    """The articles that `user` may read, each with `published_on` for the order of lists."""
    return readable(user).annotate(published_on=PUBLISHED_ON)


def with_reports(queryset: QuerySet[Citation], user: User | AnonymousUser) -> QuerySet[Any]:
    """Put on each citation as `report_id` the article that it rests on, if `user` may read it."""
    reports = readable(user).filter(pk=OuterRef("rests_on")).order_by()
    return queryset.annotate(report_id=Subquery(reports.values("pk")[:1]))


def with_parts(
    queryset: QuerySet[Article],
    shown: Collection[str],
    user: User | AnonymousUser | None = None,
) -> QuerySet[Article]:
    """Load what the published fields `shown` need: one query for each kind of part, or none.

    Citations need the `user` who reads them.
    """
    queryset = queryset.defer(
        "footer_prompt", *(column for name, column in _HEAVY.items() if name not in shown)
    )
    if "section" in shown:
        queryset = queryset.select_related("section")
    if "topics" in shown:
        queryset = queryset.prefetch_related("topics")
    if "byline" in shown:
        bylines = Byline.objects.select_related("person").order_by("position", "id")
        queryset = queryset.prefetch_related(Prefetch("bylines", bylines))
    if "citations" in shown and user is not None:
        # All states: a link of the chain that readers do not see still says where it leads.
        citations = Citation.objects.select_related("source").order_by("position", "id")
        queryset = queryset.prefetch_related(
            Prefetch("citations", with_reports(citations.prefetch_related("source__names"), user))
        )
    if "notices" in shown:
        notices = Notice.objects.filter(dismissed=False).order_by("-at", "-id")
        queryset = queryset.prefetch_related(Prefetch("notices", notices))
    if "corrections" in shown:
        corrections = Correction.objects.select_related("revision").order_by("at", "id")
        corrections = corrections.defer("revision__snapshot")
        queryset = queryset.prefetch_related(Prefetch("corrections", corrections))
    return queryset


def with_article(queryset: QuerySet[T], *, shown: Collection[str] = ()) -> QuerySet[T]:
    """Load the `article` of each row: what names it, or what the published fields `shown` need."""
    if shown:
        whole = with_parts(Article.objects.all(), shown)
        return queryset.prefetch_related(Prefetch("article", whole))
    return queryset.select_related("article").defer(*(f"article__{name}" for name in _TEXTS))


def narrow(
    queryset: QuerySet[Article],
    *,
    source: int | None = None,
    source_role: str = "",
    topic: int | None = None,
    section: int | None = None,
    status: str = "",
    published_from: datetime | None = None,
    published_to: datetime | None = None,
    modified_from: datetime | None = None,
    modified_to: datetime | None = None,
) -> QuerySet[Article]:
    """The articles of `queryset` (from `listed`) that meet all conditions given.

    `source` and `source_role` are met by one confirmed citation together. Times are inclusive.
    """
    if source is not None or source_role:
        queryset = queryset.filter(_cites(source, source_role))
    if topic is not None:
        queryset = queryset.filter(topics=topic)
    if section is not None:
        queryset = queryset.filter(section=section)
    if status:
        queryset = queryset.filter(_in_status(status))
    if published_from is not None or published_to is not None:
        queryset = queryset.filter(Q(published_at__isnull=False) | _due())
    bounds = {
        "published_on__gte": published_from,
        "published_on__lte": published_to,
        "modified_at__gte": modified_from,
        "modified_at__lte": modified_to,
    }
    return queryset.filter(**{key: value for key, value in bounds.items() if value is not None})


def is_due(article: Article) -> bool:
    """Whether a scheduled article's time has come, though the worker has not released it yet."""
    return (
        article.status == ArticleStatus.SCHEDULED
        and article.publish_at is not None
        and article.publish_at <= timezone.now()
    )


def withdrawn(article_id: int) -> Article | None:
    """The withdrawn article of this id whose withdrawal is public, None if there is none."""
    return Article.objects.withdrawn_in_public().filter(pk=article_id).first()


def _due() -> Q:
    return Q(status=ArticleStatus.SCHEDULED, publish_at__lte=timezone.now())


def _in_status(status: str) -> Q:
    """As the published field `status` says it: what is due counts as published."""
    if status == ArticleStatus.PUBLISHED:
        return Q(status=status) | _due()
    if status == ArticleStatus.SCHEDULED:
        return Q(status=status) & ~_due()
    return Q(status=status)


def _cites(source: int | None, role: str) -> Exists:
    citations = Citation.objects.confirmed().filter(article=OuterRef("pk"))
    if source is not None:
        citations = citations.filter(source=source)
    if role:
        citations = citations.filter(role=role)
    return Exists(citations)
