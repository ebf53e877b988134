"""Newest first, with a place to go on from: in order of (date, key), both falling."""

from collections.abc import Iterator
from typing import NamedTuple

from articles.search.engine import DATE, KEY, SPAN, Index, span_of
from articles.search.nodes import Between, Combined, Node, OneOf

_SPANS = 10_000  # of which the index has any documents
_WINDOWS = (1, 5)  # spans that are asked of before all are


class Place(NamedTuple):
    """Where a document stands: its date in microseconds since 1970, and its key."""

    date: int
    key: int


def newest(
    index: Index, node: Node, *, limit: int, beyond: Place | None = None, backward: bool = False
) -> list[Place]:
    """The `limit` documents of `node` that come next after `beyond`, the next one first.

    `backward` goes from old to new. A few questions, also where thousands share a date: at first
    only of the spans of time that come next, which is a fifth of the work where many match. Raises
    IndexProblem.
    """
    if beyond is not None:
        node = Combined(must=(node, _beyond(beyond, backward=backward)))
    for spans in _next_spans(index, limit, beyond, backward=backward):
        within = Combined(must=(node, OneOf(SPAN, spans)))
        found = _first(index, within, limit, backward=backward)
        if len(found) == limit:
            return found
    return _first(index, node, limit, backward=backward)


def _next_spans(
    index: Index, limit: int, beyond: Place | None, *, backward: bool
) -> Iterator[tuple[str, ...]]:
    """The one or more spans that come next, such that outside them nothing comes before."""
    every = sorted(
        ((int(span), count) for span, count in index.terms(SPAN, "", most=_SPANS)),
        reverse=not backward,
    )
    if beyond is not None:
        at = span_of(beyond.date)
        every = [(span, n) for span, n in every if (span >= at if backward else span <= at)]
    for count in _WINDOWS:
        some = every[:count]
        if len(every) > count and sum(documents for _span, documents in some) >= limit:
            yield tuple(str(span) for span, _documents in some)


def _first(index: Index, node: Node, limit: int, *, backward: bool) -> list[Place]:
    # One more, to see whether the last date goes on.
    found = [
        Place(date, key)
        for date, key in index.in_order(node, DATE, limit=limit + 1, rising=backward)
    ]
    if len(found) > limit and found[limit].date == found[limit - 1].date:
        last = found[limit].date
        found = [place for place in found if place.date != last]
        same = Combined(must=(node, Between(DATE, last, last)))
        ties = index.in_order(same, KEY, limit=limit - len(found), rising=backward)
        found += [Place(last, key) for _, key in ties]
    return sorted(found, reverse=not backward)[:limit]


def _beyond(place: Place, *, backward: bool) -> Node:
    """Documents that come after a place, or before it."""
    date, key = place
    if backward:
        dates, keys = Between(DATE, low=date + 1), Between(KEY, low=key + 1)
    else:
        dates, keys = Between(DATE, high=date - 1), Between(KEY, high=key - 1)
    return Combined(should=(dates, Combined(must=(Between(DATE, date, date), keys))))
