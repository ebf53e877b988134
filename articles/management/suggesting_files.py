"""A file of articles answered on all processors, in order, with bounded memory."""

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from articles.attribution.table import load_table
from articles.line_files import DamagedFile, lines_of
from articles.management.suggesting_lines import answer
from articles.whole_files import written_whole

STANDARD = "-"  # stands for standard input or output
LINES, SIZE = 32, 256 * 1024  # of one portion of work: at most so many lines, about so many bytes
AHEAD = 4  # portions that wait for each processor

Portion = list[bytes]
Answers = list[tuple[bytes, bool]]


class FileProblem(Exception):
    """A file that cannot be read or written, in a sentence for people."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Lines answered, those of them that were no articles, and the share of the file (0 to 1)."""

    lines: int
    bad: int
    share: float


def answer_file(
    source: str, destination: str, *, progress: Callable[[Progress], None], processes: int = 0
) -> Progress:
    """Answer each line of `source` with a line of `destination`, in their order.

    Blank lines have no answer. A file appears under its name when it is whole. `processes` is by
    default the number of processors that this process may use. Raises FileProblem.
    """
    done = bad = 0
    share = 1.0
    with _reading(source) as (stream, read), _writing(destination) as out:
        for answers in _answered(_portions(stream), processes or _processors()):
            for line, good in answers:
                out.write(line + b"\n")
                bad += not good
            done += len(answers)
            share = read()
            progress(Progress(done, bad, share))
    return Progress(done, bad, share)


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):  # fewer than there are, where they are shared out
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _portions(stream: Iterable[bytes]) -> Iterator[Portion]:
    portion: Portion = []
    size = 0
    for line in stream:
        if not line.strip():
            continue
        portion.append(line.rstrip(b"\r\n"))
        size += len(line)
        if len(portion) == LINES or size >= SIZE:
            yield portion
            portion, size = [], 0
    if portion:
        yield portion


def _answered(portions: Iterator[Portion], processes: int) -> Iterator[Answers]:
    """The answers to all portions, in their order."""
    load_table()  # once, before the processes are forked, which share it
    if processes == 1:
        yield from map(_answers, portions)
        return
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if "fork" in methods else None)
    executor = ProcessPoolExecutor(processes, context, _begin, (os.getpid(),))
    try:
        yield from _in_order(executor, portions, processes * AHEAD)
    except BrokenProcessPool:
        raise FileProblem(
            "A process that read articles was ended from outside: is there memory enough?"
        ) from None
    finally:
        executor.shutdown(cancel_futures=True)


def _in_order(executor: Executor, portions: Iterator[Portion], ahead: int) -> Iterator[Answers]:
    waiting: deque[Future[Answers]] = deque()
    for portion in portions:
        waiting.append(executor.submit(_answers, portion))
        if len(waiting) > ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _answers(portion: Portion) -> Answers:
    table = load_table()
    return [answer(raw, table) for raw in portion]


def _begin(parent: int) -> None:
    """What a process does first: an interrupt is its parent's matter, whose end is its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


@contextmanager
def _reading(name: str) -> Iterator[tuple[Iterable[bytes], Callable[[], float]]]:
    """The lines of a file, gunzipped where it begins as gzip does, and the share that is read."""
    try:
        with _opened(name) as raw:
            size = os.fstat(raw.fileno()).st_size if name != STANDARD else 0
            yield lines_of(raw), lambda: min(raw.tell() / size, 1.0) if size else 0.0
    except DamagedFile as error:
        raise FileProblem(f"{name}: {error}") from error
    except OSError as error:
        raise FileProblem(f"{name}: {error.strerror or error}") from error


def _opened(name: str) -> BinaryIO:
    return open(0, "rb", closefd=False) if name == STANDARD else open(name, "rb")  # noqa: PTH123


@contextmanager
def _writing(name: str) -> Iterator[BinaryIO]:
    """Standard output, or a file that takes its name when it is whole."""
    if name == STANDARD:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        with written_whole(Path(name)) as out:
            yield out
    except OSError as error:
        raise FileProblem(f"{name}: {error.strerror or error}") from error
