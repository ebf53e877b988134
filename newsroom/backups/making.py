"""Making a backup: one moment of the database, with the files that its rows name."""

import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
from django.core.files.storage import default_storage
from psycopg import IsolationLevel, sql

from newsroom.backups import clients
from newsroom.backups.manifest import DUMP, MEDIA, NAME, Manifest, copy
from newsroom.problems import StartupProblem

FILES = "SELECT file FROM articles_image UNION SELECT file FROM articles_rendition ORDER BY 1"
# Where the search indexes of the nodes stand, which a backup leaves out: they follow from the rest.
DERIVED = "articles_indexgeneration"
LOG = "SELECT log_id || '.' || seq FROM articles_changelog"


def backup(url: str, path: Path) -> Manifest:
    """Back up the database of `url` (its owner's) and its files into the folder `path`.

    A path that ends in .tar becomes one file. Either is whole or not there; nobody but the owner
    of this process may read it. Raises `StartupProblem`, also where `path` exists.
    """
    path = Path(os.path.abspath(path))  # noqa: PTH100 (a link is replaced by nothing)
    if os.path.lexists(path):
        raise StartupProblem(f"{path} exists already: name a new folder or .tar file.")
    if not path.parent.is_dir():
        raise StartupProblem(f"There is no folder {path.parent}.")
    try:
        with tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as folder:
            unfinished = Path(folder) / "backup"
            unfinished.mkdir(mode=0o700)
            manifest = _fill(url, unfinished)
            if path.suffix == ".tar":
                unfinished = _packed(unfinished, Path(folder) / "backup.tar")
            unfinished.rename(path)
            _sync(path.parent)
    except OSError as error:
        raise StartupProblem(f"The backup cannot be written: {error.strerror or error}") from error
    return manifest


def count_rows(connection: psycopg.Connection[Any]) -> dict[str, int]:
    """How many rows each table of the current schema has, as far as a backup holds them."""
    tables = connection.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
    ).fetchall()
    counts = {}
    for (table,) in tables:
        if table == DERIVED:
            continue
        query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
        [counts[table]] = connection.execute(query).fetchone() or (0,)
    return counts


def _fill(url: str, folder: Path) -> Manifest:
    """Write dump, media and manifest into `folder`."""
    with _one_moment(url) as (connection, snapshot):
        files = {DUMP: _dump(url, snapshot, folder / DUMP, clients.major(connection))}
        for (name,) in connection.execute(FILES).fetchall():
            files[MEDIA + name] = _keep_file(name, folder / MEDIA / name)
        manifest = Manifest(
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
            server=connection.info.parameter_status("server_version") or "",
            schema=_one(connection, "SELECT current_schema()"),
            log=_one(connection, LOG),
            rows=count_rows(connection),
            files=files,
        )
    with (folder / NAME).open("wb") as file:
        file.write(manifest.to_json())
        os.fsync(file.fileno())
    return manifest


@contextmanager
def _one_moment(url: str) -> Iterator[tuple[psycopg.Connection[Any], str]]:
    """A connection that sees one moment, and the name by which pg_dump sees the same."""
    with psycopg.connect(url) as connection:
        connection.isolation_level = IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        try:
            snapshot = _one(connection, "SELECT pg_export_snapshot()")
            _one(connection, LOG)
        except psycopg.errors.UndefinedTable as error:
            raise StartupProblem("The database holds no archive yet: run 'make run'.") from error
        yield connection, snapshot


def _dump(url: str, snapshot: str, path: Path, server: int) -> str:
    """Dump the whole database as of `snapshot`; returns the SHA-256 of the file."""
    database, environment = clients.target(url)
    command: list[str | Path] = [
        clients.client("pg_dump", server),
        "--format=custom",
        # Whose it is, and who may what, is decided where it is restored.
        "--no-owner",
        "--no-acl",
        f"--exclude-table-data={DERIVED}",
        f"--snapshot={snapshot}",
        f"--dbname={database}",
    ]
    with tempfile.TemporaryFile() as errors, path.open("wb") as file:
        with subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=errors
        ) as program:
            assert program.stdout is not None
            digest = copy(program.stdout, file)
        if program.returncode != 0:
            clients.fail("The database cannot be dumped", errors)
        os.fsync(file.fileno())
    return digest


def _keep_file(name: str, path: Path) -> str:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with default_storage.open(name) as source, path.open("wb") as target:
            digest = copy(source, target)
            os.fsync(target.fileno())
    except FileNotFoundError as error:
        raise StartupProblem(
            f"The file {name} of a picture is missing: see 'manage.py verify'."
        ) from error
    return digest


def _packed(folder: Path, path: Path) -> Path:
    """One tar of what `folder` holds, the manifest first; the folder goes."""
    with path.open("xb") as file:
        path.chmod(0o600)
        with tarfile.open(fileobj=file, mode="w") as tar:
            for item in sorted(folder.rglob("*"), key=lambda item: (item.name != NAME, item)):
                if item.is_file():
                    tar.add(item, item.relative_to(folder).as_posix())
        os.fsync(file.fileno())
    shutil.rmtree(folder)
    return path


def _sync(folder: Path) -> None:
    """Have the renaming itself on disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _one(connection: psycopg.Connection[Any], query: str) -> str:
    row = connection.execute(query.encode()).fetchone()
    return str(row[0]) if row else ""
