"""Reaching past the site's role, as only the owner of the tables can: to break what tests break."""

from typing import Any

from django.db import connection


def as_owner(*statements: str) -> list[tuple[Any, ...]]:
    """Run SQL as the owner, with history unlocked; returns the rows of the last statement.

    Checks that wait for the commit are done first, so that tables can be altered.
    """
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SELECT set_config('isnad.erasing', 'on', false)")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for statement in statements:
            cursor.execute(statement)
        found = cursor.fetchall() if cursor.description else []
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("SELECT set_config('isnad.erasing', '', false)")
        cursor.execute("SET ROLE isnad_app")
    return found
