"""The database itself: constraints, triggers, counters of ids, and what the site's role may do."""

from collections.abc import Iterator

from django.apps import apps
from django.db import connection

from articles.models import APPEND_ONLY
from articles.queries.verify.finding import Finding, rows

LINKS = {"citation_via_in_same_article", "comment_parent_in_same_article"}
# What a role that does not own the tables must not be able to do with tables that keep history.
FORBIDDEN = ("UPDATE", "DELETE", "TRUNCATE", "TRIGGER")
TRIGGERS = {
    *((table, f"{table}_{guard}") for table in APPEND_ONLY for guard in ("only_grows", "stays")),
    ("articles_changelog", "articles_changelog_stamped"),
}
TRIGGERS_SQL = """
SELECT c.relname, t.tgname FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid
 WHERE c.relnamespace = current_schema()::regnamespace AND t.tgenabled IN ('O', 'A')
"""
CONSTRAINTS_SQL = """
SELECT conname FROM pg_constraint
 WHERE connamespace = current_schema()::regnamespace AND convalidated
UNION
SELECT c.relname FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indexrelid
 WHERE c.relnamespace = current_schema()::regnamespace AND i.indisvalid
"""
ERASE_SQL = """
SELECT p.prosecdef, pg_get_userbyid(p.proowner) = pg_get_userbyid(c.relowner),
       has_function_privilege(%s, p.oid, 'EXECUTE')
  FROM pg_proc AS p, pg_class AS c
 WHERE p.proname = 'isnad_erase' AND p.pronamespace = current_schema()::regnamespace
   AND c.oid = 'articles_revision'::regclass
"""
OWNER_SQL = """
SELECT pg_get_userbyid(relowner), pg_has_role(%s, relowner, 'USAGE'),
       has_schema_privilege(%s, current_schema(), 'CREATE')
  FROM pg_class WHERE oid = 'articles_revision'::regclass
"""


def check(role: str = "") -> Iterator[Finding]:
    """`role` is the one whose rights are checked, by default the current one."""
    if not role:
        [(role,)] = rows("SELECT current_user")
    yield from _constraints()
    for table, trigger in sorted(TRIGGERS - set(rows(TRIGGERS_SQL))):
        yield Finding("schema", f"table {table}", f"its trigger {trigger} is missing or disabled")
    yield from _counters()
    yield from _rights(role)


def _constraints() -> Iterator[Finding]:
    """Constraints and indexes that the models name, and that those hold for every row."""
    have = {name for (name,) in rows(CONSTRAINTS_SQL)}
    for model in apps.get_app_config("articles").get_models():
        named = [str(item.name) for item in (*model._meta.constraints, *model._meta.indexes)]
        for name in named:
            if name not in have:
                yield Finding("schema", f"table {model._meta.db_table}", f"{name} is missing")
    for name in sorted(LINKS - have):
        yield Finding("schema", "constraint", f"{name} is missing")


def _counters() -> Iterator[Finding]:
    """Ids that a counter would give out again."""
    quote = connection.ops.quote_name
    for model in apps.get_app_config("articles").get_models(include_auto_created=True):
        table, key = model._meta.db_table, model._meta.pk.column
        if key is None:  # made of several columns
            continue
        [(sequence,)] = rows("SELECT pg_get_serial_sequence(%s, %s)", [quote(table), key])
        if sequence is None:
            continue
        behind = rows(
            f"SELECT 1 FROM {sequence} WHERE last_value <"  # noqa: S608
            f" (SELECT coalesce(max({quote(key)}), 0) FROM {quote(table)})"
        )
        if behind:
            yield Finding("schema", f"table {table}", "its counter gives out ids that exist")


def _rights(role: str) -> Iterator[Finding]:
    """What the site's role may do; nothing is said where it owns the tables (one role only)."""
    [(owner, owns, creates)] = rows(OWNER_SQL, [role, role])
    found = rows(ERASE_SQL, [role])
    if not found:
        yield Finding("schema", "function isnad_erase", "it is missing")
    elif found != [(True, True, True)]:
        yield Finding("schema", "function isnad_erase", f"{owner} or {role} cannot use it")
    if role == owner:
        return
    if owns:
        yield Finding("rights", f"role {role}", f"it has the rights of {owner}")
        return
    if creates:
        yield Finding("rights", f"role {role}", "it may create tables")
    tables = [*((table, FORBIDDEN) for table in APPEND_ONLY), ("django_migrations", FORBIDDEN)]
    for table, forbidden in tables:
        for right in forbidden:
            [(has,)] = rows("SELECT has_table_privilege(%s, %s, %s)", [role, table, right])
            if has:
                yield Finding("rights", f"role {role}", f"it may {right} {table}")
    for table in APPEND_ONLY:
        for right in ("SELECT", "INSERT"):
            [(may,)] = rows("SELECT has_table_privilege(%s, %s, %s)", [role, table, right])
            if not may:
                yield Finding("rights", f"role {role}", f"it may not {right} {table}")
