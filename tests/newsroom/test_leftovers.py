"""Processes of a killed run: found again by number and start time, ended with their groups."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom.leftovers import end_leftovers, start_mark, write_down
from tests.newsroom.site import wait_for

pytestmark = pytest.mark.processes

SLEEP = [sys.executable, "-c", "import time; time.sleep(600)"]


@pytest.fixture
def sleeper() -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen(SLEEP, start_new_session=True)
    yield process
    process.kill()
    process.wait()


def test_ends_what_was_written_down(sleeper: "subprocess.Popen[bytes]", tmp_path: Path) -> None:
    record = tmp_path / "processes.json"
    write_down(record, [sleeper.pid])
    assert end_leftovers(record) == [sleeper.pid]
    assert sleeper.wait(10) == -15
    assert not record.exists()


def test_spares_another_process_of_the_same_number(
    sleeper: "subprocess.Popen[bytes]", tmp_path: Path
) -> None:
    record = tmp_path / "processes.json"
    record.write_text(json.dumps({str(sleeper.pid): "an earlier boot 12345"}))
    assert end_leftovers(record) == []
    assert sleeper.poll() is None


def test_ends_the_whole_group(tmp_path: Path) -> None:
    script = f"import subprocess, time; subprocess.Popen({SLEEP!r}); print(1, flush=True)"
    leader = subprocess.Popen(
        [sys.executable, "-c", f"{script}; time.sleep(600)"],
        start_new_session=True,
        stdout=subprocess.PIPE,
    )
    assert leader.stdout is not None
    with leader.stdout:
        leader.stdout.readline()  # now both run
        write_down(tmp_path / "processes.json", [leader.pid])
        assert end_leftovers(tmp_path / "processes.json") == [leader.pid]
        assert leader.wait(10) == -15
        # The other one held the pipe open as well.
        assert leader.stdout.read() == b""


@pytest.mark.parametrize("content", [None, "", "no json", '{"12": "half'])
def test_nothing_to_end(tmp_path: Path, content: str | None) -> None:
    record = tmp_path / "processes.json"
    if content is not None:
        record.write_text(content)
    assert end_leftovers(record) == []


def test_the_dead_have_no_mark() -> None:
    process = subprocess.Popen([sys.executable, "-c", ""])
    wait_for("its end", lambda: start_mark(process.pid) is None)  # a zombie, not reaped yet
    process.wait()
    assert start_mark(process.pid) is None
