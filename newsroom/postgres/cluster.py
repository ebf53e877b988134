"""A data folder of the embedded PostgreSQL: made whole, checked, healed after a kill."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

from newsroom.postgres.binaries import MAJOR, binary_for, run_as
from newsroom.postgres.place import ADMIN_ROLE, DATABASE, OWNER_ROLE, PORT, SITE_ROLE, Place
from newsroom.problems import StartupProblem

# The site's role may only read and write rows; what else it may is granted after each migration.
ROLES = f"""CREATE ROLE {OWNER_ROLE} LOGIN CREATEDB CREATEROLE;
CREATE ROLE {SITE_ROLE} LOGIN;
-- Tests connect as the owner and step down to the role of the site.
GRANT {SITE_ROLE} TO {OWNER_ROLE};
CREATE DATABASE {DATABASE} OWNER {OWNER_ROLE};
"""
ORPHAN_PATIENCE = 30.0  # seconds a server without a keeper gets to stop


def prepare(place: Place) -> None:
    """Make the data folder if there is none, check it, and remove what a killed server left.

    Only the holder of the keeper's lock may call this: then no keeper runs.
    Raises `StartupProblem`.
    """
    if not place.data.exists():
        _create(place)
    version_file = place.data / "PG_VERSION"
    if not version_file.is_file():
        raise StartupProblem(f"{place.data} is not a PostgreSQL data folder: move it away.")
    version = version_file.read_text().strip()
    if version != str(MAJOR):
        raise StartupProblem(
            f"The data in {place.data} are of PostgreSQL {version}, this version runs {MAJOR}:"
            " restore them from a backup made by the version that wrote them."
        )
    end_orphan(place)


def command(place: Place) -> list[str]:
    """The command line that runs the server: no TCP, the socket in its private folder."""
    settings = {
        "listen_addresses": "",
        "port": str(PORT),
        "unix_socket_directories": str(place.socket),
        "unix_socket_permissions": "0700",
        "logging_collector": "off",
        "log_destination": "stderr",
        "lc_messages": "C",  # the reasons for a failed start are read from the log
    }
    if place.temporary:  # nothing in it outlives the run: never wait for the disk
        settings |= {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
    server = binary_for("postgres", place.account)
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    return [str(server), "-D", str(place.data), *options]


def _create(place: Place) -> None:
    """Make the data folder with its roles and database, under another name until it is whole."""
    fresh = place.home / "data.unfinished"
    if fresh.exists():
        shutil.rmtree(fresh)
    fresh.mkdir(mode=0o700)
    os.chown(fresh, place.account.uid, place.account.gid)
    # lc_ctype must not be C, whatever the environment says: there, Arabic punctuation is letters.
    made = run_as(
        place.account,
        [
            binary_for("initdb", place.account),
            f"--pgdata={fresh}",
            f"--username={ADMIN_ROLE}",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--locale=C.UTF-8",
            "--auth=trust",  # the socket lies in a folder that only the account may enter
            "--no-instructions",
            *(["--no-sync"] if place.temporary else []),
        ],
    )
    if made.returncode != 0:
        raise StartupProblem(explain_output("The database folder cannot be made", made.stdout))
    server = binary_for("postgres", place.account)
    filled = run_as(
        place.account,
        [server, "--single", "-D", fresh, "-c", "log_min_messages=error", "postgres"],
        ROLES,
    )
    if filled.returncode != 0 or "ERROR:" in filled.stdout:
        raise StartupProblem(explain_output("The database cannot be made", filled.stdout))
    fresh.rename(place.data)


def explain_output(what: str, output: str) -> str:
    """One sentence for people from the output of a PostgreSQL program that failed at `what`."""
    if "No space left on device" in output or "Disk quota exceeded" in output:
        return f"{what}: the disk is full. Free some space and start again."
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    telling = [line for line in lines if "FATAL:" in line or "PANIC:" in line or "error:" in line]
    reason = (telling or lines or ["no reason given"])[-1]
    for mark in ("FATAL:", "PANIC:", "error:"):
        reason = reason.split(mark)[-1].strip()
    return f"{what}: {reason}"


def end_orphan(place: Place) -> None:
    """End a server that lost its keeper, and remove the files of one that is gone.

    PostgreSQL itself refuses to start while the process id in its file is alive, even where after
    a reboot that number belongs to another program.
    """
    pid_file = place.data / "postmaster.pid"
    deadline = time.monotonic() + ORPHAN_PATIENCE
    told: signal.Signals | None = None
    while (pid := _recorded_pid(pid_file)) and _is_server(pid, place.data):
        late = time.monotonic() > deadline
        if late and told == signal.SIGQUIT:
            raise StartupProblem(f"An earlier PostgreSQL (process {pid}) does not stop: end it.")
        tell = signal.SIGQUIT if late else signal.SIGINT
        if told != tell:
            os.kill(pid, tell)
            told, deadline = tell, time.monotonic() + ORPHAN_PATIENCE
        time.sleep(0.05)
    pid_file.unlink(missing_ok=True)
    for leftover in place.socket.glob(f".s.PGSQL.{PORT}*"):
        leftover.unlink()


def _recorded_pid(pid_file: Path) -> int | None:
    try:
        return abs(int(pid_file.read_text().splitlines()[0]))
    except (FileNotFoundError, ValueError, IndexError):
        return None


def _is_server(pid: int, data: Path) -> bool:
    """Whether process `pid` is a PostgreSQL server that works in the folder `data`."""
    process = Path("/proc") / str(pid)
    if Path("/proc/self").exists():
        try:
            return (process / "cwd").readlink() == data
        except OSError:  # gone, or of another user
            return False
    listed = subprocess.run(
        ["ps", "-p", str(pid), "-o", "command="], capture_output=True, text=True, check=False
    )
    return str(data) in listed.stdout
