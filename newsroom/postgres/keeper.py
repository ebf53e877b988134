"""The process that runs one PostgreSQL server for as long as any command uses it.

Started by `newsroom.postgres.server` as a script of its own (standard library only, no Django), in
a session of its own, so that Ctrl-C in a terminal reaches the commands and not the server. It holds
a lock on a second file, taken over from the command that started it, and writes its process id
there: whoever gets that lock knows that no keeper runs. Every
user of the server holds a shared lock on one file; the keeper waits for an exclusive lock on it.
The kernel frees the locks of a process however it ends, so the wait is over exactly when nobody
uses the server any more, and then the keeper stops it. A server that crashes is started again.
"""

import ctypes
import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import FrameType
from typing import Any

PR_SET_PDEATHSIG = 1
FIRST_START = 3.0  # seconds in which an exit counts as a failed start, for the starter to report
PATIENCE = 30.0  # seconds for an orderly stop, before the server is told to drop everything
MOST_RESTARTS = 10  # crashes in a row before the keeper gives up
LARGEST_LOG = 10_000_000  # bytes; a larger log is put aside at the next start


class Keeper:
    """One server process, its restarts and its end."""

    def __init__(self, order: dict[str, Any]) -> None:
        """Take over the lock files and the command line that `order` names."""
        self.order = order
        self.server: subprocess.Popen[bytes] | None = None
        self.leaving = False
        self.library = ctypes.CDLL(None)

    def run(self) -> int:
        """Keep the server until nobody uses it; returns the exit status of the keeper."""
        signal.signal(signal.SIGTERM, self.leave)
        threading.Thread(target=self.wait_for_last_user, daemon=True).start()
        started, crashes, first = time.monotonic(), 0, True
        while not self.leaving:
            self.server = self.start_server()
            if self.leaving:  # the signal came while the server was being started
                self.leave()
            self.server.wait()
            lasted = time.monotonic() - started
            if not self.leaving:
                if first and lasted < FIRST_START:
                    return 1
                crashes = crashes + 1 if lasted < PATIENCE else 1
                if crashes > MOST_RESTARTS:
                    return 1
                time.sleep(min(0.1 * 2**crashes, 5))
            started, first = time.monotonic(), False
        if self.order["temporary"]:
            shutil.rmtree(self.order["home"], ignore_errors=True)
        return 0

    def leave(self, signum: int = 0, frame: FrameType | None = None) -> None:
        """Ask the server to stop: at once and orderly, and without ceremony after `PATIENCE`."""
        self.leaving = True
        if self.server is not None and self.server.poll() is None:
            self.server.send_signal(signal.SIGINT)
            timer = threading.Timer(PATIENCE, self.server.send_signal, [signal.SIGQUIT])
            timer.daemon = True
            timer.start()

    def wait_for_last_user(self) -> None:
        """Block until every user's lock is gone, then have the main thread leave."""
        fcntl.flock(self.order["users_fd"], fcntl.LOCK_EX)
        os.kill(os.getpid(), signal.SIGTERM)

    def start_server(self) -> "subprocess.Popen[bytes]":
        """Start the server as its account, writing to its log, dying with the keeper."""
        path = Path(self.order["log"])
        if path.exists() and path.stat().st_size > LARGEST_LOG:
            path.replace(path.with_suffix(".old"))
        identity = self.order["identity"]
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "ab") as log:  # private: errors quote the rows they are about
            return subprocess.Popen(
                self.order["command"],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                preexec_fn=self.die_with_keeper,
                **identity,
            )

    def die_with_keeper(self) -> None:
        """In the new process: ask the kernel (Linux) for an orderly stop when the keeper dies."""
        if sys.platform == "linux":
            self.library.prctl(PR_SET_PDEATHSIG, signal.SIGINT, 0, 0, 0)


def detach(keeper_fd: int) -> None:
    """Become a process that nobody has to reap, and say in the locked file which one."""
    if os.fork():
        os._exit(0)
    os.write(keeper_fd, f"{os.getpid()}\n".encode())


if __name__ == "__main__":
    the_order = json.loads(sys.argv[1])
    detach(the_order["keeper_fd"])
    sys.exit(Keeper(the_order).run())
