"""`worker`: the work in the background, one process per node beside the web server."""

import signal
from threading import Event
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand

from articles.management.duties import DUTIES
from articles.management.rounds import work
from articles.services.indexing_thread import IndexThread


class Command(BaseCommand):
    """Started, restarted and stopped by `make run` together with the web server."""

    help = (
        "Publish what is due, end embargoes, keep the search index, forget addresses; until SIGINT"
        " or SIGTERM."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Work until a signal; what was begun is finished first."""
        stop = Event()

        def leave(signum: int, frame: FrameType | None) -> None:
            stop.set()

        signal.signal(signal.SIGINT, leave)
        signal.signal(signal.SIGTERM, leave)
        index = IndexThread()
        index.start()
        work(DUTIES, stop)
        index.leave()
