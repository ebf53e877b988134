"""How the search index of this process stands to the archive: what it may be asked, and what it
does not know yet."""

from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from django.db import connection

from articles.search import reading
from articles.search.engine import shape
from articles.search.reading import Opened

MOST = 1_000
"""Changed articles that a search can leave out by name."""

State = Literal["ready", "catching_up", "rebuilding"]

# Both lists end after one more than may be, so that an index far behind costs no more.
STANDS = """
SELECT mark.log_id = log.log_id AND mark.shape = %(shape)s
       AND mark.seq <= log.seq AND mark.note_seq <= log.note_seq,
       ARRAY(SELECT article_id FROM articles_change
              WHERE seq > mark.seq ORDER BY seq LIMIT %(most)s),
       ARRAY(SELECT thing_id FROM articles_indexnote
              WHERE seq > mark.note_seq AND kind = 'article' ORDER BY seq LIMIT %(most)s),
       mark.seq <> log.seq OR mark.note_seq <> log.note_seq OR mark.backlog <> '[]'
  FROM articles_changelog AS log
  JOIN articles_indexgeneration AS mark ON mark.id = %(generation)s AND mark.built
"""
TRIES = 3


@dataclass(frozen=True, slots=True)
class IndexState:
    """What a search may ask.

    `ready`: `opened` holds everything but the articles `changed`, at most MOST, which may be other
    than it says: a reader's search must leave them out. `catching_up`: more have changed, so that
    nothing may be counted. `rebuilding`: there is none, or it is of another archive; the worker
    makes one. `behind`: it will answer otherwise soon, though nobody changes anything.
    """

    state: State
    opened: Opened | None = None
    changed: tuple[int, ...] = ()
    behind: bool = True


Row = tuple[bool, list[int | None], list[int], bool]

REBUILDING = IndexState("rebuilding")


def current() -> IndexState:
    """How the index stands now (one query)."""
    opened = reading.opened()
    for _ in range(TRIES):
        if opened is None:
            return REBUILDING
        row = _asked(opened.generation)
        # Opened after the question: so it holds at least what its numbers say.
        asked, opened = opened.generation, reading.opened()
        if opened is not None and opened.generation == asked:
            return _stands(row, opened)
    return REBUILDING


def _asked(generation: UUID) -> Row | None:
    with connection.cursor() as cursor:
        values: dict[str, Any] = {"generation": generation, "shape": shape(), "most": MOST + 1}
        cursor.execute(STANDS, values)
        return cursor.fetchone()


def _stands(row: Row | None, opened: Opened) -> IndexState:
    if row is None or not row[0]:
        return REBUILDING
    _follows, told, noted, behind = row
    changed = {pk for pk in told if pk is not None} | set(noted)
    if max(len(told), len(noted), len(changed)) > MOST:
        return IndexState("catching_up", opened)
    return IndexState("ready", opened, tuple(sorted(changed)), behind=behind)
