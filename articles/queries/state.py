"""One state of all that readers see: while it stays the same, no page changes."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import QuerySet, Subquery
from django.utils import timezone

from articles.models import Article, ArticleStatus, ChangeLog

# A date of HTTP has whole seconds, and a write is stamped a moment before it is committed. What is
# younger than this gets no date, so that whatever is written next has a later one.
SETTLING = timedelta(seconds=2)


def settled(changed_at: datetime | None) -> int | None:
    """What Last-Modified may say of a change: seconds since 1970, the second after it; None while
    it is too young to be told from the next."""
    if changed_at is None or timezone.now() - changed_at < SETTLING:
        return None
    return int(changed_at.timestamp()) + 1


@dataclass(frozen=True, slots=True)
class State:
    """The log's place, what became visible by itself without an entry yet, and the local day."""

    log_id: UUID
    seq: int
    site_version: int
    changed_at: datetime
    due: datetime | None
    free: datetime | None
    today: date

    def modified(self) -> datetime:
        """No page changed after this: the last write, what came due since, and the last midnight,
        with which the date on the front page changes."""
        midnight = datetime.combine(self.today, time.min, timezone.get_default_timezone())
        return max(at for at in (self.changed_at, self.due, self.free, midnight) if at is not None)


def current() -> State:
    """The state now (one query).

    `due` and `free` are the last times at which a scheduled article came due or an embargo ended
    and the worker has not recorded it: `visible_to` shows such an article already.
    """
    now = timezone.now()
    due = Article.objects.filter(status=ArticleStatus.SCHEDULED, publish_at__lte=now)
    free = Article.objects.filter(embargo_until__lte=now)
    row = (
        ChangeLog.objects.filter(pk=1)
        .annotate(due=_latest(due, "publish_at"), free=_latest(free, "embargo_until"))
        .values_list("log_id", "seq", "site_version", "changed_at", "due", "free")
        .get()
    )
    return State(*row, today=timezone.localdate(now))


def _latest(articles: QuerySet[Article], column: str) -> Subquery:
    return Subquery(articles.order_by(f"-{column}").values(column)[:1])
