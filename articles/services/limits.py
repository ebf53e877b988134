"""How much an address may send: counted under a lock, so that it holds against concurrent posts."""

import hashlib
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import ngettext


class TooMany(ValidationError):
    """An address sent more than it may. `retry_after` says in how many seconds it may again."""

    def __init__(self, retry_after: int) -> None:
        self.retry_after = retry_after
        minutes = ceil(retry_after / 60)
        super().__init__(
            ngettext(
                "You have sent several in a short time. Your text is kept below: send it again in"
                " %(minutes)d minute.",
                "You have sent several in a short time. Your text is kept below: send it again in"
                " %(minutes)d minutes.",
                minutes,
            )
            % {"minutes": minutes},
            code="too_many",
        )


def lock(*key: str) -> None:
    """Wait for other transactions that hold `key`, until this one ends."""
    digest = hashlib.sha256("\0".join(key).encode()).digest()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(digest[:8], signed=True)]
        )


def check(sent: QuerySet[Any], address_hash: str, now: datetime) -> None:
    """Raise TooMany if `sent` (with `created_at`) holds as many of this address as it may send.

    At most settings.COMMENT_LIMIT within settings.COMMENT_WINDOW seconds. Call it under `lock`.
    """
    limit, window = settings.COMMENT_LIMIT, timedelta(seconds=settings.COMMENT_WINDOW)
    recent = sent.filter(address_hash=address_hash, created_at__gt=now - window)
    times = recent.order_by("-created_at").values_list("created_at", flat=True)[:limit]
    if len(times) >= limit:
        # It may again when the oldest of the last `limit` leaves the window.
        oldest = times[limit - 1] if limit else now
        raise TooMany(max(1, ceil((oldest + window - now).total_seconds())))
