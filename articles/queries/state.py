"""One state of all that readers see: while it stays the same, no page changes."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import connection
from django.utils import timezone

from articles.models import ArticleStatus

# A date of HTTP has whole seconds, and a write is stamped a moment before it is committed. What is
# younger than this gets no date, so that whatever is written next has a later one.
SETTLING = timedelta(seconds=2)

# Each page asks for it, also one that is sent from memory; the ORM would take as long again.
STATE = """
SELECT log_id, seq, site_version, changed_at,
       (SELECT publish_at FROM articles_article
         WHERE status = %(scheduled)s AND publish_at <= %(now)s
         ORDER BY publish_at DESC LIMIT 1),
       (SELECT embargo_until FROM articles_article
         WHERE embargo_until <= %(now)s
         ORDER BY embargo_until DESC LIMIT 1)
  FROM articles_changelog WHERE id = 1
"""


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
    with connection.cursor() as cursor:
        cursor.execute(STATE, {"now": now, "scheduled": ArticleStatus.SCHEDULED.value})
        [(log_id, seq, site_version, changed_at, due, free)] = cursor.fetchall()
    return State(log_id, seq, site_version, changed_at, due, free, timezone.localdate(now))
