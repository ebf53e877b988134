"""A node's search index kept whole: which generation is read, and when another one is built."""

import logging
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.db import Error
from django.db.models import Q
from django.utils import timezone

from articles.models import ChangeLog, IndexGeneration
from articles.queries import index_state
from articles.search import folders
from articles.search.engine import IndexProblem, shape
from articles.search.tantivy_files import looked_through
from articles.services.indexing import Follower, Outdated, follows
from articles.services.indexing_building import Building, Note, Progress
from articles.text.analyser import ANALYSER_VERSION

logger = logging.getLogger(__name__)

IDLE = 0.05
"""Seconds between two looks at the log where nobody says that there is something new."""

ALIVE = timedelta(hours=1)
"""After so long with nothing to do, the index is noted to be kept still."""

LOST = timedelta(days=30)
"""After so long, nobody keeps it."""

LOOK = 1.0  # seconds between two looks at what others did to the folder
PAUSE = 0.2  # seconds between two looks at processes that build
FIRST_WAIT, LONGEST_WAIT = 1.0, 30.0  # seconds after something failed


class Keeper:
    """What the worker does with the folder of indexes while it holds the lock of its writer.

    `round` is called again and again; each does a portion of what there is to do. Whatever fails
    is said once, put down beside the index in the database, and tried again.
    """

    def __init__(self, folder: Path, *, processes: int, nice: bool = False) -> None:
        """`processes` build a new generation of a large archive; `nice` ones let others go first.

        Raises OSError.
        """
        self._nice = nice
        self._folder = folder
        self._node = folders.node(folder)
        self._processes = processes
        self._follower: Follower | None = None
        self._building: Building | None = None
        self._looking: Iterator[None] | None = None
        self._looked = 0.0
        self._request: Note | None = None
        self._wait = 0.0
        self._told = ""
        self._sweep()

    def round(self) -> float:
        """Do a portion; returns the seconds after which there may be more, 0 for at once.

        Raises django.db.Error where the database is away.
        """
        try:
            wait = self._round()
        except (IndexProblem, Outdated, OSError) as problem:
            self._failed(problem)
            self._wait = min(max(self._wait * 2, FIRST_WAIT), LONGEST_WAIT)
            return self._wait
        except Error:
            self.close()
            raise
        self._wait = 0.0
        return wait

    @property
    def building(self) -> Building | None:
        """What is being built now."""
        return self._building

    @property
    def problem(self) -> str:
        """Why the last round failed, '' where it did not."""
        return self._told if self._wait else ""

    def __len__(self) -> int:
        """How many articles the index holds."""
        return len(self._follower.index) if self._follower is not None else 0

    def close(self) -> None:
        """Let go of everything; what was being built is thrown away."""
        self._let_go()
        self._stop_building()

    def _round(self) -> float:
        self._look()
        busy = self._follower.step() if self._follower is not None else False
        if busy and self._building is None:
            return 0.0
        if self._building is None and self._must_build():
            logger.info("The search index is being built.")
            self._building = Building(
                self._folder,
                self._node,
                processes=self._many(),
                nice=self._nice,
                request=self._request,
            )
        if self._building is not None:
            wait = self._build()
            return 0.0 if busy else wait
        return 0.0 if self._look_through() else IDLE

    def _look(self) -> None:
        """See once a second whether the files are there, and what others ask for."""
        now = time.monotonic()
        if self._follower is not None and now - self._looked < LOOK:
            return
        self._looked = now
        self._request = folders.asked(self._folder, folders.REBUILD)
        if self._follower is not None and not self._follower.is_read(self._folder):
            self._let_go()
        if self._follower is None:
            self._follower = self._open()
            return
        if timezone.now() - self._follower.row.at > ALIVE:
            self._follower.is_alive()
        if note := folders.asked(self._folder, folders.SUSPECT):
            folders.answer(self._folder, folders.SUSPECT, note)
            self._looking = self._looking or looked_through(self._follower.folder)

    def _open(self) -> Follower | None:
        """The generation that is read; None where it is of no use any more."""
        try:
            generation = folders.current(self._folder)
        except folders.NotReadable:
            return None
        row = IndexGeneration.objects.filter(pk=generation, built=True).first()
        if row is None or row.shape != shape() or not follows(row, ChangeLog.objects.get(pk=1)):
            return None
        try:
            follower = Follower(self._folder, row)
        except IndexProblem as problem:
            self._say(f"{problem} It is built anew.")
            return None
        self._looking = looked_through(follower.folder)
        return follower

    def _look_through(self) -> bool:
        """Go on comparing the files with their sums; False when that is done.

        Where they differ, nobody reads the index any more.
        """
        if self._looking is None or self._follower is None:
            return False
        try:
            next(self._looking)
        except StopIteration:
            self._looking = None
        except IndexProblem as problem:
            self._say(f"{problem} It is built anew.")
            self._let_go()
            (self._folder / folders.CURRENT).unlink(missing_ok=True)
        return True

    def _must_build(self) -> bool:
        follower = self._follower
        old = follower is None or follower.row.analyser != ANALYSER_VERSION
        return old or self._request is not None

    def _many(self) -> int:
        """By how many processes a new generation is built."""
        wanted = self._request[0] if self._request else ""
        return int(wanted) if wanted.isdecimal() else self._processes

    def _build(self) -> float:
        """Do a piece of the building; at its end, follow the log and have it read."""
        building = self._building
        assert building is not None
        if not building.advance():
            return PAUSE if building.at_work else 0.0
        building.finish()
        follower = Follower(self._folder, building.row)
        while follower.step():
            pass
        self._building = None
        self._let_go()
        folders.point_to(self._folder, building.row.pk)
        self._follower = follower
        if building.request is not None:
            folders.answer(self._folder, folders.REBUILD, building.request)
        self._request = None
        logger.info("The search index was built: %d articles.", building.done)
        self._sweep()
        return 0.0

    def _sweep(self) -> None:
        """Remove what no longer is read, and what a killed process began."""
        try:
            kept = {folders.current(self._folder)}
        except folders.NotReadable:
            kept = set()
        folders.sweep(self._folder, kept)
        lost = Q(at__lt=timezone.now() - LOST)
        own = IndexGeneration.objects.filter(Q(node=self._node) | lost)
        own.exclude(pk__in=kept).delete()

    def _failed(self, problem: Exception) -> None:
        self._say(f"The search index cannot be kept up to date: {problem}")
        if self._follower is not None:
            row = IndexGeneration.objects.filter(pk=self._follower.row.pk)
            row.update(problem=str(problem))
        self._let_go()
        self._stop_building()

    def _say(self, sentence: str) -> None:
        if sentence != self._told:
            self._told = sentence
            logger.warning("%s", sentence)

    def _let_go(self) -> None:
        self._looking = None
        if self._follower is not None:
            self._follower.close()
            self._follower = None

    def _stop_building(self) -> None:
        if self._building is not None:
            self._building.discard()
            self._building = None


def bring_up_to_date(
    folder: Path,
    *,
    processes: int = 0,
    rebuild: bool = False,
    progress: Progress = lambda done, total: None,
) -> int | None:
    """Index all that is not indexed yet, and build a new generation where it must be or `rebuild`.

    Returns how many articles the index holds, None where another process keeps it. Raises
    IndexProblem, OSError, django.db.Error.
    """
    with folders.locked(folder, folders.WRITER) as held:
        if not held:
            return None
        if rebuild:
            folders.ask(folder, folders.REBUILD, str(processes))
        keeper = Keeper(folder, processes=processes)
        try:
            while (wait := keeper.round()) != IDLE:
                if keeper.problem:
                    raise IndexProblem(keeper.problem)
                if keeper.building is not None:
                    progress(keeper.building.done, keeper.building.total)
                time.sleep(wait)
            return len(keeper)
        finally:
            keeper.close()


def wait_for_worker(folder: Path, *, processes: int, rebuild: bool) -> int:
    """Have who keeps the index do the same as `bring_up_to_date`, and wait for it.

    Returns how many articles the index holds. Raises IndexProblem where the worker cannot.
    """
    before = index_state.current().opened
    if rebuild:
        folders.ask(folder, folders.REBUILD, str(processes))
    while True:
        now = index_state.current()
        if (
            now.opened is not None
            and not now.behind
            and (not rebuild or before is None or now.opened.generation != before.generation)
        ):
            return len(now.opened.index)
        problem = IndexGeneration.objects.exclude(problem="").filter(node=folders.node(folder))
        if said := problem.values_list("problem", flat=True).first():
            raise IndexProblem(said)
        time.sleep(PAUSE)
