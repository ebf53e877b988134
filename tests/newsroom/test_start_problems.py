"""What keeps the site from starting is said in one line, without a traceback, with status 1."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from newsroom.environment import NEEDED_IN_PRODUCTION
from tests.newsroom.site import ROOT, environment, folder, free_port, processes

pytestmark = pytest.mark.processes

PRODUCTION = {
    "ISNAD_ENV": "production",
    "SECRET_KEY": "0123456789" * 5,
    "ALLOWED_HOSTS": "isnad.example",
    "SITE_URL": "https://isnad.example",
}


@pytest.fixture
def var() -> Iterator[Path]:
    with folder() as path:
        yield path


def start(var: Path, *command: str, **more: str) -> tuple[int, str, str]:
    """Status, output and complaints of a start, or of another command; nothing may be left."""
    settings = environment(var, **({"PORT": str(free_port())} | more))
    for name in NEEDED_IN_PRODUCTION:
        if name not in more:
            settings.pop(name, None)
    done = subprocess.run(
        [sys.executable, *(command or ("-m", "newsroom.start"))],
        cwd=ROOT,
        env=settings,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert processes(var) == []
    return done.returncode, done.stdout, done.stderr


def test_port_in_use(var: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert start(var, PORT=str(port)) == (
            1,
            "",
            f"Port {port} of 127.0.0.1 is in use by another program: stop it, or choose another"
            f" port, for example 'PORT={port % 65535 + 1} make run'.\n",
        )


def test_port_that_is_none(var: Path) -> None:
    line = "PORT is 'eighty': it must be a number from 1 to 65535.\n"
    assert start(var, PORT="eighty") == (1, "", line)


def test_url_that_is_none(var: Path) -> None:
    line = (
        "DATABASE_URL is not a PostgreSQL URL of the form"
        " postgresql://user:password@host:5432/database.\n"
    )
    assert start(var, DATABASE_URL="mysql://me:secret@db/x") == (1, "", line)
    assert start(var, "manage.py", "check", DATABASE_URL="mysql://me:secret@db/x") == (1, "", line)


def test_nobody_at_the_url(var: Path) -> None:
    status, out, err = start(var, DATABASE_URL="postgresql://me:secret@127.0.0.1:1/x")
    assert (status, out) == (1, "")
    assert err.startswith("The database cannot be used: connection to server at")
    assert "Connection refused" in err
    assert err.endswith(" (see DATABASE_URL)\n")
    assert err.count("\n") == 1
    assert "secret" not in err


def test_no_such_database(var: Path) -> None:
    given = psycopg.conninfo.make_conninfo(os.environ["DATABASE_URL"])
    parts = psycopg.conninfo.conninfo_to_dict(given)
    host = str(parts["host"]).replace("/", "%2F")
    url = f"postgresql://{parts['user']}@/nothing_here?host={host}&port={parts.get('port', 5432)}"
    status, out, err = start(var, DATABASE_URL=url)
    assert (status, out) == (1, "")
    assert 'FATAL: database "nothing_here" does not exist (see DATABASE_URL)\n' in err
    assert err.count("\n") == 1


def test_production_without_its_settings(var: Path) -> None:
    line = (
        "ISNAD_ENV is 'production', but SECRET_KEY, ALLOWED_HOSTS, SITE_URL are not set:"
        " see README, Deploying.\n"
    )
    assert start(var, "manage.py", "check", ISNAD_ENV="production") == (1, "", line)
    assert start(var, ISNAD_ENV="production") == (1, "", line)


def test_unknown_environment(var: Path) -> None:
    line = "ISNAD_ENV is 'live': it must be 'local' or 'production'.\n"
    assert start(var, "manage.py", "check", ISNAD_ENV="live") == (1, "", line)


def test_web_processes_that_are_none(var: Path) -> None:
    line = "WEB_WORKERS is 'many': it must be a whole number above 0.\n"
    assert start(var, WEB_WORKERS="many") == (1, "", line)


def test_python_without_the_packages(var: Path) -> None:
    status, out, err = start(var, "-S", "manage.py", "check")
    assert (status, out) == (1, "")
    assert err == "This Python has no django: run 'make run', or use .venv/bin/python.\n"


def test_ready_for_production(var: Path) -> None:
    command = ("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    status, out, err = start(var, *command, DATABASE_URL=os.environ["DATABASE_URL"], **PRODUCTION)
    assert (status, out, err) == (0, "System check identified no issues (0 silenced).\n", "")
