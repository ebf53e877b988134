"""This process's view of the search index, renewed when the worker has written another state."""

import logging
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from uuid import UUID

from django.conf import settings

from articles.search import folders
from articles.search.engine import Index, IndexProblem
from articles.search.tantivy_files import META, none_is_cut, sizes
from articles.search.tantivy_index import TantivyIndex

logger = logging.getLogger(__name__)

Stamp = tuple[int, int, int]
"""By which a file that was replaced is told from the one before."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A generation as it was read; nothing that is written later changes what it answers."""

    generation: UUID
    index: Index


@dataclass(frozen=True, slots=True)
class _View:
    pointer: Path
    stamps: tuple[Stamp, Stamp]
    generation: UUID
    index: TantivyIndex
    files: tuple[tuple[str, int], ...]


class Reading:
    """Keeps one view; safe for threads. What cannot be read is tried again when it is another."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._view: _View | None = None
        self._told = ""

    def opened(self) -> Opened | None:
        """The current generation as it stands on the disk now, None where there is none.

        One call of the system for each file of the index where nothing changed. Never raises.
        """
        pointer = Path(settings.SEARCH_DIR) / folders.CURRENT
        view = self._view
        if view is None or not _is_as_on_disk(view, pointer):
            with self._lock:
                view = self._view
                if view is None or not _is_as_on_disk(view, pointer):
                    view = self._view = self._read(pointer, view)
        return Opened(view.generation, view.index) if view is not None else None

    def _read(self, pointer: Path, before: _View | None) -> _View | None:
        for again in (True, False):
            try:
                return _read(pointer, before)
            except (IndexProblem, folders.NotReadable, OSError) as problem:
                # The generation may have been followed by another between two looks.
                if not again and isinstance(problem, IndexProblem):
                    self._report(problem)
        return None

    def report(self, opened: Opened, problem: IndexProblem) -> None:
        """What `opened` answered made no sense: have the worker look through its files."""
        if self._view is not None and self._view.generation == opened.generation:
            self._report(problem)

    def _report(self, problem: IndexProblem) -> None:
        self._say(problem)
        with suppress(OSError):
            folders.ask(Path(settings.SEARCH_DIR), folders.SUSPECT)

    def _say(self, problem: IndexProblem) -> None:
        if str(problem) != self._told:
            self._told = str(problem)
            logger.warning("%s", problem)


def _is_as_on_disk(view: _View, pointer: Path) -> bool:
    if view.pointer != pointer:
        return False
    meta = folders.place(pointer.parent, view.generation) / META
    try:
        return view.stamps == (_stamp(pointer), _stamp(meta)) and none_is_cut(view.files)
    except OSError:
        return False


def _read(pointer: Path, before: _View | None) -> _View:
    # The stamps first: what is written in between is seen as another state the next time.
    stamp = _stamp(pointer)
    generation = folders.current(pointer.parent)
    folder = folders.place(pointer.parent, generation)
    stamps = stamp, _stamp(folder / META)
    files = sizes(folder)
    if (
        before is not None
        and (before.pointer, before.generation) == (pointer, generation)
        and none_is_cut(before.files)
    ):
        return _View(pointer, stamps, generation, before.index.renewed(), files)
    return _View(pointer, stamps, generation, TantivyIndex(folder, begin=False), files)


def _stamp(path: Path) -> Stamp:
    found = os.stat(path)  # noqa: PTH116 (half the time of Path.stat)
    return found.st_ino, found.st_mtime_ns, found.st_size


READING = Reading()
"""That of this process."""


def opened() -> Opened | None:
    """See `Reading.opened`. Ask for the index's state before: see `queries.index_state`."""
    return READING.opened()


def reader() -> Index | None:
    """This process's index of the current generation, None where none can be read."""
    found = READING.opened()
    return found.index if found else None


def report(opened: Opened, problem: IndexProblem) -> None:
    """See `Reading.report`."""
    READING.report(opened, problem)
