"""Runs a set of processes together: restarts those that die, and ends all of them with itself."""

import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from newsroom.leftovers import write_down
from newsroom.parent import VARIABLE, die_with_parent, leave_if_orphaned

STOP_PATIENCE = 20.0  # seconds for an orderly end, before the process group is killed
STEADY = 30.0  # seconds after which a process that ran is no longer counted as failing
LONGEST_WAIT = 30.0  # seconds between two starts of a process that keeps failing


@dataclass
class Child:
    """One process to keep running, the leader of a session and process group of its own."""

    name: str
    command: Sequence[str]
    folder: Path
    process: "subprocess.Popen[bytes] | None" = None
    failures: int = 0
    started: float = 0.0
    due: float = 0.0

    def start(self) -> None:
        """Start the process; Ctrl-C in the terminal does not reach it, only the supervisor."""
        self.started = time.monotonic()
        parent = os.getpid()

        def bind_to_parent() -> None:
            die_with_parent()
            leave_if_orphaned(parent)

        self.process = subprocess.Popen(
            self.command,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            env={**os.environ, VARIABLE: "1"},
            start_new_session=True,
            preexec_fn=bind_to_parent,
        )

    def has_ended(self) -> bool:
        """Whether the process is gone; then what is left of its group is killed."""
        process = self.process
        if process is None:
            return True
        if process.returncode is None:
            # WNOWAIT: as long as the leader is not reaped, its number cannot name another group.
            ended = os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            if ended is None:
                return False
            self.kill()
            process.wait()
        return True

    def terminate(self) -> None:
        """Ask the process to end."""
        if self.process is not None and not self.has_ended():
            self.process.terminate()

    def kill(self) -> None:
        """Kill the process and everything in its group; it must not have been reaped."""
        if self.process is not None and self.process.returncode is None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)

    def plan_restart(self, now: float) -> float:
        """Count the failure and set the time of the next start; returns the wait in seconds."""
        self.failures = 1 if now - self.started > STEADY else self.failures + 1
        wait = 0.0 if self.failures == 1 else min(0.5 * 2.0 ** (self.failures - 2), LONGEST_WAIT)
        self.due = now + wait
        self.process = None
        return wait


class Supervisor:
    """Keeps `children` running until SIGINT or SIGTERM, then leaves no process behind."""

    def __init__(
        self, children: Sequence[Child], record: Path, each_round: Callable[[], float]
    ) -> None:
        """`record` remembers the processes; `each_round` returns the seconds to its next call."""
        self.children = children
        self.record = record
        self.each_round = each_round
        self.signals = 0
        # Signals write a byte here, so that the wait between two rounds ends at once.
        self.wake, self.waker = socket.socketpair()
        self.wake.setblocking(False)
        self.waker.setblocking(False)

    def run(self) -> None:
        """Start everything and return after a signal, when every process has ended."""
        signal.set_wakeup_fd(self.waker.fileno(), warn_on_full_buffer=False)
        for signum in (signal.SIGINT, signal.SIGTERM):
            signal.signal(signum, self._on_signal)
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # as `nohup` sets it
            signal.signal(signal.SIGHUP, self._on_signal)
        signal.signal(signal.SIGCHLD, _ignore)
        try:
            while not self.signals:
                self._look_after_children()
                self._wait(self.each_round())
        finally:
            self._stop()
            self.record.unlink(missing_ok=True)

    def _on_signal(self, signum: int, frame: FrameType | None) -> None:
        self.signals += 1

    def _look_after_children(self) -> None:
        now = time.monotonic()
        changed = False
        for child in self.children:
            if child.process is not None and child.has_ended():
                status = child.process.returncode
                wait = child.plan_restart(now)
                when = f"again in {wait:g} s" if wait else "again now"
                print(
                    f"{child.name} ended ({_status(status)}), {when}", file=sys.stderr, flush=True
                )
            if child.process is None and child.due <= now and not self.signals:
                child.start()
                changed = True
        if changed:
            write_down(self.record, [child.process.pid for child in self.children if child.process])

    def _stop(self) -> None:
        """End all children at once: orderly, or at once after the patience or a second signal."""
        before = self.signals
        deadline = time.monotonic() + STOP_PATIENCE
        for child in self.children:
            child.terminate()
        while not all(child.has_ended() for child in self.children):
            if time.monotonic() > deadline or self.signals > max(before, 1):
                for child in self.children:
                    child.kill()
            self._wait(0.2)

    def _wait(self, seconds: float) -> None:
        if select.select([self.wake], [], [], seconds)[0]:
            with suppress(BlockingIOError):
                self.wake.recv(4096)


def _ignore(signum: int, frame: FrameType | None) -> None:
    """A handler is needed for the signal to wake the supervisor."""


def _status(code: int) -> str:
    """How a process ended, from its return code."""
    return f"signal {-code}" if code < 0 else f"exit status {code}"
