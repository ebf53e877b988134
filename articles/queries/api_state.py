"""When the archive last changed for readers, the one date that validators of lists can carry."""

from datetime import datetime

from django.db.models import QuerySet, Subquery
from django.utils import timezone

from articles.models import Article, ArticleStatus, ChangeLog


def last_change() -> datetime:
    """The last moment at which anything that readers see was written, or became visible by itself.

    One query: the log's row, whose `changed_at` a trigger sets under the lock that orders all
    visible writes, and what is due or free since then though the worker has not released it yet.
    """
    now = timezone.now()
    due = Article.objects.filter(status=ArticleStatus.SCHEDULED, publish_at__lte=now)
    free = Article.objects.filter(embargo_until__lte=now)
    row = (
        ChangeLog.objects.filter(pk=1)
        .annotate(
            due=_latest(due, "publish_at"),
            free=_latest(free, "embargo_until"),
        )
        .values_list("changed_at", "due", "free")
        .get()
    )
    return max(at for at in row if at is not None)


def _latest(articles: QuerySet[Article], column: str) -> Subquery:
    return Subquery(articles.order_by(f"-{column}").values(column)[:1])
