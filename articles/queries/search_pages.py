"""Pages of results: by date from a place in the order, by relevance from the last hit seen."""

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from articles.search.engine import Index
from articles.search.newest import Place, newest
from articles.search.nodes import Node
from articles.search.question import Question, best

DEEPEST = 1_000
"""Hits that can be leafed through by relevance; nobody reads on, and each page costs more."""

_MARGIN = 20  # hits by which a page may have moved in an index that changed meanwhile
_LONGEST = 300  # characters of a cursor
_LARGEST = 2**63 - 1
_ANCHORS = 3  # hits by which a place is found again
_DATE, _SCORE = "d", "s"


@dataclass(frozen=True, slots=True)
class KeyPage:
    """The keys of a page in order, and the cursors of its neighbours.

    `ends_early` says that there is more than can be leafed through.
    """

    keys: tuple[int, ...]
    next_cursor: str | None = None
    previous_cursor: str | None = None
    ends_early: bool = False


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a page goes on from: forward after, or backward before the hit that had this place.

    By relevance `place` counts from 0, and `keys` are those of the hit and of the ones before
    (after) it, nearest first: scores say nothing once the index has changed. By date `place` is
    the date, with one key.
    """

    forward: bool
    place: int
    keys: tuple[int, ...]


def page_of(
    index: Index,
    question: Question,
    *,
    size: int,
    cursor: str | None,
    newest_first: bool,
) -> KeyPage:
    """A page of `size` hits. Raises IndexProblem, and ValueError for a cursor of another order."""
    seen = _decode(cursor, _DATE if newest_first else _SCORE) if cursor else None
    if newest_first:
        return _by_date(index, question.found(), size, seen)
    return _by_score(index, question, size, seen)


def _by_date(index: Index, node: Node, size: int, seen: _Seen | None) -> KeyPage:
    backward = seen is not None and not seen.forward
    beyond = Place(seen.place, seen.keys[0]) if seen else None
    found = newest(index, node, limit=size + 1, beyond=beyond, backward=backward)
    more, rows = len(found) > size, found[:size]
    if backward:
        rows.reverse()
    if not rows:
        return KeyPage(())

    def cursor(place: Place, *, forward: bool) -> str:
        return _encode(_DATE, _Seen(forward, place.date, (place.key,)))

    before = more if backward else seen is not None
    return KeyPage(
        tuple(place.key for place in rows),
        cursor(rows[-1], forward=True) if more or backward else None,
        cursor(rows[0], forward=False) if before else None,
    )


def _by_score(index: Index, question: Question, size: int, seen: _Seen | None) -> KeyPage:
    # One more, to see whether it goes on.
    if seen is None:
        low, begin, end = 0, 0, size
        found = best(index, question, begin=0, end=size + 1)
    else:
        low = max(0, seen.place - _MARGIN - size)
        found = best(index, question, begin=low, end=seen.place + _MARGIN + size + 2)
        at = low + _again([hit.key for hit in found], seen, seen.place - low)
        begin = at + 1 if seen.forward else max(0, at - size)
        end = begin + size if seen.forward else at
    hits = found[begin - low : min(end, DEEPEST) - low]
    if not hits:
        return KeyPage(())
    end, keys = begin + len(hits), [hit.key for hit in hits]
    more = len(found) > end - low
    after = _Seen(True, end - 1, tuple(keys[: -_ANCHORS - 1 : -1]))
    before = _Seen(False, begin, tuple(keys[:_ANCHORS]))
    return KeyPage(
        tuple(keys),
        _encode(_SCORE, after) if more and end < DEEPEST else None,
        _encode(_SCORE, before) if begin else None,
        ends_early=more and end >= DEEPEST,
    )


def _again(keys: Sequence[int], seen: _Seen, expected: int) -> int:
    """Where the hit that was seen stands now, or else the one beside it; where it stood before if
    all of them are gone."""
    return next((keys.index(key) for key in seen.keys if key in keys), min(expected, len(keys)))


def _encode(order: str, seen: _Seen) -> str:
    said = json.dumps([order, int(seen.forward), seen.place, *seen.keys])
    return urlsafe_b64encode(said.encode()).decode().rstrip("=")


def _decode(cursor: str, order: str) -> _Seen:
    """Raises ValueError."""
    try:
        if len(cursor) > _LONGEST:
            raise ValueError("too long")
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        kept, forward, place, *keys = json.loads(urlsafe_b64decode(padded))
        if kept != order or any(type(number) is not int for number in (forward, place, *keys)):
            raise ValueError("of another list")
        if forward not in (0, 1) or not 1 <= len(keys) <= (_ANCHORS if order == _SCORE else 1):
            raise ValueError("no place")
        if order == _SCORE and not 0 <= place < DEEPEST:
            raise ValueError("too deep")
        if any(abs(number) >= _LARGEST for number in (place, *keys)):
            raise ValueError("no place")
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        raise ValueError(f"not a cursor of this search: {cursor[:80]!r}") from error
    return _Seen(bool(forward), place, tuple(keys))
