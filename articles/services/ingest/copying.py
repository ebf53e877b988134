"""Inserting many rows at once by COPY, which takes a fifth of the time of one long INSERT."""

import json
from collections.abc import Sequence
from functools import partial
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import DatabaseDefault
from psycopg.types.json import Jsonb

# Arabic in JSON's escapes takes seven bytes a letter on its way, and is stored the same.
_dumps = partial(json.dumps, ensure_ascii=False)


def copy_in(rows: Sequence[models.Model]) -> None:
    """Store unsaved rows of one model; each has its id afterwards, that of `number` if it had one.

    The same as `bulk_create`, with the same values. A default that the database computes must be
    one (`db_default`) for all rows or none. Raises what an INSERT would, IntegrityError above all.
    """
    if not rows:
        return
    connection = connections[DEFAULT_DB_ALIAS]
    first = rows[0]
    if first.pk is None:
        number(rows)
    meta = first._meta
    fields = [
        field
        for field in meta.concrete_fields
        if not isinstance(getattr(first, field.attname), DatabaseDefault)
    ]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields if field.column)
    statement = f"COPY {quote(meta.db_table)} ({columns}) FROM STDIN"
    with (
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.copy(statement) as copy,
    ):
        for row in rows:
            copy.write_row([_value(field, row, connection) for field in fields])
    for row in rows:
        row._state.adding = False
        row._state.db = connection.alias


def number(rows: Sequence[models.Model]) -> None:
    """Give each unsaved row of one model the id that its INSERT would have drawn."""
    if not rows:
        return
    connection = connections[DEFAULT_DB_ALIAS]
    meta = rows[0]._meta
    assert meta.pk is not None and meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [connection.ops.quote_name(meta.db_table), meta.pk.column, len(rows)],
        )
        for row, (drawn,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk = drawn


def _value(
    field: "models.Field[Any, Any]", row: models.Model, connection: BaseDatabaseWrapper
) -> Any:
    value = getattr(row, field.attname)
    if type(value) in (str, int, bool) and not isinstance(field, models.JSONField):
        return value  # which needs no preparation
    value = field.pre_save(row, add=True)
    if isinstance(field, models.JSONField):
        return Jsonb(value, dumps=_dumps)
    return field.get_db_prep_save(value, connection)
