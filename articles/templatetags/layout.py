"""How many things stand side by side."""

from collections.abc import Sequence
from typing import TypeVar

from django import template

register = template.Library()

T = TypeVar("T")
WIDEST = 4  # columns of the page


@register.filter
def in_rows(things: Sequence[T]) -> list[Sequence[T]]:
    """`things` in full rows of four, three or two, the longest first, so that no row has a gap
    at its end: five are 3 + 2, ten are 4 + 3 + 3."""
    found, begin = [], 0
    for length in row_lengths(len(things)):
        found.append(things[begin : begin + length])
        begin += length
    return found


def row_lengths(count: int) -> list[int]:
    """The lengths of the rows for `count` things."""
    rows = -(-count // WIDEST)
    if not rows:
        return []
    least, longer = divmod(count, rows)
    return [least + 1] * longer + [least] * (rows - longer)
