"""The embedded PostgreSQL: shared by commands, stopped with the last, healed after any kill."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from newsroom.database import check, temporary_server
from newsroom.postgres.account import server_account
from newsroom.postgres.place import DATABASE, OWNER_ROLE, Place
from newsroom.problems import StartupProblem
from tests.newsroom.site import ROOT, Site, environment, folder, processes, wait_for

pytestmark = pytest.mark.processes

# Uses the server until its input is closed; says when it may, and how it ended.
USER = """
import sys
from pathlib import Path
from newsroom import database
from newsroom.problems import StartupProblem
try:
    print(database.urls(Path.cwd()).owner, flush=True)
except StartupProblem as problem:
    sys.exit(str(problem))
sys.stdin.read()
"""


class User:
    """A command that uses the server of `var`."""

    def __init__(self, var: Path, **more: str) -> None:
        """Start it; `url` is empty where it could not use the server."""
        self.process = subprocess.Popen(
            [sys.executable, "-c", USER],
            cwd=ROOT,
            env=environment(var, **more),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.url = self.process.stdout.readline().strip()

    def end(self) -> tuple[int, str]:
        """Let it end; returns its exit status and what it complained of."""
        _, err = self.process.communicate(timeout=120)
        return self.process.returncode, err


@pytest.fixture
def var() -> Iterator[Path]:
    with folder() as path:
        yield path


@pytest.fixture
def seen(var: Path) -> Site:
    """A view of the processes of `var`."""
    return Site(var, 0)


def test_shared_and_stopped_by_the_last(var: Path, seen: Site) -> None:
    first, second = User(var), User(var)
    assert first.url == second.url
    (server,) = seen.find("database")
    assert first.end() == (0, "")
    with psycopg.connect(second.url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert [process.pid for process in seen.find("database")] == [server.pid]
    assert second.end() == (0, "")
    assert processes(var) == []
    assert not (var / "postgres" / "data" / "postmaster.pid").exists()


def test_stopped_though_its_last_user_was_killed(var: Path) -> None:
    user = User(var)
    user.process.kill()
    user.process.communicate()
    wait_for("the server's end", lambda: not processes(var))


def test_three_first_users_at_once(var: Path, seen: Site) -> None:
    commands = [
        subprocess.Popen(
            [sys.executable, "-c", USER],
            cwd=ROOT,
            env=environment(var),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    results = [command.communicate(timeout=120) for command in commands]
    assert len(set(results)) == 1
    assert results[0][0].startswith("postgresql://isnad_owner@/isnad?host=")
    assert results[0][1] == ""
    assert processes(var) == []


@pytest.mark.parametrize("part", ["database", "keeper"])
def test_a_command_after_a_kill(var: Path, seen: Site, part: str) -> None:
    user = User(var)
    with psycopg.connect(user.url) as connection:
        connection.execute("CREATE TABLE kept (number int)")
    for victim in ("keeper", "database") if part == "keeper" else ("database",):
        seen.kill(victim)
    after = User(var)
    with psycopg.connect(after.url) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (0,)
    assert user.end() == (0, "")
    assert after.end() == (0, "")
    assert processes(var) == []


def test_stale_pid_of_another_program(var: Path) -> None:
    user = User(var)
    user.end()
    # As after a reboot: the file is there, and the number now belongs to somebody else.
    (var / "postgres" / "data" / "postmaster.pid").write_text(f"{os.getpid()}\n/elsewhere\n1\n")
    after = User(var)
    assert after.url == user.url
    assert after.end() == (0, "")


def test_data_of_another_major_version(var: Path) -> None:
    User(var).end()
    (var / "postgres" / "data" / "PG_VERSION").write_text("17\n")
    user = User(var)
    assert user.url == ""
    assert user.end() == (
        1,
        f"The data in {var}/postgres/data are of PostgreSQL 17, this version runs 18:"
        " restore them from a backup made by the version that wrote them.\n",
    )


def test_a_folder_that_holds_something_else(var: Path) -> None:
    User(var).end()
    (var / "postgres" / "data" / "PG_VERSION").unlink()
    assert User(var).end() == (
        1,
        f"{var}/postgres/data is not a PostgreSQL data folder: move it away.\n",
    )


def test_data_of_another_user(var: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give a folder away")
    User(var).end()
    os.chown(var / "postgres" / "data", 12345, 12345)
    assert User(var).end() == (
        1,
        f"The database folder {var}/postgres/data belongs to the user '12345', not to"
        f" '{server_account(var / 'none').name}': run the command as the user who made it, or set"
        " DATABASE_URL to another database.\n",
    )


def test_the_locale_of_the_environment_does_not_matter(var: Path) -> None:
    user = User(var, LC_ALL="C", LANG="C", PGDATA="/nowhere", PGPORT="1")
    check(user.url)
    with psycopg.connect(user.url) as connection:
        words = connection.execute("SELECT to_tsvector('simple', '“قطر،')").fetchone()
    assert words == ("'قطر':1",)
    assert user.end() == (0, "")


def test_a_database_in_the_c_locale_is_refused(var: Path) -> None:
    user = User(var)
    with psycopg.connect(user.url, autocommit=True) as connection:
        connection.execute(
            "CREATE DATABASE plain TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C'"
        )
        connection.execute(
            "CREATE DATABASE latin TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C'"
            " ENCODING 'LATIN1'"
        )
    for name, line in (
        (
            "plain",
            "The database has the locale 'C', where Arabic punctuation counts as letters:"
            " create one with LC_CTYPE 'C.UTF-8'.",
        ),
        (
            "latin",
            "The database has the encoding LATIN1: create one with the encoding UTF8.",
        ),
    ):
        with pytest.raises(StartupProblem) as caught:
            check(user.url.replace(f"/{DATABASE}?", f"/{name}?"))
        assert str(caught.value) == line
    assert user.end() == (0, "")


def test_a_path_too_long_for_a_socket(var: Path) -> None:
    deep = var / ("a" * 60) / ("b" * 60)
    deep.mkdir(parents=True)
    user = User(deep)
    assert "host=%2Ftmp%2Fisnad-" in user.url
    check(user.url)
    assert user.end() == (0, "")
    Place(deep / "postgres", server_account(deep / "postgres" / "data")).socket.rmdir()


def test_a_temporary_server_leaves_nothing() -> None:
    with temporary_server() as urls:
        check(urls.owner)
        with psycopg.connect(urls.owner) as connection:
            home = Path(connection.info.host).parent
        assert processes(home) != []
    assert processes(home) == []
    wait_for("the folder's end", lambda: not home.exists())
    assert OWNER_ROLE in urls.owner


def test_ctrl_c_in_the_terminal_does_not_reach_the_server(var: Path, seen: Site) -> None:
    user = User(var)
    (server,) = seen.find("database")
    (keeper,) = seen.find("keeper")
    assert os.getsid(keeper.pid) != os.getsid(user.process.pid)
    assert os.getsid(server.pid) != os.getsid(user.process.pid)
    user.process.send_signal(signal.SIGINT)
    user.process.communicate(timeout=120)
    wait_for("the server's end", lambda: not processes(var))
