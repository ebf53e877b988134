"""The folders of a node's search indexes: one for each generation, and which of them is read."""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import UUID, uuid4

from articles.whole_files import written_whole

CURRENT = "current"
NODE = "node"
WRITER = "writer.lock"
SUSPECT = "suspect"
"""A reader met something in the index that made no sense: its files are to be looked through."""

REBUILD = "rebuild"
"""Somebody asks whoever holds the lock for a new generation, by so many processes."""


class NotReadable(Exception):
    """There is no current generation here, or its name cannot be read."""


def current(folder: Path) -> UUID:
    """The generation that is read. Raises NotReadable."""
    return _read(folder / CURRENT)


def point_to(folder: Path, generation: UUID) -> None:
    """Let this generation be the one that is read from now on. Raises OSError."""
    _write(folder / CURRENT, generation)


def node(folder: Path) -> UUID:
    """This node's name, given where it has none yet. Raises OSError."""
    try:
        return _read(folder / NODE)
    except NotReadable:
        name = uuid4()
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder / NODE, name)
        return name


def place(folder: Path, generation: UUID) -> Path:
    """Where a generation's files lie."""
    return folder / generation.hex


def sweep(folder: Path, kept: set[UUID]) -> None:
    """Remove the generations that are not among those `kept`."""
    for each in folder.iterdir():
        with suppress(ValueError):
            if each.is_dir() and UUID(each.name) not in kept:
                shutil.rmtree(each, ignore_errors=True)


def ask(folder: Path, name: str, content: str = "") -> None:
    """Leave a note for whoever holds the lock of the writer. Raises OSError."""
    with written_whole(folder / name) as out:
        out.write(content.encode())


def asked(folder: Path, name: str) -> tuple[str, int] | None:
    """Such a note: what it says and when it was written, None where there is none."""
    try:
        return (folder / name).read_text(), (folder / name).stat().st_mtime_ns
    except OSError:
        return None


def answer(folder: Path, name: str, note: tuple[str, int]) -> None:
    """Take this note away, where it is not another one by now. Raises OSError."""
    if asked(folder, name) == note:
        (folder / name).unlink(missing_ok=True)


def is_there(folder: Path) -> bool:
    """Whether the lock of the writer is one that others would meet too: not after the folder was
    removed."""
    return (folder / WRITER).exists()


@contextmanager
def locked(folder: Path, name: str) -> Iterator[bool]:
    """Hold a lock of this node's processes; gives False at once where another one holds it.

    It goes with the process, however that ends. Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / name).open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def _read(path: Path) -> UUID:
    try:
        return UUID(json.loads(path.read_bytes())["id"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotReadable(str(path)) from error


def _write(path: Path, name: UUID) -> None:
    with written_whole(path) as out:
        out.write(json.dumps({"id": name.hex}).encode())
        out.flush()
        os.fsync(out.fileno())
