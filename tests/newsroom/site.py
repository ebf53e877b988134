"""A site that runs in processes of its own, as `make run` starts it, and what they are."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 180  # seconds: far more than anything here needs
# What would make the processes of a test use something of the tests' or of the user's own.
OWN = ("DATABASE_URL", "DATABASE_OWNER_URL", "ISNAD_VAR", "PORT", "HOST", "SITE_URL")


def wait_for(what: str, condition: Callable[[], object]) -> None:
    """Return as soon as `condition` holds; fails naming `what` after `PATIENCE`."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.02)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def folder() -> Iterator[Path]:
    """A folder for a site's data that the database's account can enter, removed at the end."""
    parent = next(path for path in (Path("/tmp"), Path("/var/tmp")) if os.access(path, os.W_OK))
    var = Path(tempfile.mkdtemp(prefix="isnad-site-", dir=parent)).resolve()
    var.chmod(0o711)
    try:
        yield var
    finally:
        for process in processes(var):
            with suppress(psutil.NoSuchProcess):
                process.kill()
        wait_for("the end of the site's processes", lambda: not processes(var))
        shutil.rmtree(var)


def environment(var: Path, **more: str) -> dict[str, str]:
    """The environment of a command on the site whose data lie in `var`."""
    kept = {name: value for name, value in os.environ.items() if name not in OWN}
    kept |= {"ISNAD_VAR": str(var), "WEB_WORKERS": "2"}
    # Coverage of what the tests import is one thing, the site is another.
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    return kept | more


def processes(var: Path) -> list[psutil.Process]:
    """Everything that runs for the site whose data lie in `var`, and is no zombie."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error, OSError):
            if process.pid == os.getpid() or process.status() == psutil.STATUS_ZOMBIE:
                continue
            if (
                str(var) in " ".join(process.cmdline())
                or _works_in(process, var)
                or process.environ().get("ISNAD_VAR") == str(var)
            ):
                found.append(process)
    return found


def _works_in(process: psutil.Process, var: Path) -> bool:
    """Whether it is one of PostgreSQL's, which change their title but never their folder."""
    with suppress(psutil.AccessDenied):
        return Path(process.cwd()).is_relative_to(var)
    return False


@dataclass
class Site:
    """The site whose data lie in `var`, served on `port`."""

    var: Path
    port: int
    process: "subprocess.Popen[str] | None" = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def environment(self, **more: str) -> dict[str, str]:
        return environment(self.var, PORT=str(self.port), **more)

    def start(self, *arguments: str, **more: str) -> None:
        """Start it, and return when it answers."""
        with (self.var / "out.txt").open("w") as out, (self.var / "err.txt").open("w") as err:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "newsroom.start", *arguments],
                cwd=ROOT,
                env=self.environment(**more),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                text=True,
                start_new_session=True,
            )
        wait_for("the site to answer", lambda: self._ended() or self.answers())
        assert not self._ended(), self.err

    @property
    def out(self) -> str:
        return (self.var / "out.txt").read_text()

    @property
    def err(self) -> str:
        return (self.var / "err.txt").read_text()

    def _ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def answers(self) -> bool:
        """Whether the front page comes, which needs the database."""
        try:
            with urllib.request.urlopen(self.url, timeout=30) as response:
                return bool(response.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def stop(self, signum: signal.Signals = signal.SIGINT) -> int:
        """Send `signum` to the process as Ctrl-C does; returns its exit status."""
        assert self.process is not None
        self.process.send_signal(signum)
        return self.process.wait(PATIENCE)

    def manage(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run one of the site's commands beside it."""
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def find(self, kind: str) -> list[psutil.Process]:
        """The processes of a kind: those that the kernel shows now, the oldest first."""
        return [process for process in processes(self.var) if _kind(process, self.var) == kind]

    def kill(self, kind: str, which: int = 0) -> bool:
        """Send SIGKILL to one process of a kind; returns whether there was one."""
        found = self.find(kind)
        if not found:
            return False
        with suppress(psutil.NoSuchProcess):
            found[which % len(found)].kill()
        return True


def _kind(process: psutil.Process, var: Path) -> str:
    """supervisor, web, web process, worker, keeper, database, backend, or another command."""
    with suppress(psutil.Error):
        command = " ".join(process.cmdline())
        parent = process.parent()
        above = " ".join(parent.cmdline()) if parent else ""
        if "newsroom.start" in command:
            return "supervisor"
        if "granian" in command or "granian" in above:
            return "web process" if "granian" in above else "web"
        if "manage.py worker" in command:
            return "worker"
        if "keeper.py" in command:
            return "keeper"
        if f"-D {var / 'postgres' / 'data'}" in command:
            return "database"
        if command.startswith("postgres: "):
            return "backend"
    return "other"
