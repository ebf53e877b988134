"""Facets with several values a document, laid out in columns of one value each.

The engine counts a column that has exactly one text for every document many times as fast as one
with any number of values. So a document's first value stands in one column, its second in the
next; what has more values than there are columns is counted apart, as are columns with more
different values than the engine counts at once. The counts are the same.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from articles.search.engine import NUMBERS, Document
from articles.search.nodes import Combined, Flat, Node, Word

SEVERAL = ("source", "topic", "role")
"""The fields that have columns beside their own."""

MORE = "more"
"""The field that names those of which a document has more values than there are columns."""

_COLUMNS = 3
_MOST = 6_000  # different values that are counted; the engine gives 65,000 in one answer

Value = int | str
Buckets = Mapping[str, Any]
Counting = Callable[[Node, dict[str, Any]], Buckets]
"""Asks the engine to count values of fields among the documents of a node."""


def columns(field: str) -> list[str]:
    """The names of a field's columns."""
    return [f"{field}_{number}" for number in range(1, _COLUMNS + 1)]


def values_of(document: Document) -> Iterator[tuple[str, Value]]:
    """The values of a document's fields, and those of their columns."""
    kinds: tuple[Mapping[str, Sequence[Value]], ...] = (document.numbers, document.codes)
    for fields in kinds:
        for field, values in fields.items():
            yield from ((field, value) for value in values)
            if field in SEVERAL:
                yield from _laid_out(field, values)


def _laid_out(field: str, values: Sequence[Value]) -> Iterator[tuple[str, str]]:
    """A value for each column of a field, also for `MORE`; '' is none."""
    if len(values) > _COLUMNS:
        yield MORE, field
        values = ()
    for place, column in enumerate(columns(field)):
        yield column, str(values[place]) if place < len(values) else ""


def counted(
    count: Counting, has_more: Callable[[str], bool], node: Node, most: Mapping[str, int]
) -> dict[str, list[tuple[Value, int]]]:
    """The most frequent values among the documents of `node`, so many as `most` says of a field.

    `has_more` says whether any document has more values of a field than there are columns.
    """
    sizes: dict[str, int] = {}
    for field, size in most.items():
        sizes |= dict.fromkeys(columns(field), _MOST) if field in SEVERAL else {field: size}
    found = count(node, _asked(sizes))
    return {
        field: _frequent(_of_columns(count, has_more, node, field, found), size)
        if field in SEVERAL
        else _frequent(_added_up(found, [field]), size)
        for field, size in most.items()
    }


def _of_columns(
    count: Counting, has_more: Callable[[str], bool], node: Node, field: str, found: Buckets
) -> Counter[Value]:
    names = columns(field)
    values, cut = _added_up(found, names), _are_cut(found, names)
    del values[""]
    if field in NUMBERS:
        values = Counter({int(value): number for value, number in values.items()})
    if not cut and has_more(field):
        others = Combined(must=(node, Flat(Word(MORE, field), 0.0)))
        more = count(others, _asked({field: _MOST}))
        values, cut = values + _added_up(more, [field]), _are_cut(more, [field])
    if cut:
        values = _added_up(count(node, _asked({field: _MOST})), [field])
    return values


def _asked(sizes: Mapping[str, int]) -> dict[str, Any]:
    return {name: {"terms": {"field": name, "size": size}} for name, size in sizes.items()}


def _are_cut(found: Buckets, names: Sequence[str]) -> bool:
    return any(found[name]["sum_other_doc_count"] for name in names)


def _added_up(found: Buckets, names: Sequence[str]) -> Counter[Value]:
    counts: Counter[Value] = Counter()
    for name in names:
        for bucket in found[name]["buckets"]:
            key = bucket["key"]
            counts[key if isinstance(key, str) else int(key)] += bucket["doc_count"]
    return counts


def _frequent(counts: Counter[Value], most: int) -> list[tuple[Value, int]]:
    """The most frequent, those with one count by their value."""
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:most]
