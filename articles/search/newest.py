"""Newest first, with a place to go on from: in order of (date, key), both falling."""

from typing import NamedTuple

from articles.search.engine import DATE, KEY, Index
from articles.search.nodes import Between, Combined, Node


class Place(NamedTuple):
    """Where a document stands: its date in microseconds since 1970, and its key."""

    date: int
    key: int


def newest(
    index: Index, node: Node, *, limit: int, beyond: Place | None = None, backward: bool = False
) -> list[Place]:
    """The `limit` documents of `node` that come next after `beyond`, the next one first.

    `backward` goes from old to new. Two questions at most, also where thousands share a date.
    Raises IndexProblem.
    """
    if beyond is not None:
        node = Combined(must=(node, _beyond(beyond, backward=backward)))
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
