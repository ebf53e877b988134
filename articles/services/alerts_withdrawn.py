"""Alerts of articles that rest on what was taken back: opened, and closed with their notice."""

from django.db.models import QuerySet
from django.utils import timezone

from articles.models import Alert, AlertKind, Article, ReportState, Retraction
from articles.queries.dependents import dependents_of
from articles.services.actors import Actor, account


def alerts_of(retraction: Retraction) -> QuerySet[Alert]:
    """The alerts that a retraction opened."""
    return Alert.objects.filter(kind=AlertKind.WITHDRAWN, detail__retraction=retraction.pk)


def remember_dependents(retraction: Retraction) -> int:
    """Open an alert for each dependent that nobody decided on; returns how many are new.

    They follow from the citations, so that they need no permission and no line in the audit.
    """
    known = set(alerts_of(retraction).values_list("article_id", flat=True))
    now = timezone.now()
    rows = [
        Alert(
            kind=AlertKind.WITHDRAWN,
            article=dependent.article,
            other_id=retraction.article_id,
            detail={"retraction": retraction.pk},
            at=now,
        )
        for dependent in dependents_of(retraction, everything=True)
        if dependent.notice is None and dependent.article.pk not in known
    ]
    Alert.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["kind", "article", "other"],
        update_fields=["detail", "state", "at"],
    )
    return len(rows)


def settle_dependent(retraction: Retraction, article: Article, by: Actor) -> None:
    """Close the alert of one dependent."""
    alerts_of(retraction).filter(article=article, state=ReportState.OPEN).update(
        state=ReportState.SETTLED, by=account(by), decided_at=timezone.now()
    )
