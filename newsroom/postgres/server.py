"""Using the embedded server: taking part in it, starting it when nobody did, leaving it."""

import atexit
import errno
import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

import psycopg

from newsroom.postgres import keeper
from newsroom.postgres.binaries import clean_environment, identity
from newsroom.postgres.cluster import command, end_orphan, explain_output, prepare
from newsroom.postgres.place import OWNER_ROLE, Place
from newsroom.problems import StartupProblem

START_PATIENCE = 120.0  # seconds: a server that was killed may have much to recover
STOP_PATIENCE = 60.0  # seconds

# The lock of this process on each server it uses, by the server's home folder.
_leases: dict[Path, IO[str]] = {}


def use(place: Place) -> None:
    """Have the server of `place` run until this process ends, starting it if nobody did.

    May be called again at any time: then a server that died meanwhile is started again.
    Raises `StartupProblem`.
    """
    try:
        if place.home not in _leases:
            place.make()
            _leases[place.home] = _lease(place)
            atexit.register(_leave_at_exit, place, os.getpid())
        _wait_until_up(place)
    except OSError as error:
        raise StartupProblem(_explain(error)) from error


def mend(place: Place) -> None:
    """Start the server again if its keeper was killed; costs one system call where all is well.

    Raises `StartupProblem`.
    """
    with _open(place.keeper) as lock:
        if _locked_elsewhere(lock):
            return
    use(place)


def leave(place: Place) -> None:
    """Give the server up; the last one to do so stops it and waits until it is gone."""
    lease = _leases.pop(place.home, None)
    if lease is None:
        return
    with lease:
        # Holding the lock alone keeps newcomers waiting until the keeper is gone.
        if not _locked_elsewhere(lease):
            _stop_keeper(place)


def _leave_at_exit(place: Place, pid: int) -> None:
    if os.getpid() == pid:  # not in a forked child, which shares its parent's lock
        leave(place)


def _lease(place: Place) -> IO[str]:
    """A shared lock on the server's list of users; waits while the last one out stops it."""
    file = _open(place.users)
    fcntl.flock(file, fcntl.LOCK_SH)
    return file


def _open(path: Path) -> IO[str]:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    return os.fdopen(descriptor, "r+")


def _wait_until_up(place: Place) -> None:
    """Return as soon as the server answers, starting a keeper whenever there is none."""
    deadline = time.monotonic() + START_PATIENCE
    log_begin: int | None = None  # set once this process has started a keeper
    while not _answers(place):
        if time.monotonic() > deadline:
            raise StartupProblem(f"PostgreSQL did not start in time: see {place.log}")
        with _open(place.keeper) as lock:
            if _locked_elsewhere(lock):  # a keeper is at work
                time.sleep(0.02)
                continue
            if log_begin is not None:
                _report_failure(place, log_begin)
            prepare(place)
            log_begin = place.log.stat().st_size if place.log.exists() else 0
            _start_keeper(place, lock)


def _locked_elsewhere(lock: IO[str]) -> bool:
    """Take the exclusive lock on an open file, or return True where somebody else holds it."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    return False


def _start_keeper(place: Place, lock: IO[str]) -> None:
    """Start a keeper that takes over the lock on its file."""
    lock.truncate(0)
    account = place.account
    with _open(place.users) as users:
        order = {
            "home": str(place.home),
            "temporary": place.temporary,
            "log": str(place.log),
            "users_fd": users.fileno(),
            "keeper_fd": lock.fileno(),
            "command": command(place),
            "identity": identity(account),
        }
        subprocess.run(
            [sys.executable, "-I", "-S", keeper.__file__, json.dumps(order)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=clean_environment(),
            cwd="/",
            pass_fds=(users.fileno(), lock.fileno()),
            start_new_session=True,
            check=True,
        )


def _report_failure(place: Place, log_begin: int) -> None:
    """Raise the reason for which the server ended, from its log after byte `log_begin`.

    Returns where another try may help: the processes of a killed server take a moment to go.
    """
    with place.log.open(errors="replace") as log:
        log.seek(log_begin)
        output = log.read()
    if "is still in use" not in output:
        raise StartupProblem(explain_output("The embedded PostgreSQL does not start", output))
    time.sleep(0.5)


def _answers(place: Place) -> bool:
    try:
        psycopg.connect(place.url(OWNER_ROLE), connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def _stop_keeper(place: Place) -> None:
    deadline = time.monotonic() + STOP_PATIENCE
    with suppress(FileNotFoundError), place.keeper.open() as lock:
        while _locked_elsewhere(lock) and time.monotonic() < deadline:
            lock.seek(0)
            with suppress(ValueError, ProcessLookupError):
                os.kill(int(lock.read()), signal.SIGTERM)
            time.sleep(0.02)
    end_orphan(place)


def _explain(error: OSError) -> str:
    where = f": {error.filename}" if error.filename else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk is full{where}. Free some space and start again."
    return f"The embedded PostgreSQL cannot be used: {error.strerror or error}{where}"
