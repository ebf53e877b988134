"""Asking the worker to look for quotations in texts that are new or changed."""

from collections.abc import Iterable

from django.db.models import F, Q

from articles.models import Fingerprint, Job
from articles.services.jobs import enqueue

JOB = "quotations"
"""Kind of the job that remembers them; its payload is `article_ids`."""

PORTION = 50
"""Articles of one job, which keeps the worker from its other duties for a fraction of a second."""


def ask_for_quotations(article_ids: Iterable[int]) -> None:
    """Let the worker remember them; part of the transaction that changed the texts."""
    ids = list(article_ids)
    for begin in range(0, len(ids), PORTION):
        enqueue(JOB, article_ids=ids[begin : begin + PORTION])


def ask_for_missing_quotations() -> int:
    """Ask for articles whose text was not looked through as it is; returns how many.

    Nothing while earlier jobs wait: they may be about the same articles. A text without a
    fingerprint has to wait for that, since it says which version was looked through.
    """
    if Job.objects.filter(kind=JOB, failed_at=None).exists():
        return 0
    stale = Q(quoted=None) | ~Q(quoted=F("revision"))
    rows = Fingerprint.objects.filter(stale, article__erased_at=None).order_by("pk")
    ids = list(rows.values_list("pk", flat=True))
    ask_for_quotations(ids)
    return len(ids)
