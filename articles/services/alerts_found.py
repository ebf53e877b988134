"""What the worker looks for: near-copies without credit, circles, new dependents of withdrawals."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from articles.attribution.origins import circles
from articles.models import (
    Alert,
    AlertKind,
    Article,
    ArticleStatus,
    Citation,
    CitationState,
    Fingerprint,
    Job,
    ReportState,
    Retraction,
)
from articles.queries.credited import credited_among, mutual_among
from articles.queries.near_copies import near_copies_of
from articles.services.alerts import Pair, close_alerts, remember_alerts
from articles.services.alerts_withdrawn import remember_dependents
from articles.services.jobs import enqueue
from articles.services.near_copies import remember_signatures

JOB = "compare"
"""Kind of the job that looks for near-copies; its payload is `article_ids`."""

PORTION = 50
MOST = 50  # retractions whose dependents are looked for again, and alerts looked at at once
LATELY = timedelta(minutes=10)


def remember_signatures_and_compare(*, article_ids: Sequence[int]) -> None:
    """Write fingerprints, and ask for the comparison of those that are new."""
    if remember_signatures(article_ids=article_ids):
        _ask(_uncompared().filter(pk__in=article_ids).values_list("pk", flat=True))


def ask_for_missing_comparisons() -> int:
    """Ask for all articles whose text was not compared as it is; returns how many.

    Nothing while earlier jobs wait: they may be about the same articles.
    """
    if Job.objects.filter(kind=JOB, failed_at=None).exists():
        return 0
    return _ask(_uncompared().values_list("pk", flat=True))


def look_for_copies(*, article_ids: Sequence[int]) -> None:
    """Open alerts for these articles and the others that have their text in common with them.

    Of two, the later one owes the credit. They follow from texts and citations, so that they need
    no permission and no line in the audit.
    """
    copies: dict[Pair, dict[str, Any]] = {}
    rings: dict[Pair, dict[str, Any]] = {}
    articles = _everything().filter(pk__in=article_ids).order_by("pk")
    for article in articles:
        near = near_copies_of(article, None, among=_everything())
        others = [copy.article for copy in near]
        credited = credited_among(article, others)
        mutual = mutual_among(article, others) if credited else set()
        for copy in near:
            later, earlier = _in_order(article, copy.article)
            if copy.article.pk not in credited:
                copies[later.pk, earlier.pk] = {"share": round(copy.share, 2)}
            elif copy.article.pk in mutual:
                rings[later.pk, earlier.pk] = {"articles": [later.pk, earlier.pk]}
    remember_alerts(AlertKind.NEAR_COPY, copies)
    remember_alerts(AlertKind.CIRCLE, rings)
    Fingerprint.objects.filter(pk__in=article_ids).update(compared=F("revision"))


def look_again() -> None:
    """Close alerts whose reason citations took away, and open those that citations gave one."""
    _withdrawn_meanwhile()
    _credited_meanwhile()
    _circles_of_reports()
    for retraction in Retraction.objects.select_related("article", "source").order_by("-pk")[:MOST]:
        remember_dependents(retraction)


def _withdrawn_meanwhile() -> None:
    """Of an article that was withdrawn, nobody needs to be warned any more."""
    gone = Q(article__status=ArticleStatus.WITHDRAWN)
    copied = Q(kind=AlertKind.NEAR_COPY, other__status=ArticleStatus.WITHDRAWN)
    rows = Alert.objects.filter(gone | copied, state=ReportState.OPEN)
    close_alerts(list(rows.values_list("pk", flat=True)))


def _credited_meanwhile() -> None:
    """Look again at near-copies whose articles' citations changed lately."""
    changed = Citation.objects.filter(modified_at__gte=timezone.now() - LATELY)
    rows = Alert.objects.filter(kind=AlertKind.NEAR_COPY, state=ReportState.OPEN).filter(
        Exists(changed.filter(Q(article=OuterRef("article")) | Q(article=OuterRef("other"))))
    )
    settled = [
        row.pk
        for row in rows.select_related("article", "other").order_by("pk")[:MOST]
        if row.other is not None and credited_among(row.article, [row.other])
    ]
    close_alerts(settled)


def _circles_of_reports() -> None:
    """Articles whose citations lead, from report to report in this archive, back to themselves."""
    rests_on: dict[int, list[int]] = defaultdict(list)
    rows = Citation.objects.filter(rests_on__isnull=False).exclude(state=CitationState.REJECTED)
    for article, report in rows.order_by("article", "rests_on").values_list("article", "rests_on"):
        if report is not None:
            rests_on[article].append(report)
    found: dict[Pair, dict[str, Any]] = {}
    for ring in circles(rests_on):
        other = ring[1] if len(ring) > 1 else None
        found[ring[0], other] = {"articles": list(ring), "by": "reports"}
    kept = Alert.objects.filter(kind=AlertKind.CIRCLE, state=ReportState.OPEN)
    gone = [
        row.pk
        for row in kept.filter(detail__by="reports")
        if (row.article_id, row.other_id) not in found
    ]
    close_alerts(gone)
    remember_alerts(AlertKind.CIRCLE, found)


def _uncompared() -> QuerySet[Fingerprint]:
    stale = Q(compared=None) | ~Q(compared=F("revision"))
    return Fingerprint.objects.filter(stale).order_by("pk")


def _ask(ids: Iterable[int]) -> int:
    ids = list(ids)
    for begin in range(0, len(ids), PORTION):
        enqueue(JOB, article_ids=ids[begin : begin + PORTION])
    return len(ids)


def _everything() -> QuerySet[Article]:
    """Of withdrawn articles nobody owes or is owed a credit any more."""
    standing = Article.objects.exclude(status=ArticleStatus.WITHDRAWN)
    return standing.filter(erased_at=None).order_by()


def _in_order(one: Article, other: Article) -> tuple[Article, Article]:
    """The later of two articles first: by the dates of their originals, else by when they came."""
    if one.dated_from and other.dated_from and one.dated_from != other.dated_from:
        later = one.dated_from > other.dated_from
    else:
        later = _came(one) > _came(other)
    return (one, other) if later else (other, one)


def _came(article: Article) -> tuple[datetime, int]:
    return article.sort_at, article.pk
