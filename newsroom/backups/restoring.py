"""Bringing a backup back: the whole database in one transaction, then files, rights and a check."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import psycopg
from django.core.files.base import File
from django.core.files.storage import default_storage
from psycopg import sql

from newsroom.backups import clients
from newsroom.backups.bundle import Bundle, opened
from newsroom.backups.loading import load
from newsroom.backups.making import count_rows
from newsroom.backups.manifest import DUMP, MEDIA, Manifest, copy
from newsroom.database import check
from newsroom.grants import grant
from newsroom.problems import StartupProblem

# A database whose tables of these names are empty, or missing, holds nothing of anybody.
CONTENT = ("articles_article", "articles_change", "articles_original", "articles_user")
OBJECTS = """
SELECT format('DROP TABLE IF EXISTS %I.%I CASCADE;', schemaname, tablename)
  FROM pg_tables WHERE schemaname = current_schema()
UNION ALL
SELECT format('DROP FUNCTION IF EXISTS %s CASCADE;', p.oid::regprocedure)
  FROM pg_proc AS p WHERE p.pronamespace = current_schema()::regnamespace
   AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = p.oid AND deptype = 'e')
"""
# A consumer's cursor of another past must not be taken for one of this.
NEW_LOG = "UPDATE {schema}.articles_changelog SET log_id = gen_random_uuid();\n"


def restore(
    path: Path, url: str, role: str, *, append_only: Iterable[str], force: bool = False
) -> Manifest:
    """Make the database of `url` (its owner's) what the backup at `path` holds.

    `role` is the one that the site runs as. The database changes as a whole or not at all; one
    that holds something is replaced only by `force`. The log gets a new id. Raises
    `StartupProblem`.
    """
    check(url)
    with opened(path) as (bundle, manifest):
        with psycopg.connect(url) as connection:
            _check_role(connection, role)
            if not force:
                _refuse_content(connection)
            drops = "".join(f"{line}\n" for (line,) in connection.execute(OBJECTS).fetchall())
            server = clients.major(connection)
        # Files first: one without a row does no harm, a row without its file does.
        _restore_files(bundle, manifest)
        quoted = '"' + manifest.schema.replace('"', '""') + '"'
        with bundle.open(DUMP) as dump:
            load(dump, url, server, before=drops, after=NEW_LOG.format(schema=quoted))
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        owner = connection.info.user
        if role != owner:
            grant(cursor, role, append_only)
        _compare(manifest, count_rows(connection))
    return manifest


def _check_role(connection: psycopg.Connection[Any], role: str) -> None:
    if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchall():
        raise StartupProblem(f"The database server has no role '{role}': create it first.")


def _refuse_content(connection: psycopg.Connection[Any]) -> None:
    tables = {
        name
        for (name,) in connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
        ).fetchall()
    }
    for table in CONTENT:
        query = sql.SQL("SELECT 1 FROM {} LIMIT 1").format(sql.Identifier(table))
        if table in tables and connection.execute(query).fetchone():
            raise StartupProblem(
                f"The database holds something already ({table} has rows): restore into an empty"
                " one, or replace everything in it with --force."
            )
    if tables and "django_migrations" not in tables:
        raise StartupProblem(
            "The database holds tables of something else: restore into an empty one."
        )


def _restore_files(bundle: Bundle, manifest: Manifest) -> None:
    for name, digest in manifest.files.items():
        if not name.startswith(MEDIA):
            continue
        stored = name.removeprefix(MEDIA)
        if default_storage.exists(stored):
            with default_storage.open(stored) as file:
                if copy(file) == digest:
                    continue
            default_storage.delete(stored)
        with bundle.open(name) as file:
            default_storage.save(stored, File(file, name=stored))


def _compare(manifest: Manifest, counts: dict[str, int]) -> None:
    differ = sorted(
        table
        for table in manifest.rows.keys() | counts.keys()
        if manifest.rows.get(table) != counts.get(table)
    )
    if differ:
        raise StartupProblem(f"The restored tables differ from the backup: {', '.join(differ)}.")
