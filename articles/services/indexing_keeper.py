"""A node's search index kept whole: which generation is read, and when another one is built."""

import logging
import time
from pathlib import Path
from uuid import UUID

from django.db import Error

from articles.models import ChangeLog, IndexGeneration
from articles.search import folders
from articles.search.engine import IndexProblem, shape
from articles.services.indexing import Follower, Outdated, follows
from articles.services.indexing_building import Building, Progress
from articles.text.analyser import ANALYSER_VERSION

logger = logging.getLogger(__name__)

IDLE = 0.05
"""Seconds between two looks at the log where nobody says that there is something new."""

PAUSE = 0.2  # seconds between two looks at processes that build
FIRST_WAIT, LONGEST_WAIT = 1.0, 30.0  # seconds after something failed


class Keeper:
    """What the worker does with the folder of indexes while it holds the lock of its writer.

    `round` is called again and again; each does a portion of what there is to do. Whatever fails
    is said once, put down beside the index in the database, and tried again.
    """

    def __init__(self, folder: Path, *, processes: int) -> None:
        """`processes` build a new generation of a large archive. Raises OSError."""
        self._folder = folder
        self._node = folders.node(folder)
        self._processes = processes
        self._follower: Follower | None = None
        self._building: Building | None = None
        self._wanted = False
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
            self._let_go()
            raise
        self._wait = 0.0
        return wait

    def rebuild(self) -> None:
        """Have a new generation built, whatever is the matter with this one."""
        self._wanted = True

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
        if self._building is not None:
            self._building.discard()
            self._building = None

    def _round(self) -> float:
        if self._follower is None:
            self._follower = self._open()
        busy = self._follower.step() if self._follower is not None else False
        if self._building is None and self._must_build():
            logger.info("The search index is being built.")
            self._building = Building(self._folder, self._node, processes=self._processes)
        if self._building is not None:
            return self._build() if not busy else 0.0
        return 0.0 if busy else IDLE

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
            return Follower(self._folder, row)
        except IndexProblem as problem:
            logger.warning("%s It is built again.", problem)
            return None

    def _must_build(self) -> bool:
        follower = self._follower
        return self._wanted or follower is None or follower.row.analyser != ANALYSER_VERSION

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
        self._building, self._wanted = None, False
        self._let_go()
        folders.point_to(self._folder, building.row.pk)
        self._follower = follower
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
        IndexGeneration.objects.filter(node=self._node).exclude(pk__in=kept).delete()

    def _failed(self, problem: Exception) -> None:
        said = str(problem)
        if said != self._told:
            self._told = said
            logger.warning("The search index cannot be kept up to date: %s", said)
        self._note(said)
        self._let_go()
        if self._building is not None:
            self._building.discard()
            self._building = None

    def _note(self, problem: str) -> None:
        ids: list[UUID] = [self._follower.row.pk] if self._follower is not None else []
        IndexGeneration.objects.filter(pk__in=ids).update(problem=problem)

    def _let_go(self) -> None:
        if self._follower is not None:
            self._follower.close()
            self._follower = None


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
        keeper = Keeper(folder, processes=processes)
        if rebuild:
            keeper.rebuild()
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
