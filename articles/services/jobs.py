"""Work that can wait: rows of PostgreSQL, taken by whichever worker is free."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from articles.models import Job

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 6
FIRST_WAIT = timedelta(seconds=10)  # doubled after every failure

Handler = Callable[..., object]


def enqueue(kind: str, *, run_at: datetime | None = None, **payload: Any) -> Job:
    """Ask for a job, within the transaction of what makes it necessary; `payload` must be JSON."""
    return Job.objects.create(kind=kind, payload=payload, run_at=run_at or timezone.now())


def run_due(handlers: Mapping[str, Handler], *, limit: int = 20) -> int:
    """Run at most `limit` jobs that are due, oldest first; returns how many succeeded.

    Each runs in a transaction of its own, with its row locked, so that a job whose worker is killed
    is due again. A handler gets the payload as keyword arguments and must bear being called again.
    One that fails is tried `MOST_ATTEMPTS` times, ever later, and then kept with its error.
    """
    done = 0
    for _turn in range(limit):
        outcome = _run_next(handlers)
        if outcome is None:
            break
        done += outcome
    return done


def _run_next(handlers: Mapping[str, Handler]) -> bool | None:
    """Whether the next job succeeded; None where none is due."""
    with transaction.atomic():
        due = Job.objects.filter(failed_at=None, run_at__lte=timezone.now(), kind__in=handlers)
        job = due.select_for_update(skip_locked=True).order_by("run_at", "id").first()
        if job is None:
            return None
        try:
            with transaction.atomic():
                handlers[job.kind](**job.payload)
        except Exception as error:
            logger.exception("The job %s %s failed", job.kind, job.payload)
            _note_failure(job, error)
            return False
        job.delete()
    return True


def _note_failure(job: Job, error: Exception) -> None:
    now = timezone.now()
    job.attempts += 1
    job.error = f"{type(error).__name__}: {error}"[:2000].replace("\x00", "")
    if job.attempts >= MOST_ATTEMPTS:
        job.failed_at = now
    else:
        job.run_at = now + FIRST_WAIT * 2 ** (job.attempts - 1)
    job.save(update_fields=["attempts", "error", "failed_at", "run_at"])
