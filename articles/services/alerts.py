"""Alerts: opened and closed by the program as their reasons come and go, decided on by people."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.attribution.types import Disagreement
from articles.models import Alert, AlertKind, ReportState
from articles.services.actors import Actor, account
from articles.services.permissions import require
from articles.services.recording import recording

Pair = tuple[int, int | None]
"""The article of an alert, and the other one, if any."""


def remember_alerts(kind: str, found: Mapping[Pair, dict[str, Any]]) -> int:
    """Open alerts with their details; those that are there, in whatever state, stay as they are,
    but those that the program closed itself. Returns how many are open that were not before."""
    ids = {article for article, _other in found}
    kept = {
        (row.article_id, row.other_id): row
        for row in Alert.objects.filter(kind=kind, article__in=ids)
    }
    now = timezone.now()
    new = [
        Alert(kind=kind, article_id=pair[0], other_id=pair[1], detail=detail, at=now)
        for pair, detail in found.items()
        if pair not in kept
    ]
    again = [
        kept[pair].pk
        for pair in found
        if pair in kept and kept[pair].state == ReportState.SETTLED and kept[pair].by_id is None
    ]
    Alert.objects.bulk_create(new, ignore_conflicts=True)
    Alert.objects.filter(pk__in=again).update(state=ReportState.OPEN, at=now, decided_at=None)
    return len(new) + len(again)


def close_alerts(alert_ids: Collection[int]) -> None:
    """Close open alerts whose reason is gone; nobody decided on them."""
    if alert_ids:
        Alert.objects.filter(pk__in=alert_ids, state=ReportState.OPEN).update(
            state=ReportState.SETTLED, by=None, decided_at=timezone.now()
        )


def remember_footers(found: Mapping[int, Sequence[Disagreement]]) -> None:
    """Open or close the alerts of closing lines that contradict the text, by article."""
    details: dict[Pair, dict[str, Any]] = {
        (pk, None): {
            "found": [
                {"code": one.code, "footer": one.footer, "body": list(one.body)} for one in every
            ]
        }
        for pk, every in found.items()
        if every
    }
    kept = list(Alert.objects.filter(kind=AlertKind.FOOTER, article__in=list(found)))
    close_alerts([row.pk for row in kept if (row.article_id, None) not in details])
    told = []
    for row in kept:
        detail = details.get((row.article_id, None))
        if detail is not None and detail != row.detail:
            row.detail = detail
            told.append(row)
    Alert.objects.bulk_update(told, ["detail"])
    if details:
        remember_alerts(AlertKind.FOOTER, details)


def decide_alerts(*, by: Actor, alert_ids: Iterable[int], state: str) -> list[Alert]:
    """Settle, dismiss or open again. All or none. Raises PermissionDenied, ValidationError."""
    if state not in ReportState.values:
        raise ValidationError({"state": _("Choose a state.")})
    require(by, "settle_citation")
    decided = []
    with recording(by) as log:
        rows = Alert.objects.select_for_update(of=("self",)).select_related("article")
        for alert in rows.filter(pk__in=list(alert_ids)).order_by("pk"):
            require(by, "settle_citation", alert.article)
            if alert.state == state:
                continue
            opened = state == ReportState.OPEN
            alert.state, alert.by = state, None if opened else account(by)
            alert.decided_at = None if opened else timezone.now()
            alert.save(update_fields=["state", "by", "decided_at"])
            log.audit("decide", alert, article=alert.article_id, kind=alert.kind, state=state)
            decided.append(alert)
    return decided
