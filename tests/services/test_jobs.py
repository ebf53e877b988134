"""Jobs: done once, tried again later, kept when they are given up."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from articles.models import Job, Section
from articles.services.jobs import MOST_ATTEMPTS, enqueue, run_due

pytestmark = pytest.mark.django_db


def test_what_is_due_runs_once_in_order_with_its_payload() -> None:
    now = timezone.now()
    seen: list[int] = []
    enqueue("count", number=2, run_at=now - timedelta(seconds=1))
    enqueue("count", number=1, run_at=now - timedelta(seconds=2))
    enqueue("count", number=3, run_at=now + timedelta(hours=1))
    enqueue("other", number=4, run_at=now)
    assert run_due({"count": lambda number: seen.append(number)}) == 2
    assert seen == [1, 2]
    assert list(Job.objects.values_list("kind", flat=True)) == ["other", "count"]


def test_a_failure_is_rolled_back_and_tried_later() -> None:
    enqueue("fail")

    def fail() -> None:
        Section.objects.create(name="قسم", slug="قسم", position=1)
        raise IntegrityError("no\x00way")

    before = timezone.now()
    assert run_due({"fail": fail}) == 0
    job = Job.objects.get()
    assert (job.attempts, job.error, job.failed_at) == (1, "IntegrityError: noway", None)
    assert job.run_at >= before + timedelta(seconds=10)
    assert not Section.objects.exists()


def test_after_the_last_attempt_it_is_kept_with_its_error() -> None:
    enqueue("fail")

    def fail() -> None:
        raise ValueError("broken")

    for attempt in range(MOST_ATTEMPTS):
        assert Job.objects.get().attempts == attempt
        run_due({"fail": fail})
        Job.objects.update(run_at=timezone.now() - timedelta(seconds=1))
    job = Job.objects.get()
    assert (job.attempts, job.failed_at is not None) == (MOST_ATTEMPTS, True)
    run_due({"fail": fail})
    assert Job.objects.get().attempts == MOST_ATTEMPTS
