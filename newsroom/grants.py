"""What the role of the site may do with the tables that the owner's migrations made."""

from collections.abc import Iterable
from typing import Any, Protocol

from psycopg import sql

from newsroom.problems import StartupProblem

# Redacting on a court order is the one way to change history; it checks and records itself.
ERASE = "isnad_erase"


class Cursor(Protocol):
    """What is needed of a cursor, be it Django's or psycopg's."""

    def execute(self, query: Any, params: Any = None) -> Any:
        """Run one statement."""

    def fetchall(self) -> list[Any]:
        """The rows of the last statement."""


def grant(cursor: Cursor, role: str, append_only: Iterable[str]) -> None:
    """Let `role` read and write rows everywhere, and only add and read in the `append_only` tables.

    `cursor` belongs to the owner of the tables; whatever `role` was granted before is replaced, so
    a repetition changes nothing. Raises `StartupProblem` where the server has no such role.
    """
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
    if not cursor.fetchall():
        raise StartupProblem(f"The database server has no role '{role}', which DATABASE_URL names.")
    for template in (
        "GRANT USAGE ON SCHEMA {schema} TO {role}",
        "REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {role}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {role}",
    ):
        _execute(cursor, template, role=role)
    for table in _existing(cursor, append_only):
        _execute(cursor, "REVOKE UPDATE, DELETE ON {table} FROM {role}", role=role, table=table)
    for table in _existing(cursor, ["django_migrations"]):
        _execute(
            cursor, "REVOKE INSERT, UPDATE, DELETE ON {table} FROM {role}", role=role, table=table
        )
    cursor.execute(
        "SELECT oid::regprocedure::text FROM pg_proc"
        " WHERE proname = %s AND pronamespace = current_schema()::regnamespace",
        [ERASE],
    )
    for (signature,) in cursor.fetchall():
        function = sql.SQL(signature)  # quoted by the server already, with its argument types
        _execute(cursor, "REVOKE ALL ON FUNCTION {function} FROM PUBLIC", function=function)
        _execute(
            cursor, "GRANT EXECUTE ON FUNCTION {function} TO {role}", role=role, function=function
        )


def _existing(cursor: Cursor, tables: Iterable[str]) -> list[str]:
    """Those of `tables` that exist; after a migration backwards some may be gone."""
    cursor.execute(
        "SELECT tablename FROM pg_tables"
        " WHERE schemaname = current_schema() AND tablename = ANY(%s)",
        [list(tables)],
    )
    return [name for (name,) in cursor.fetchall()]


def _execute(cursor: Cursor, template: str, **names: str | sql.Composable) -> None:
    """Run `template` with its names quoted as identifiers; `{schema}` is the current schema."""
    if "{schema}" in template:
        cursor.execute("SELECT current_schema()")
        names["schema"] = cursor.fetchall()[0][0]
    quoted = {
        key: sql.Identifier(name) if isinstance(name, str) else name for key, name in names.items()
    }
    cursor.execute(sql.SQL(template).format(**quoted))
