"""Database URLs: taken apart, refused in one line without their password, errors explained."""

import psycopg
import pytest
from psycopg import errors

from newsroom import database
from newsroom.database import check, connection_settings, explain, problem_behind
from newsroom.problems import StartupProblem

FORM = "postgresql://user:password@host:5432/database"


def test_taken_apart() -> None:
    url = "postgresql://me:p%40ss@db.example:6432/archive?sslmode=require&connect_timeout=5"
    assert connection_settings(url) == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "archive",
        "USER": "me",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "6432",
        "OPTIONS": {"sslmode": "require", "connect_timeout": "5"},
    }


def test_unix_socket() -> None:
    url = "postgres://me@/archive?host=%2Frun%2Fpostgresql"
    assert connection_settings(url) == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "archive",
        "USER": "me",
        "HOST": "/run/postgresql",
        "OPTIONS": {},
    }


@pytest.mark.parametrize(
    ("url", "line"),
    [
        ("mysql://me:secret@db/x", f"DATABASE_URL is not a PostgreSQL URL of the form {FORM}."),
        ("dbname=x password=secret", f"DATABASE_URL is not a PostgreSQL URL of the form {FORM}."),
        (
            "postgresql://me:secret@db/x?nonsense=1",
            f"DATABASE_URL is not a PostgreSQL URL of the form {FORM}.",
        ),
        ("postgresql://me:secret@db", f"DATABASE_URL names no database: its form is {FORM}."),
        (
            "postgresql://me:secret@db:99999/x",
            "DATABASE_URL has the port '99999', which is not a number up to 65535.",
        ),
        (
            "postgresql://me:secret@db:port/x",
            "DATABASE_URL has the port 'port', which is not a number up to 65535.",
        ),
    ],
)
def test_refused(url: str, line: str) -> None:
    with pytest.raises(StartupProblem) as caught:
        connection_settings(url)
    assert str(caught.value) == line
    assert "secret" not in str(caught.value)


def test_nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "given")
    with pytest.raises(StartupProblem) as caught:
        check("postgresql://me:secret@127.0.0.1:1/x")
    line = str(caught.value)
    assert line.startswith("The database cannot be used: connection to server at")
    assert "Connection refused" in line
    assert line.endswith("(see DATABASE_URL)")
    assert "secret" not in line


def test_the_servers_own_word_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "given")
    error = psycopg.OperationalError(
        'connection failed: connection to server at "::1" failed: Connection refused\n'
        'connection to server at "127.0.0.1" failed: FATAL:  database "x" does not exist\n'
    )
    assert str(explain(error)) == (
        'The database cannot be used: connection to server at "127.0.0.1" failed: FATAL: database'
        ' "x" does not exist (see DATABASE_URL)'
    )


def test_a_full_disk() -> None:
    line = "The database's disk is full. Free some space and start again."
    assert str(explain(errors.DiskFull("could not extend file"))) == line
    outer = RuntimeError("while importing")
    outer.__cause__ = errors.DiskFull("could not extend file")
    assert str(problem_behind(outer)) == line


def test_bugs_keep_their_traceback() -> None:
    assert problem_behind(ValueError("x")) is None
    assert problem_behind(errors.UndefinedTable("no such table")) is None
    assert problem_behind(errors.QueryCanceled("timeout")) is None


def test_an_old_server_is_refused() -> None:
    with pytest.raises(StartupProblem) as caught:
        database._check_version(140011)
    assert str(caught.value) == (
        "The database server is PostgreSQL 14; the archive needs 15 or newer."
    )
    database._check_version(150000)
