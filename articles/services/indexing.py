"""One index brought up to date: what the log and the notes name is read and indexed again."""

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from articles.models import (
    Article,
    Byline,
    Change,
    ChangeLog,
    Citation,
    CitationState,
    IndexGeneration,
    IndexNote,
    NotedKind,
)
from articles.queries.index_documents import batches
from articles.search import folders
from articles.search.documents import document
from articles.search.engine import IndexProblem
from articles.search.nodes import OneOf
from articles.search.tantivy_files import META
from articles.search.tantivy_index import KEY, TantivyIndex

logger = logging.getLogger(__name__)

PORTION = 500
"""Changes, and articles of things that changed, of one commit."""

SOURCE = "source"


class Outdated(Exception):
    """The database was restored: what an index holds of it is not what it says now."""


class Follower:
    """Writes one generation; only one process at a time may have it.

    A generation that is killed in between begins again where it was committed: to index an
    article twice changes nothing.
    """

    def __init__(self, folder: Path, row: IndexGeneration) -> None:
        """Open the generation of `row` in the folder of all. Raises IndexProblem."""
        self.row = row
        self.folder = folders.place(folder, row.pk)
        self.index = TantivyIndex(self.folder, begin=False)

    def step(self) -> bool:
        """Index one portion of what changed; False where nothing is left to do.

        One query where nothing changed. Raises IndexProblem, Outdated; this object is of no more
        use then. Raises OSError too.
        """
        log = ChangeLog.objects.get(pk=1)
        row = self.row
        if not follows(row, log):
            raise Outdated("The search index is of another log than the database.")
        if (log.seq, log.note_seq) == (row.seq, row.note_seq) and not row.backlog:
            return False
        # Read before the articles: these are at least as new as what names them.
        articles = self._named(log)
        articles |= self._of_backlog()
        if articles:
            if put(self.index, articles):
                # The words of erased articles stay in the files until they are all written anew.
                folders.ask(self.folder.parent, folders.REBUILD)
            self.index.commit()
        if row.problem:
            logger.info("The search index can be written again.")
            row.problem = ""
        row.at = timezone.now()
        row.save(update_fields=["seq", "note_seq", "backlog", "problem", "at"])
        return True

    def is_read(self, folder: Path) -> bool:
        """Whether its files are there, and it is still the generation that is read."""
        try:
            return folders.current(folder) == self.row.pk and (self.folder / META).exists()
        except folders.NotReadable:
            return False

    def is_alive(self) -> None:
        """Note that it is kept, though nothing changes."""
        self.row.at = timezone.now()
        self.row.save(update_fields=["at"])

    def close(self) -> None:
        """Let others write; what was not committed is done again by the next."""
        try:
            self.index.close()
        except IndexProblem as problem:
            logger.debug("%s", problem)

    def _named(self, log: ChangeLog) -> set[int]:
        """The articles that the next changes and notes name; moves the row's numbers past them."""
        row = self.row
        articles: set[int] = set()
        things: set[tuple[str, int]] = set()
        changes = Change.objects.filter(seq__gt=row.seq).order_by("seq")
        told = list(changes.values_list("seq", "article_id", "source_id")[:PORTION])
        notes = IndexNote.objects.filter(seq__gt=row.note_seq).order_by("seq")
        noted = list(notes.values_list("seq", "kind", "thing_id")[:PORTION])
        for _seq, article, source in told:
            if article is not None:
                articles.add(article)
            elif source is not None:
                things.add((SOURCE, source))
        for _seq, kind, thing in noted:
            if kind == NotedKind.ARTICLE:
                articles.add(thing)
            else:
                things.add((kind, thing))
        row.seq = told[-1][0] if len(told) == PORTION else max(log.seq, _last(told))
        row.note_seq = noted[-1][0] if len(noted) == PORTION else max(log.note_seq, _last(noted))
        again = {(each["kind"], each["id"]) for each in row.backlog if each["after"] == 0}
        row.backlog = row.backlog + [
            {"kind": kind, "id": thing, "after": 0} for kind, thing in sorted(things - again)
        ]
        return articles

    def _of_backlog(self) -> set[int]:
        """The next articles of things whose names changed; what is done leaves the backlog."""
        found: set[int] = set()
        backlog = list(self.row.backlog)
        while backlog and len(found) < PORTION:
            first = backlog[0]
            rows, column = _articles_of(first["kind"], first["id"])
            rows = rows.filter(**{f"{column}__gt": first["after"]}).order_by(column).distinct()
            next_ids = list(rows.values_list(column, flat=True)[:PORTION])
            found.update(next_ids)
            if len(next_ids) < PORTION:
                backlog.pop(0)
            else:
                backlog[0] = {**first, "after": next_ids[-1]}
        self.row.backlog = backlog
        return found


def put(index: TantivyIndex, ids: Iterable[int]) -> bool:
    """Index these articles as they are now; those that are gone, or erased, leave the index.

    Says whether there was one to leave it. Raises IndexProblem.
    """
    wanted = sorted(set(ids))
    found: set[int] = set()
    for batch in batches(wanted):
        found.update(article.pk for article in batch)
        index.add(document(article) for article in batch)
    gone = tuple(pk for pk in wanted if pk not in found)
    index.delete(gone)
    return bool(gone) and index.count(OneOf(KEY, gone)) > 0


def follows(row: IndexGeneration, log: ChangeLog) -> bool:
    """Whether the generation of `row` can be brought up to `log`; not after a restored backup."""
    return row.log_id == log.log_id and row.seq <= log.seq and row.note_seq <= log.note_seq


def _last(rows: list[Any]) -> int:
    return rows[-1][0] if rows else 0


def _articles_of(kind: str, pk: int) -> "tuple[QuerySet[Any], str]":
    """Rows of the articles that are found by a name of this thing, and their column of ids."""
    match kind:
        case "source":
            return Citation.objects.filter(source=pk, state=CitationState.CONFIRMED), "article"
        case "person":
            return Byline.objects.filter(person=pk), "article"
        case "topic":
            return Article.topics.through._default_manager.filter(topic=pk), "article"
        case _:
            return Article.objects.filter(lead_image=pk), "pk"
