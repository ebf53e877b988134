"""Alerts that wait for the newsroom, by kind, with what a list shows of each."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from articles.models import Alert, Article, ReportState, Retraction, User
from articles.queries.keyset import KeysetPage, page
from articles.queries.queues import of_my_sections

PAGE_SIZE = 25
_FIELDS = ("id", "title", "slug", "status", "dated", "sort_at", "publisher_name", "section_id",
           "created_by_id")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """An alert with the articles of its circle, in their order, and its retraction, if any."""

    alert: Alert
    circle: list[Article]
    retraction: Retraction | None


def open_alerts(user: User) -> QuerySet[Alert]:
    """Alerts on articles of the person's sections that nobody decided on."""
    rows = Alert.objects.filter(state=ReportState.OPEN).order_by()
    return of_my_sections(user, rows)


def counts(user: User) -> dict[str, int]:
    """How many alerts of each kind are open (two queries)."""
    return dict(open_alerts(user).values_list("kind").annotate(many=Count("pk")))


def alerts_page(
    user: User, cursor: str | None, *, kind: str = "", state: str = ReportState.OPEN
) -> KeysetPage[Shown]:
    """A page of alerts of one kind, or of all, newest first (four queries).

    Raises ValueError for a bad cursor.
    """
    rows = of_my_sections(user, Alert.objects.filter(state=state).order_by())
    if kind:
        rows = rows.filter(kind=kind)
    rows = rows.select_related("article", "other", "by").only(
        "kind", "detail", "state", "at", "decided_at", "by__username", "by__first_name",
        "by__last_name", *(f"{side}__{name}" for side in ("article", "other") for name in _FIELDS),
    )  # fmt: skip
    found = page(rows, keys=("-id",), cursor=cursor, size=PAGE_SIZE)
    return KeysetPage(_shown(found.items), found.next_cursor, found.previous_cursor)


def _shown(alerts: Iterable[Alert]) -> list[Shown]:
    alerts = list(alerts)
    ids = {pk for one in alerts for pk in one.detail.get("articles", ())}
    circles = Article.objects.only(*_FIELDS).in_bulk(list(ids) or [0])
    named = {one.detail["retraction"] for one in alerts if "retraction" in one.detail}
    kept = Retraction.objects.select_related("source", "article").in_bulk(list(named) or [0])
    return [
        Shown(
            one,
            [circles[pk] for pk in one.detail.get("articles", ()) if pk in circles],
            kept.get(one.detail.get("retraction", 0)),
        )
        for one in alerts
    ]
