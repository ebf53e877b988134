"""The supervisor with toy children: restarts, waits between failures, an end without leftovers."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import psutil
import pytest

from newsroom.supervisor import Child
from tests.newsroom.site import ROOT, wait_for

pytestmark = pytest.mark.processes

PROGRAM = """
import sys
from pathlib import Path
from newsroom.supervisor import Child, Supervisor

folder = Path(sys.argv[1])
children = [Child(f"Child {n}", [sys.executable, str(path)], folder)
            for n, path in enumerate(sys.argv[2:])]
Supervisor(children, folder / "record.json", lambda: 0.05).run()
print("done", flush=True)
"""
STEADY = """
import os, pathlib, time
with open("starts.txt", "a") as file:
    file.write(f"{os.getpid()}\\n")
time.sleep(600)
"""
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n" + STEADY
WITH_HELPER = (
    "import subprocess, sys\n"
    "helper = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
    "open('helper.txt', 'w').write(str(helper.pid))\n" + STEADY
)


class Toy:
    """A supervisor of toy programs in a process of its own."""

    def __init__(self, folder: Path, *programs: str) -> None:
        """Write `programs` to files and supervise them."""
        self.folder = folder
        paths = [folder / f"child{number}.py" for number in range(len(programs))]
        for path, text in zip(paths, programs, strict=True):
            path.write_text(textwrap.dedent(text))
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(folder), *map(str, paths)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def starts(self) -> list[int]:
        """The process ids of the children in the order of their starts."""
        path = self.folder / "starts.txt"
        return [int(line) for line in path.read_text().split()] if path.exists() else []

    def end(self, signum: signal.Signals = signal.SIGTERM) -> tuple[str, str]:
        self.process.send_signal(signum)
        return self.process.communicate(timeout=60)


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_all(tmp_path: Path, signum: signal.Signals) -> None:
    toy = Toy(tmp_path, STEADY, STEADY)
    wait_for("two starts", lambda: len(toy.starts()) == 2)
    assert (tmp_path / "record.json").exists()
    assert toy.end(signum) == ("done\n", "")
    assert not any(psutil.pid_exists(pid) for pid in toy.starts())
    assert not (tmp_path / "record.json").exists()


def test_starts_again_what_was_killed(tmp_path: Path) -> None:
    toy = Toy(tmp_path, STEADY)
    wait_for("a start", lambda: len(toy.starts()) == 1)
    os.kill(toy.starts()[0], signal.SIGKILL)
    wait_for("another start", lambda: len(toy.starts()) == 2)
    out, err = toy.end()
    assert (out, err) == ("done\n", "Child 0 ended (signal 9), again now\n")
    assert not any(psutil.pid_exists(pid) for pid in toy.starts())


def test_what_a_killed_child_started_goes_too(tmp_path: Path) -> None:
    toy = Toy(tmp_path, WITH_HELPER)
    wait_for("a start", lambda: len(toy.starts()) == 1)
    helper = int((tmp_path / "helper.txt").read_text())
    os.kill(toy.starts()[0], signal.SIGKILL)
    wait_for("the helper's end", lambda: not psutil.pid_exists(helper))
    toy.end()


def test_a_second_signal_kills_the_stubborn(tmp_path: Path) -> None:
    toy = Toy(tmp_path, STUBBORN)
    wait_for("a start", lambda: len(toy.starts()) == 1)
    toy.process.send_signal(signal.SIGINT)
    with pytest.raises(subprocess.TimeoutExpired):
        toy.process.wait(0.5)
    assert toy.end(signal.SIGINT)[0] == "done\n"
    assert not psutil.pid_exists(toy.starts()[0])


def test_children_end_with_a_killed_supervisor(tmp_path: Path) -> None:
    toy = Toy(tmp_path, STEADY)
    wait_for("a start", lambda: len(toy.starts()) == 1)
    toy.process.kill()
    toy.process.communicate()
    wait_for("the child's end", lambda: not psutil.pid_exists(toy.starts()[0]))


def test_waits_longer_from_failure_to_failure() -> None:
    child = Child("A child", ["false"], Path())
    child.started = 100.0
    waits = [child.plan_restart(100.0) for _ in range(9)]
    assert waits == [0.0, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0]
    assert child.plan_restart(131.0) == 0.0  # it had run for more than half a minute
