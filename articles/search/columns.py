"""Facets laid out in columns that have exactly one value for every document.

The engine counts a column that has exactly one text for every document many times as fast as one
with any number of values. So a document's first source stands in one column, its second in the
next; all its roles stand together in one, and so do its section and its year. What has more values
than there are columns is counted apart, as are columns with more different values than the engine
counts at once. The counts are the same.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from articles.search.engine import NUMBERS, Document
from articles.search.nodes import Combined, Flat, Node, Word

SEVERAL = ("source", "topic")
"""The fields whose values stand one in a column."""

MORE = "more"
"""The field that names those of which a document has more values than there are columns."""

_EACH = 3  # columns of a field in `SEVERAL`
_TOGETHER: Mapping[str, tuple[str, ...]] = {"roles": ("role",), "section_year": ("section", "year")}
_FIRST = 100  # values of a column that are asked for at first: each costs a microsecond
_MOST = 6_000  # and then; the engine gives 65,000 in one answer
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
        first = _FIRST if field in SEVERAL else _MOST
        sizes |= dict.fromkeys(names, first) if names else {field: size}
    found = count(node, _asked(sizes))
    return {
        field: _frequent(_of_columns(count, has_more, node, field, size, found), size)
        if _columns_of(field)
        else _frequent(_added_up(found, field, [field]), size)
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
    count: Counting,
    has_more: Callable[[str], bool],
    node: Node,
    field: str,
    size: int,
    found: Buckets,
) -> Counter[Value]:
    """Enough values to say which are the `size` most frequent, those with their true counts."""
    names, more = _columns_of(field), Counter[Value]()
    if field in SEVERAL and has_more(field):
        others = Combined(must=(node, Flat(Word(MORE, field), 0.0)))
        beside = count(others, _asked({field: _MOST}))
        if _are_cut(beside, [field]):
            return _added_up(count(node, _asked({field: _MOST})), field, [field])
        more = _added_up(beside, field, [field])
    values = _added_up(found, field, names) + more
    if _are_cut(found, names) and not _is_sure(found, field, values, size):
        found = count(node, _asked(dict.fromkeys(names, _MOST)))
        if _are_cut(found, names):
            return _added_up(count(node, _asked({field: _MOST})), field, [field])
        values = _added_up(found, field, names) + more
    return values


def _is_sure(found: Buckets, field: str, values: Counter[Value], size: int) -> bool:
    """Whether the first values of columns of which each has one value of the field say how often
    the most frequent stand: each of these is in all columns, and no other can be as frequent."""
    if field not in SEVERAL or len(values) <= size:
        return False
    columns = [
        {bucket["key"]: bucket["doc_count"] for bucket in found[name]["buckets"]}
        for name in _columns_of(field)
        if found[name]["sum_other_doc_count"]
    ]
    missed = [min(column.values()) for column in columns]

    def unknown(value: Value) -> int:
        key = str(value)
        return sum(n for n, column in zip(missed, columns, strict=True) if key not in column)

    first = [value for value, _count in _frequent(values, size)]
    others = (values[value] + unknown(value) for value in values.keys() - {*first})
    return not any(map(unknown, first)) and values[first[-1]] > max([sum(missed), *others])


def _asked(sizes: Mapping[str, int]) -> dict[str, Any]:
    return {name: {"terms": {"field": name, "size": size}} for name, size in sizes.items()}


def _are_cut(found: Buckets, names: Sequence[str]) -> bool:
    return any(found[name]["sum_other_doc_count"] for name in names)


def _added_up(found: Buckets, field: str, names: Sequence[str]) -> Counter[Value]:
    """How many documents have each value of a field, by these columns or the field itself."""
    counts: Counter[Value] = Counter()
    of_number = field in NUMBERS
    for name in names:
        at = _TOGETHER[name].index(field) if name in _TOGETHER else None
        for bucket in found[name]["buckets"]:
            key, number = bucket["key"], bucket["doc_count"]
            values = [key] if at is None else key.split(_NEXT)[at].split(_AND)
            for value in values:
                if value != "":
                    counts[int(value) if of_number else value] += number
    return counts


def _frequent(counts: Counter[Value], most: int) -> list[tuple[Value, int]]:
    """The most frequent, those with one count by their value."""
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:most]
