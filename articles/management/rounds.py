"""The worker's loop: runs duties when their time has come, and outlives a database that is away."""

import logging
import time
from collections.abc import Sequence
from threading import Event

from django.db import InterfaceError, OperationalError, connection

from articles.management.duties import Duty

logger = logging.getLogger(__name__)

LONGEST_WAIT = 10.0  # seconds between two attempts while the database is away


def work(duties: Sequence[Duty], stop: Event) -> None:
    """Run each of `duties` at its interval until `stop` is set; a failure never ends the loop."""
    due = {duty.name: 0.0 for duty in duties}
    wait = 0.0
    while not stop.is_set():
        ran = [_run(duty, due) for duty in duties if due[duty.name] <= time.monotonic()]
        if all(ran):
            wait = 0.0
            next_due = min(due.values()) - time.monotonic()
        else:
            wait = min(max(wait * 2, 0.5), LONGEST_WAIT)
            next_due = wait
        stop.wait(max(next_due, 0.0))


def _run(duty: Duty, due: dict[str, float]) -> bool:
    """Run one duty and set its next time; False where the database was away."""
    try:
        duty.run()
    except (OperationalError, InterfaceError) as error:
        # Not a bug of ours: the server restarts or is away. It stays due.
        logger.warning("The database is away: %s", str(error).strip().splitlines()[-1:])
        connection.close()
        return False
    except Exception:
        logger.exception("The duty “%s” failed", duty.name)
        connection.close()
    due[duty.name] = time.monotonic() + duty.every
    return True
