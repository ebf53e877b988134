"""Serves the site: web server and worker, started, watched and stopped together."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from newsroom import database
from newsroom.address import Address, check_free
from newsroom.instance import only_one
from newsroom.leftovers import end_leftovers
from newsroom.messages import compile_all
from newsroom.parent import VARIABLE
from newsroom.postgres.place import var_folder
from newsroom.problems import StartupProblem
from newsroom.supervisor import Child, Supervisor

MOST_WEB_PROCESSES = 4  # by default; WEB_WORKERS sets another number
WEB_THREADS = 4  # per process; requests that wait for the database leave the processor to others
GRACE = 10  # seconds that requests under way get at a stop


def serve(base_dir: Path, address: Address, *, prepare: bool, dev: bool = False) -> int:
    """Serve the site of the checkout `base_dir` until SIGINT or SIGTERM; returns the exit status.

    With `prepare`, the database, messages and static files are brought up to date first. With
    `dev`, the web server is Django's, which loads changed code again. Raises `StartupProblem`.
    """
    with only_one(var_folder(base_dir) / "run", address.url) as record:
        # A run that was killed may have left its processes on this very port.
        end_leftovers(record)
        check_free(address)
        web = web_command(address, dev=dev)
        database.check(database.urls(base_dir).owner)
        if prepare:
            # Before Django reads them: what the demo stores is in Arabic the first time too.
            compile_all(base_dir)
            command = [sys.executable, "manage.py", "prepare"]
            status = subprocess.run(
                command, cwd=base_dir, env={**os.environ, VARIABLE: "1"}, check=False
            ).returncode
            if status != 0:
                return status
        children = [
            Child("The web server", web, base_dir),
            Child("The worker", [sys.executable, "manage.py", "worker"], base_dir),
        ]
        Supervisor(children, record, _rounds(base_dir, address)).run()
        database.leave(base_dir)
    return 0


def web_command(address: Address, *, dev: bool) -> list[str]:
    """The command line of the web server."""
    host, port = address.host.strip("[]"), str(address.port)
    if dev:
        where = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        return [sys.executable, "manage.py", "runserver", where]
    return [
        *(sys.executable, "-m", "granian"),
        *("--interface", "wsgi", "newsroom.wsgi:application"),
        *("--host", host, "--port", port, "--http", "1", "--no-ws"),
        *("--workers", str(_web_processes()), "--blocking-threads", str(WEB_THREADS)),
        *("--respawn-failed-workers", "--respawn-interval", "0.5"),
        *("--workers-kill-timeout", str(GRACE), "--log-level", "warning"),
    ]


def _web_processes() -> int:
    given = os.environ.get("WEB_WORKERS", "").strip()
    if not given:
        return min(os.cpu_count() or 1, MOST_WEB_PROCESSES)
    if not (given.isascii() and given.isdecimal() and int(given) > 0):
        raise StartupProblem(f"WEB_WORKERS is '{given}': it must be a whole number above 0.")
    return int(given)


def _rounds(base_dir: Path, address: Address) -> Callable[[], float]:
    """What the supervisor does each round: say once that the site is up, and mend the database."""
    announced = False
    told = ""

    def each_round() -> float:
        nonlocal announced, told
        if not announced:
            announced = _accepts(address)
            if announced:
                print(f"Site:  {address.url}\nAdmin: {address.url}admin/", flush=True)
        try:
            database.mend(base_dir)
            told = ""
        except StartupProblem as problem:  # a full disk may get free again
            if str(problem) != told:
                print(problem, file=sys.stderr, flush=True)
            told = str(problem)
        return 1.0 if announced else 0.1

    return each_round


def _accepts(address: Address) -> bool:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(address.host, address.host).strip("[]")
    try:
        socket.create_connection((host, address.port), timeout=0.2).close()
    except OSError:
        return False
    return True
