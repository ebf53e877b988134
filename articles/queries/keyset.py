"""Keyset paging: a page begins after a row, not after a count, so every page costs the same."""

import binascii
import json
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.db.models import BooleanField, F, Func, QuerySet, Value
from django.utils import timezone

M = TypeVar("M")

NEWEST = ("-sort_at", "-id")
LONGEST_CURSOR = 3000  # characters; a sort key of 300 Arabic letters needs about 2,400
LARGEST = 2**63 - 1  # bigint


@dataclass(frozen=True, slots=True)
class KeysetPage(Generic[M]):
    """One page of a list, and the cursors of its neighbours (None where there is none)."""

    items: list[M]
    next_cursor: str | None
    previous_cursor: str | None


@dataclass(frozen=True, slots=True)
class _Place:
    """A row of the list by the values of its keys; the page lies after or before it."""

    forward: bool
    values: list[Any]


def page(
    queryset: QuerySet[Any],
    *,
    keys: Sequence[str] = NEWEST,
    cursor: str | None = None,
    size: int,
) -> KeysetPage[Any]:
    """`size` rows of `queryset` in the order of `keys`, from where `cursor` points to.

    `keys` are names of fields or annotations (also of related objects, as `article__sort_at`),
    all ascending or all descending with "-", together unique and never null. No cursor means the
    first page. One query; an index on the keys makes it a range scan (a row comparison).
    Raises ValueError for a cursor that no page of this order gave out.
    """
    names, descending = _parse(keys)
    place = _decode(queryset, names, _stamp(keys), cursor) if cursor else None
    backward = place is not None and not place.forward
    if place is not None:
        queryset = queryset.filter(_beyond(queryset, names, place, descending))
    order = [F(name).desc() if descending != backward else F(name).asc() for name in names]
    rows = list(queryset.order_by(*order)[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    if backward:
        rows.reverse()
    if not rows:
        return KeysetPage([], None, None)
    after = _encode(keys, names, rows[-1], forward=True) if more or backward else None
    before_exists = more if backward else place is not None
    before = _encode(keys, names, rows[0], forward=False) if before_exists else None
    return KeysetPage(rows, after, before)


def cursor_at(keys: Sequence[str], row: Any, *, forward: bool) -> str:
    """The cursor of the page that begins after `row`, or that ends before it."""
    names, _descending = _parse(keys)
    return _encode(keys, names, row, forward=forward)


def leads_back(queryset: QuerySet[Any], keys: Sequence[str], cursor: str) -> bool:
    """Whether the cursor is that of a page before. Raises ValueError as `page` does."""
    names, _descending = _parse(keys)
    return not _decode(queryset, names, _stamp(keys), cursor).forward


def _parse(keys: Sequence[str]) -> tuple[list[str], bool]:
    descending = {key.startswith("-") for key in keys}
    if len(descending) != 1:
        raise TypeError("keys must be all ascending or all descending")
    return [key.removeprefix("-") for key in keys], descending.pop()


class RowComparison(Func):
    """(a, b) < (x, y), which PostgreSQL answers from an index on (a, b)."""

    output_field = BooleanField()
    conditional = True

    def as_sql(  # type: ignore[override]
        self, compiler: Any, connection: Any, **extra: Any
    ) -> tuple[str, list[Any]]:
        half = len(self.source_expressions) // 2
        parts = [compiler.compile(expression) for expression in self.source_expressions]
        left, right = (", ".join(sql for sql, _ in side) for side in (parts[:half], parts[half:]))
        params = [param for _, given in parts for param in given]
        return f"({left}) {self.extra['sign']} ({right})", params


def _beyond(
    queryset: QuerySet[Any], names: list[str], place: _Place, descending: bool
) -> RowComparison:
    sign = "<" if descending == place.forward else ">"
    values = [
        Value(value, output_field=_field(queryset, name))
        for name, value in zip(names, place.values, strict=True)
    ]
    return RowComparison(*(F(name) for name in names), *values, sign=sign)


def _field(queryset: QuerySet[Any], name: str) -> "models.Field[Any, Any]":
    """The type of a key: an annotation's, or that of a field, followed through relations."""
    annotation = queryset.query.annotations.get(name)
    if annotation is not None:
        return annotation.output_field
    options: Any = queryset.model._meta
    *path, last = name.split("__")
    try:
        for step in path:
            related = options.get_field(step).related_model
            if related is None:
                raise TypeError(f"not a key of this list: {name}")
            options = related._meta
        field = options.pk if last == "pk" else options.get_field(last)
    except FieldDoesNotExist as error:
        raise TypeError(f"not a key of this list: {name}") from error
    if not isinstance(field, models.Field):
        raise TypeError(f"not a key of this list: {name}")
    return field


def _value(row: Any, name: str) -> Any:
    """The key's value in a row, be it a model's instance or a dict of `values()`."""
    if isinstance(row, dict):
        return row[name]
    for step in name.split("__"):
        row = getattr(row, step)
    return row


def _stamp(keys: Sequence[str]) -> str:
    """A mark of the order, so that a cursor of another order is refused."""
    return f"{zlib.crc32(','.join(keys).encode()):08x}"


def _encode(keys: Sequence[str], names: list[str], row: Any, *, forward: bool) -> str:
    values = [_value(row, name) for name in names]
    if any(value is None for value in values):
        raise TypeError(f"a key of {row!r} is null: {dict(zip(names, values, strict=True))}")
    texts = [v.isoformat() if hasattr(v, "isoformat") else str(v) for v in values]
    said = json.dumps([_stamp(keys), int(forward), *texts], ensure_ascii=False)
    return urlsafe_b64encode(said.encode()).decode().rstrip("=")


def _decode(queryset: QuerySet[Any], names: list[str], stamp: str, cursor: str) -> _Place:
    """Raises ValueError, so that nothing that a reader typed reaches the database unchecked."""
    try:
        if len(cursor) > LONGEST_CURSOR:
            raise ValueError("too long")
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        said = json.loads(urlsafe_b64decode(padded))
        kept, forward, *texts = said
        if kept != stamp or forward not in (0, 1) or len(texts) != len(names):
            raise ValueError("of another list")
        values = [
            _checked(_field(queryset, name), text) for name, text in zip(names, texts, strict=True)
        ]
    except (ValueError, TypeError, ValidationError, binascii.Error, RecursionError) as error:
        raise ValueError(f"not a cursor of this list: {cursor[:80]!r}") from error
    return _Place(bool(forward), values)


def _checked(field: "models.Field[Any, Any]", text: Any) -> Any:
    if not isinstance(text, str) or "\x00" in text:
        raise ValueError("not a key")
    text.encode()  # half a surrogate pair, which JSON can spell and a database cannot hold
    value = field.to_python(text)
    if value is None or (isinstance(value, int) and abs(value) > LARGEST):
        raise ValueError("not a key")
    if isinstance(field, models.DateTimeField) and timezone.is_naive(value):
        raise ValueError("not a key")
    return value
