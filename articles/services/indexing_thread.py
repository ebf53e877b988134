"""The worker's thread that keeps the node's index up to date, apart from its other duties."""

import logging
import os
from pathlib import Path
from threading import Event, Thread

import psycopg
from django.conf import settings
from django.db import Error, connection

from articles.search import folders
from articles.services.indexing_keeper import IDLE, Keeper
from articles.services.recording import CHANNEL

logger = logging.getLogger(__name__)

LOCKED = 1.0  # seconds between two looks at a lock that another worker holds
AWAY = 1.0  # seconds of patience with a database that is away
LISTENING = 1.0  # seconds after which the log is looked at without a notice too


class IndexThread(Thread):
    """Runs until `leave`; a failure never ends it."""

    def __init__(self) -> None:
        super().__init__(name="search index", daemon=True)
        self._folder = Path(settings.SEARCH_DIR)
        self._leaving = Event()
        self._listener = Listener()
        self._told = False

    def leave(self) -> None:
        """Finish the portion at hand and end; returns when it has ended."""
        self._leaving.set()
        self.join()

    def run(self) -> None:
        while not self._leaving.is_set():
            try:
                with folders.locked(self._folder, folders.WRITER) as held:
                    if held:
                        self._told = False
                        self._keep()
                    else:
                        self._say_that_another_does()
                        self._leaving.wait(LOCKED)
            except (Error, psycopg.Error) as error:
                logger.warning("The database is away: %s", str(error).strip().splitlines()[-1:])
                self._leaving.wait(AWAY)
            except Exception:
                logger.exception("The search index is not kept up to date")
                self._leaving.wait(AWAY)
            finally:
                self._listener.close()
                connection.close()

    def _keep(self) -> None:
        keeper = Keeper(self._folder, processes=max((os.cpu_count() or 1) // 2, 1), nice=True)
        try:
            while not self._leaving.is_set() and folders.is_there(self._folder):
                wait = keeper.round()
                if wait == IDLE:
                    self._listener.wait(self._leaving)
                elif wait:
                    self._leaving.wait(wait)
        finally:
            keeper.close()

    def _say_that_another_does(self) -> None:
        if not self._told:
            self._told = True
            logger.info("Another worker keeps the search index: this one waits for its end.")


class Listener:
    """Wakes when something was written: by a notice of the database where notices arrive, else
    after `IDLE` seconds."""

    def __init__(self) -> None:
        self._connection: psycopg.Connection | None = None
        self._works: bool | None = None

    def wait(self, leaving: Event) -> None:
        """Return when the log may have grown. Raises psycopg.Error."""
        if self._works is None:
            self._begin()
        if not self._works or self._connection is None:
            leaving.wait(IDLE)
            return
        for _ in range(round(LISTENING / IDLE / 4)):
            if any(True for _ in self._connection.notifies(timeout=IDLE * 4, stop_after=1)):
                for _more in self._connection.notifies(timeout=0):
                    pass  # a burst is looked at once
                return
            if leaving.is_set():
                return

    def close(self) -> None:
        """Listen no more; the next `wait` begins again."""
        self._works = None
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _begin(self) -> None:
        """Listen, and see whether a notice of our own arrives: through a pooler none does."""
        try:
            self._connection = psycopg.connect(settings.DATABASE_DIRECT_URL, autocommit=True)
            self._connection.execute(f"LISTEN {CHANNEL}")
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])
            self._works = bool(list(self._connection.notifies(timeout=1.0, stop_after=1)))
        except psycopg.Error as error:
            logger.info("The database gives no notices (%s): it is asked instead.", error)
            self._works = False
