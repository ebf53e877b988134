"""Writing again after another process wrote the same thing a moment earlier."""

from collections.abc import Callable
from typing import TypeVar

from django.db import IntegrityError, OperationalError

T = TypeVar("T")

ATTEMPTS = 5
# SQLSTATE: unique violation, deadlock, serialisation failure.
_RACES = ("23505", "40P01", "40001")


def retried(write: Callable[[], T]) -> T:
    """The result of `write`, a whole transaction that looks first at what is there.

    Where two of them create the same row, one fails; it then sees the other's and has nothing to
    do. Raises the last error after `ATTEMPTS`: then it is no race.
    """
    for _ in range(ATTEMPTS - 1):
        try:
            return write()
        except (IntegrityError, OperationalError) as error:
            if getattr(error.__cause__, "sqlstate", None) not in _RACES:
                raise
    return write()
