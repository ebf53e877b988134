"""Asking the worker to look for sources in articles that came in."""

from collections.abc import Sequence

from django.utils import timezone

from articles.models import Job

JOB = "suggest_citations"
"""Kind of the job; its payload is `article_ids`."""

PORTION = 50
"""Articles of one job: it takes a fraction of a second, so that what is due does not wait."""


def queue(article_ids: Sequence[int]) -> None:
    """Ask for suggestions for these articles, within the transaction that stores them."""
    now = timezone.now()
    Job.objects.bulk_create(
        Job(
            kind=JOB,
            payload={"article_ids": list(article_ids[first : first + PORTION])},
            run_at=now,
        )
        for first in range(0, len(article_ids), PORTION)
    )
