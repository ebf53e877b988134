"""Facets laid out in columns that have exactly one value for every document.

The engine counts a column that has exactly one text for every document many times as fast as one
with any number of values. So a document's first source stands in one column, its second in the
next; all its roles stand together in one, and so do its section and its year. What has more values
than there are columns is counted apart, as are columns with more different values than the engine
counts at once. The counts are the same.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from heapq import nlargest
from typing import Any

from articles.search.engine import NUMBERS, Document
from articles.search.nodes import Combined, Flat, Node, Word

SEVERAL = ("source", "topic")
"""The fields whose values stand one in a column."""

MORE = "more"
"""The field that names those of which a document has more values than there are columns."""

_EACH = 3  # columns of a field in `SEVERAL`
_TOGETHER: Mapping[str, tuple[str, ...]] = {"roles": ("role",), "section_year": ("section", "year")}
_MOST = 6_000  # different values that are counted; the engine gives 65,000 in one answer
_AND = " "  # between values of a field
_NEXT = "|"  # between fields

Value = int | str
Buckets = Mapping[str, Any]
Counting = Callable[[Node, dict[str, Any]], Buckets]
"""Asks the engine to count values of fields among the documents of a node."""


def columns() -> list[str]:
    """The names of all columns."""
    return [*_TOGETHER, *(column for field in SEVERAL for column in _columns_of(field))]


def values_of(document: Document) -> Iterator[tuple[str, Value]]:
    """The values of a document's fields, and those of its columns."""
    fields: dict[str, Sequence[Value]] = {**document.numbers, **document.codes}
    for field, values in fields.items():
        yield from ((field, value) for value in values)
    for field in SEVERAL:
        yield from _laid_out(field, fields.get(field, ()))
    for column, together in _TOGETHER.items():
        yield column, _NEXT.join(_AND.join(map(str, fields.get(field, ()))) for field in together)


def counted(
    count: Counting, has_more: Callable[[str], bool], node: Node, most: Mapping[str, int]
) -> dict[str, list[tuple[Value, int]]]:
    """The most frequent values among the documents of `node`, so many as `most` says of a field.

    `has_more` says whether any document has more values of a field than there are columns.
    """
    sizes: dict[str, int] = {}
    for field, size in most.items():
        names = _columns_of(field)
        sizes |= dict.fromkeys(names, _MOST) if names else {field: size}
    found = count(node, _asked(sizes))
    return {
        field: _frequent(
            _of_columns(count, has_more, node, field, found)
            if _columns_of(field)
            else _of_field(found, field),
            field,
            size,
        )
        for field, size in most.items()
    }


def _columns_of(field: str) -> list[str]:
    if field in SEVERAL:
        return [f"{field}_{number}" for number in range(1, _EACH + 1)]
    return [column for column, together in _TOGETHER.items() if field in together]


def _laid_out(field: str, values: Sequence[Value]) -> Iterator[tuple[str, str]]:
    """A value for each column of a field, also for `MORE`; '' is none."""
    if len(values) > _EACH:
        yield MORE, field
        values = ()
    for place, column in enumerate(_columns_of(field)):
        yield column, str(values[place]) if place < len(values) else ""


def _of_columns(
    count: Counting, has_more: Callable[[str], bool], node: Node, field: str, found: Buckets
) -> dict[str, int]:
    names = _columns_of(field)
    values, cut = _added_up(found, field, names), _are_cut(found, names)
    if not cut and field in SEVERAL and has_more(field):
        others = Combined(must=(node, Flat(Word(MORE, field), 0.0)))
        beside = count(others, _asked({field: _MOST}))
        cut = _are_cut(beside, [field])
        for value, number in _of_field(beside, field).items():
            values[value] = values.get(value, 0) + number
    return _of_field(count(node, _asked({field: _MOST})), field) if cut else values


def _asked(sizes: Mapping[str, int]) -> dict[str, Any]:
    return {name: {"terms": {"field": name, "size": size}} for name, size in sizes.items()}


def _are_cut(found: Buckets, names: Sequence[str]) -> bool:
    return any(found[name]["sum_other_doc_count"] for name in names)


def _of_field(found: Buckets, field: str) -> dict[str, int]:
    """How many documents have each value of a field, by the field itself."""
    return {_text(bucket["key"]): bucket["doc_count"] for bucket in found[field]["buckets"]}


def _text(key: Any) -> str:
    return key if isinstance(key, str) else str(int(key))


def _added_up(found: Buckets, field: str, names: Sequence[str]) -> dict[str, int]:
    """The same by its columns. There are thousands of buckets: nothing is done to each that may be
    done to the few that are wanted."""
    counts: dict[str, int] = {}
    for name in names:
        if name in _TOGETHER:
            return _taken_apart(found[name]["buckets"], _TOGETHER[name].index(field))
        for bucket in found[name]["buckets"]:
            key = bucket["key"]
            counts[key] = counts.get(key, 0) + bucket["doc_count"]
    counts.pop("", None)
    return counts


def _taken_apart(buckets: Sequence[Mapping[str, Any]], at: int) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for bucket in buckets:
        for value in bucket["key"].split(_NEXT)[at].split(_AND):
            counts[value] += bucket["doc_count"]
    del counts[""]
    return counts


def _frequent(counts: Mapping[str, int], field: str, most: int) -> list[tuple[Value, int]]:
    """The most frequent, those with one count by their value."""
    least = min(nlargest(most, counts.values()), default=0)
    few = ((value, number) for value, number in counts.items() if number >= least)
    typed: list[tuple[Value, int]] = (
        [(int(value), number) for value, number in few] if field in NUMBERS else [*few]
    )
    return sorted(typed, key=lambda one: (-one[1], one[0]))[:most]
