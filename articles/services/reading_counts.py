"""Reads counted in the memory of a web process, and written down about once a minute."""

import atexit
import logging
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from multiprocessing.util import Finalize
from threading import Event, Lock, Thread

from django.db import connection
from django.utils import timezone

from articles.services.reads import add_reads

logger = logging.getLogger(__name__)

EVERY = 60.0  # seconds between two writings

Counts = Mapping[tuple[int, date], int]


class Reads:
    """Counts until they are written; what could not be written waits for the next time.

    Safe for threads. Counting takes a lock for the time of an addition and asks no database.
    """

    def __init__(self, write: Callable[[Counts], None] = add_reads) -> None:
        self._write = write
        self._counts: Counter[tuple[int, date]] = Counter()
        self._lock = Lock()
        self._writing = Lock()
        self._stop = Event()

    def add(self, article_id: int) -> None:
        """One more read today, in the site's time zone. Never raises."""
        day = timezone.localdate(timezone=timezone.get_default_timezone())
        with self._lock:
            self._counts[article_id, day] += 1

    def flush(self) -> int:
        """Write what was counted; returns how many reads, 0 where it could not be written."""
        with self._writing:
            with self._lock:
                counts, self._counts = self._counts, Counter()
            if not counts:
                return 0
            try:
                self._write(counts)
            except Exception:
                logger.warning("Reads could not be written yet", exc_info=True)
                with self._lock:
                    self._counts.update(counts)
                return 0
        return counts.total()

    def start(self) -> None:
        """Write every minute from now on, in a thread of its own, and when the process ends."""
        Thread(target=self._work, name="reads", daemon=True).start()
        atexit.register(self._end)
        # A process that multiprocessing started ends without atexit.
        Finalize(None, self._end, exitpriority=0)

    def _work(self) -> None:
        while not self._stop.wait(EVERY):
            self.flush()
            connection.close()

    def _end(self) -> None:
        self._stop.set()
        self.flush()


READS = Reads()
"""Those of this process."""
