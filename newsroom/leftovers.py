"""Processes that an earlier run left behind: written down while they run, ended by the next run."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

PATIENCE = 10.0  # seconds for an orderly end


def start_mark(pid: int) -> str | None:
    """What tells process `pid` from a later one with the same number; None where there is none.

    On Linux the boot and the start time in clock ticks after it, elsewhere what `ps` says.
    """
    boot = Path("/proc/sys/kernel/random/boot_id")
    if boot.exists():
        try:
            # The name, in parentheses, may hold spaces; field 22 is the start time (proc(5)).
            status = (
                Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split()
            )
        except OSError:
            return None
        return None if status[0] == "Z" else f"{boot.read_text().strip()} {status[19]}"
    listed = subprocess.run(
        ["ps", "-p", str(pid), "-o", "lstart="], capture_output=True, text=True, check=False
    )
    return listed.stdout.strip() or None


def write_down(file: Path, pids: Iterable[int]) -> None:
    """Remember the processes `pids`, leaders of process groups, in `file`."""
    marks = {str(pid): mark for pid in pids if (mark := start_mark(pid))}
    fresh = file.with_suffix(".new")
    fresh.write_text(json.dumps(marks), encoding="ascii")
    fresh.replace(file)


def end_leftovers(file: Path) -> list[int]:
    """End the processes remembered in `file`, with their groups; returns those still alive."""
    try:
        marks = json.loads(file.read_text(encoding="ascii"))
    except (FileNotFoundError, ValueError):
        return []
    alive = [int(pid) for pid, mark in marks.items() if start_mark(int(pid)) == mark]
    for pid in alive:
        _signal_group(pid, signal.SIGTERM)
    deadline = time.monotonic() + PATIENCE
    while any(start_mark(pid) for pid in alive) and time.monotonic() < deadline:
        time.sleep(0.05)
    for pid in alive:
        if start_mark(pid):
            _signal_group(pid, signal.SIGKILL)
    file.unlink(missing_ok=True)
    return alive


def _signal_group(pid: int, signum: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signum)
