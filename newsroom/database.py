"""Which database the site uses: the one `DATABASE_URL` names, or the embedded PostgreSQL."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

from newsroom.postgres import server
from newsroom.postgres.account import server_account
from newsroom.postgres.binaries import binary
from newsroom.postgres.place import OWNER_ROLE, SITE_ROLE, Place, project_place
from newsroom.problems import StartupProblem

__all__ = [
    "DatabaseUrls",
    "binary",
    "check",
    "connection_settings",
    "do_without",
    "explain",
    "leave",
    "mend",
    "problem_behind",
    "temporary_server",
    "urls",
]

OLDEST = 15  # major version of PostgreSQL
FORM = "postgresql://user:password@host:5432/database"
# True where Arabic punctuation counts as letters: then the first text is another word.
WORDS_DIFFER = "SELECT to_tsvector('simple', '“قطر،') <> to_tsvector('simple', 'قطر')"
LOCALE = "SELECT datctype FROM pg_database WHERE datname = current_database()"
DISK_FULL = "53100"
# No server listens there: whoever asks for the database all the same is refused.
NOWHERE = "postgresql://nobody@127.0.0.1:1/none"
# SQLSTATE of an operational error after which no command can go on; without one no server answered.
AWAY = (DISK_FULL, "57P01", "57P02", "57P03")


@dataclass(frozen=True)
class DatabaseUrls:
    """The connection URLs of the role that the site runs as and of the owner of its tables."""

    site: str
    owner: str


def urls(base_dir: Path) -> DatabaseUrls:
    """The URLs of the database that the checkout `base_dir` uses.

    Without `DATABASE_URL` in the environment this starts the embedded server of the checkout, or
    joins in its use where it runs already; it stops when the last process that uses it has ended,
    however it ends. Raises `StartupProblem`.
    """
    given = os.environ.get("DATABASE_URL", "").strip()
    if given:
        owner = os.environ.get("DATABASE_OWNER_URL", "").strip() or given
        for name, url in (("DATABASE_URL", given), ("DATABASE_OWNER_URL", owner)):
            _parse(url, name)
        return DatabaseUrls(site=given, owner=owner)
    place = project_place(base_dir)
    server.use(place)
    return DatabaseUrls(site=place.url(SITE_ROLE), owner=place.url(OWNER_ROLE))


def do_without() -> None:
    """Let this process, before it reads its settings, neither start nor use any database."""
    os.environ["DATABASE_URL"] = os.environ["DATABASE_OWNER_URL"] = NOWHERE


def leave(base_dir: Path) -> None:
    """Give up the embedded server of `base_dir` now instead of at the end of the process."""
    server.leave(project_place(base_dir))


def mend(base_dir: Path) -> None:
    """Start the embedded server of `base_dir` again where it and its keeper were killed.

    Does nothing where `DATABASE_URL` names a server. Raises `StartupProblem`.
    """
    if not os.environ.get("DATABASE_URL", "").strip():
        server.mend(project_place(base_dir))


@contextmanager
def temporary_server() -> Iterator[DatabaseUrls]:
    """An embedded server of its own in a temporary folder, stopped and removed at the end.

    It never waits for the disk: fit for tests, not for data. Raises `StartupProblem`.
    """
    account = server_account(Path(tempfile.gettempdir(), "nothing"))
    candidates = (Path(tempfile.gettempdir()), Path("/tmp"), Path("/var/tmp"))
    parent = next((path for path in candidates if account.can_enter(path)), None)
    if parent is None:
        raise StartupProblem(
            f"The user '{account.name}' cannot enter the folder for temporary files."
        )
    home = Path(tempfile.mkdtemp(prefix="isnad-", dir=parent)).resolve()
    home.chmod(0o711)
    place = Place(home, account, temporary=True)
    server.use(place)
    try:
        yield DatabaseUrls(site=place.url(SITE_ROLE), owner=place.url(OWNER_ROLE))
    finally:
        server.leave(place)


def connection_settings(url: str) -> dict[str, Any]:
    """An entry of Django's `DATABASES` for a PostgreSQL URL; its parameters become `OPTIONS`.

    Raises `StartupProblem` where the URL is malformed or names no database.
    """
    parts = _parse(url, "DATABASE_URL")
    names = {
        "dbname": "NAME",
        "user": "USER",
        "password": "PASSWORD",
        "host": "HOST",
        "port": "PORT",
    }
    entry: dict[str, Any] = {"ENGINE": "django.db.backends.postgresql"}
    entry |= {names[key]: str(value) for key, value in parts.items() if key in names}
    options = {key: value for key, value in parts.items() if key not in names}
    return entry | {"OPTIONS": options}


def check(url: str) -> None:
    """Connect once, and refuse a database that the archive cannot work with.

    Raises `StartupProblem`: no connection, a server older than `OLDEST`, or a locale in which
    Arabic punctuation counts as letters.
    """
    _parse(url, "DATABASE_URL")
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            _check_version(connection.info.server_version)
            _check_locale(connection)
    except psycopg.OperationalError as error:
        raise explain(error) from error


def explain(error: psycopg.Error) -> StartupProblem:
    """What to tell people when the database cannot be reached or used; shows no password."""
    if error.sqlstate == DISK_FULL:
        return StartupProblem("The database's disk is full. Free some space and start again.")
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    # Of several attempts (IPv6, then IPv4) the server's own word tells most, then the last one.
    telling = [line for line in lines if "FATAL:" in line] or [
        line for line in lines if "failed:" in line
    ]
    reason = (telling or lines[:1] or ["no reason given"])[-1]
    for prefix in ("connection failed: ", "connection is bad: "):
        reason = reason.removeprefix(prefix)
    source = "DATABASE_URL" if os.environ.get("DATABASE_URL") else "var/postgres/server.log"
    return StartupProblem(f"The database cannot be used: {reason} (see {source})")


def problem_behind(error: BaseException) -> StartupProblem | None:
    """The problem to report where `error`, or what caused it, says that the database is away.

    None for any other error: those are bugs, and their traceback is wanted.
    """
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, psycopg.OperationalError) and cause.sqlstate in (None, *AWAY):
            return explain(cause)
        cause = cause.__cause__
    return None


def _parse(url: str, name: str) -> dict[str, Any]:
    try:
        if not url.startswith(("postgresql://", "postgres://")):
            raise ValueError("not a PostgreSQL URL")
        parts = {key: value for key, value in conninfo_to_dict(url).items() if value is not None}
    except (psycopg.ProgrammingError, ValueError):
        # Neither the URL nor libpq's message is shown: both may hold the password.
        raise StartupProblem(f"{name} is not a PostgreSQL URL of the form {FORM}.") from None
    if not parts.get("dbname"):
        raise StartupProblem(f"{name} names no database: its form is {FORM}.")
    port = str(parts.get("port", "5432"))
    if not all(item.isdecimal() and 0 < int(item) < 65536 for item in port.split(",") if item):
        raise StartupProblem(f"{name} has the port '{port}', which is not a number up to 65535.")
    return parts


def _check_version(number: int) -> None:
    """Refuse a server whose version number, as libpq counts (180004 is 18.4), is too old."""
    if number < OLDEST * 10000:
        raise StartupProblem(
            f"The database server is PostgreSQL {number // 10000}; the archive needs {OLDEST} or"
            " newer."
        )


def _check_locale(connection: psycopg.Connection[Any]) -> None:
    encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise StartupProblem(
            f"The database has the encoding {encoding}: create one with the encoding UTF8."
        )
    (ctype,) = connection.execute(LOCALE).fetchone() or ("",)
    (differ,) = connection.execute(WORDS_DIFFER).fetchone() or (True,)
    if ctype in ("C", "POSIX") or differ:
        raise StartupProblem(
            f"The database has the locale '{ctype}', where Arabic punctuation counts as letters:"
            " create one with LC_CTYPE 'C.UTF-8'."
        )
