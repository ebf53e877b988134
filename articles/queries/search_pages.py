"""Pages of results: by date from a place in the order, by relevance from the last hit seen."""

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from articles.search.engine import Hit, Index
from articles.search.newest import Place, newest
from articles.search.nodes import Node

DEEPEST = 1_000
"""Hits that can be leafed through by relevance; nobody reads on, and each page costs more."""

_MARGIN = 20  # hits by which a page may have moved in an index that changed meanwhile
_LONGEST = 200  # characters of a cursor
_LARGEST = 2**63 - 1
_DATE, _SCORE = "d", "s"


@dataclass(frozen=True, slots=True)
class KeyPage:
    """The keys of a page in order, how many there are in all, and the cursors of its neighbours.

    `ends_early` says that there is more than can be leafed through.
    """

    keys: tuple[int, ...]
    total: int
    next_cursor: str | None = None
    previous_cursor: str | None = None
    ends_early: bool = False


@dataclass(frozen=True, slots=True)
class _Seen:
    """The hit after which a page begins, or before which it ends: its place in the order by
    relevance, its score or date, its key."""

    forward: bool
    offset: int
    value: float
    key: int


def page_of(
    index: Index, node: Node, *, size: int, cursor: str | None, newest_first: bool
) -> KeyPage:
    """A page of `size` hits. Raises IndexProblem, and ValueError for a cursor of another order."""
    seen = _decode(cursor, _DATE if newest_first else _SCORE) if cursor else None
    if newest_first:
        return _by_date(index, node, size, seen)
    return _by_score(index, node, size, seen)


def _by_date(index: Index, node: Node, size: int, seen: _Seen | None) -> KeyPage:
    backward = seen is not None and not seen.forward
    beyond = Place(int(seen.value), seen.key) if seen else None
    found = newest(index, node, limit=size + 1, beyond=beyond, backward=backward)
    more, rows = len(found) > size, found[:size]
    if backward:
        rows.reverse()
    total = index.count(node)
    if not rows:
        return KeyPage((), total)

    def cursor(place: Place, *, forward: bool) -> str:
        return _encode(_DATE, _Seen(forward, 0, place.date, place.key))

    before = more if backward else seen is not None
    return KeyPage(
        tuple(place.key for place in rows),
        total,
        cursor(rows[-1], forward=True) if more or backward else None,
        cursor(rows[0], forward=False) if before else None,
    )


def _by_score(index: Index, node: Node, size: int, seen: _Seen | None) -> KeyPage:
    if seen is None:
        found = index.search(node, limit=size + 1)
        hits, total, begin = found.hits[:size], found.total, 0
    else:
        low = max(0, seen.offset - _MARGIN - (0 if seen.forward else size))
        around = index.search(node, offset=low, limit=size + 2 * _MARGIN + size)
        at = low + _again(around.hits, seen, seen.offset - low)
        begin = at + 1 if seen.forward else max(0, at - size)
        end = begin + size if seen.forward else at
        hits, total = around.hits[begin - low : end - low], around.total
    hits = hits[: max(0, DEEPEST - begin)]
    if not hits:
        return KeyPage((), total)
    end = begin + len(hits)

    def cursor(offset: int, hit: Hit, *, forward: bool) -> str:
        return _encode(_SCORE, _Seen(forward, offset, hit.score, hit.key))

    more = end < min(total, DEEPEST)
    return KeyPage(
        tuple(hit.key for hit in hits),
        total,
        cursor(end - 1, hits[-1], forward=True) if more else None,
        cursor(begin, hits[0], forward=False) if begin else None,
        ends_early=DEEPEST <= end < total,
    )


def _again(hits: Sequence[Hit], seen: _Seen, expected: int) -> int:
    """Where the hit that was seen stands now among `hits`, or where it would stand if it is gone:
    then -1 counts as before the first, going on, and the end as after the last."""
    for at, hit in enumerate(hits):
        if hit.key == seen.key:
            return at
    worse = next((at for at, hit in enumerate(hits) if hit.score < seen.value), len(hits))
    worse = min(worse, expected) if worse == len(hits) else worse
    return worse - 1 if seen.forward else worse


def _encode(order: str, seen: _Seen) -> str:
    said = json.dumps([order, int(seen.forward), seen.offset, seen.value, seen.key])
    return urlsafe_b64encode(said.encode()).decode().rstrip("=")


def _decode(cursor: str, order: str) -> _Seen:
    """Raises ValueError."""
    try:
        if len(cursor) > _LONGEST:
            raise ValueError("too long")
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        kept, forward, offset, value, key = json.loads(urlsafe_b64decode(padded))
        whole = all(type(number) is int for number in (forward, offset, key))
        if kept != order or not whole or type(value) not in (int, float):
            raise ValueError("of another list")
        if forward not in (0, 1) or not 0 <= offset < DEEPEST:
            raise ValueError("too deep")
        if abs(key) > _LARGEST or not abs(value) < _LARGEST or (order == _DATE and value % 1):
            raise ValueError("no place")
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        raise ValueError(f"not a cursor of this search: {cursor[:80]!r}") from error
    return _Seen(bool(forward), offset, value, key)
