"""PostgreSQL's own programs for dump and restore: the ones that fit the server, run safely."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any, NoReturn

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from newsroom.database import binary
from newsroom.postgres.cluster import explain_output
from newsroom.problems import StartupProblem

_VERSION = re.compile(r"\(PostgreSQL\) ([0-9]+)")


def client(name: str, server: int) -> Path:
    """The path of the program `name` that is not older than a server of major version `server`.

    The one that the project brings, else the one of the system. Raises `StartupProblem`.
    """
    versions = []
    for path in (binary(name), shutil.which(name)):
        if path is None:
            continue
        version = _major(path)
        if version >= server:
            return Path(path)
        versions.append(str(version))
    raise StartupProblem(
        f"The server is PostgreSQL {server}, and {name} is here only in version"
        f" {' and '.join(dict.fromkeys(versions))}: install PostgreSQL {server}'s client programs."
    )


def major(connection: psycopg.Connection[Any]) -> int:
    """The major version of the server."""
    return connection.info.server_version // 10000


def target(url: str) -> tuple[str, Mapping[str, str]]:
    """What a program is told of the database of `url`: its `--dbname`, and its environment.

    The password goes through the environment: other users of the machine see arguments.
    """
    parts = {key: str(value) for key, value in conninfo_to_dict(url).items()}
    password = parts.pop("password", None)
    environment = {**os.environ, "LC_ALL": "C"}
    if password is not None:
        environment["PGPASSWORD"] = password
    return make_conninfo(**parts), environment


def fail(what: str, errors: IO[bytes]) -> NoReturn:
    """Raise `StartupProblem` with the reason that a program wrote to the file `errors`."""
    errors.seek(0)
    raise StartupProblem(explain_output(what, errors.read().decode(errors="replace")))


def _major(path: Path | str) -> int:
    told = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)
    match = _VERSION.search(told.stdout)
    return int(match[1]) if match else 0
