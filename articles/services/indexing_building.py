"""A new generation of the index, filled from the whole archive by this process or by several."""

import multiprocessing
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import Error, connection
from django.db.models import Max

from articles.models import Article, ChangeLog, IndexGeneration
from articles.queries.index_documents import ids_between, values_of
from articles.search import folders
from articles.search.documents import document
from articles.search.engine import IndexProblem, shape
from articles.search.tantivy_index import TantivyIndex
from articles.services.indexing_parts import Part, fill_part, join_parts, spans
from articles.text.analyser import ANALYSER_VERSION

_CONTEXT = multiprocessing.get_context("spawn")

FEW = 5_000
"""Articles that one process indexes faster than others are started."""

Progress = Callable[[int, int], None]
"""Told how many articles are indexed, and of how many."""


Note = tuple[str, int]
"""What somebody asks for, and when it was written."""


class Building:
    """A generation in the making: `advance` until it says that all is in.

    What changes meanwhile is followed up from the log's place at its begin. Nothing of it is read
    before it is whole; after a kill it is begun anew.
    """

    def __init__(
        self,
        folder: Path,
        node: UUID,
        *,
        processes: int,
        nice: bool = False,
        request: Note | None = None,
    ) -> None:
        """Begin it in the folder of all generations, with so many processes beside this one, 0 to
        do without; `nice` lets others go before. `request` is what asked for it. Raises
        OSError."""
        self.request = request
        self._nice = nice
        log = ChangeLog.objects.get(pk=1)
        self.row = IndexGeneration.objects.create(
            node=node,
            log_id=log.log_id,
            seq=log.seq,
            note_seq=log.note_seq,
            analyser=ANALYSER_VERSION,
            shape=shape(),
        )
        self.total = Article.objects.filter(erased_at=None).count()
        self.done = 0
        self._highest = Article.objects.aggregate(highest=Max("pk"))["highest"] or 0
        self._folder = folders.place(folder, self.row.pk)
        self._folder.mkdir(parents=True)
        self._processes: list[BaseProcess] = []
        self._joining = False
        self._parts: list[Part] = []
        self._spans = spans(0, 1, self._highest)
        self._index: TantivyIndex | None = None
        if processes and self.total > FEW:
            self._start(processes)

    def advance(self) -> bool:
        """Do a piece of the work, or see how far the others are; True when all is in.

        Raises IndexProblem; then `discard` is what is left to do.
        """
        if self._parts:
            return self._look()
        if self._index is None:
            self._index = TantivyIndex(self._folder)
        for low, high in self._spans:
            values = values_of(ids_between(low, high))
            self._index.fill(document(article) for article in values)
            self.done += len(values)
            return False
        self._index.commit()
        self._index.close()
        return True

    def finish(self) -> None:
        """Note that it is whole."""
        self.row.built = True
        self.row.save(update_fields=["built"])

    def discard(self) -> None:
        """End it, and remove what there is of it. Never raises: what is left goes later."""
        for process in self._processes:
            process.terminate()
            process.join()
        if self._index is not None:
            with suppress(IndexProblem):
                self._index.close()
        shutil.rmtree(self._folder, ignore_errors=True)
        with suppress(Error):
            IndexGeneration.objects.filter(pk=self.row.pk).delete()

    @property
    def at_work(self) -> bool:
        """Whether other processes do the work, so that asking them at once again is no use."""
        return bool(self._processes)

    def _start(self, processes: int) -> None:
        counts = _CONTEXT.Array("q", processes, lock=False)
        for number in range(processes):
            folder = self._folder / f"part-{number}"
            folder.mkdir()
            part = Part(
                folder, number, processes, self._highest, os.getpid(), self._nice, _database()
            )
            self._begin(fill_part, (part, counts), f"index {number}")
            self._parts.append(part)
        self._counts: Any = counts

    def _begin(self, target: Callable[..., None], arguments: tuple[Any, ...], name: str) -> None:
        process = _CONTEXT.Process(target=target, args=arguments, name=name, daemon=True)
        process.start()
        self._processes.append(process)

    def _look(self) -> bool:
        self.done = sum(self._counts)
        for process in self._processes:
            if process.exitcode not in (None, 0):
                raise IndexProblem(
                    f"A process that filled the search index ended with {process.exitcode}."
                )
        if any(process.exitcode is None for process in self._processes):
            return False
        self._processes = []
        if not self._joining:
            self._joining = True
            folders = [part.folder for part in self._parts]
            self._begin(join_parts, (folders, self._folder, self._nice), "index, joined")
        return not self._processes


def _database() -> dict[str, Any]:
    """What others need to see the same database as this process does."""
    known = connection.settings_dict
    return {
        "settings": os.environ["DJANGO_SETTINGS_MODULE"],
        "name": known["NAME"],
        "role": known["OPTIONS"].get("assume_role"),
        "zone": settings.TIME_ZONE,
    }
