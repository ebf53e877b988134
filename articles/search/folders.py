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
BUILDER = "builder.lock"
SUSPECT = "suspect"
"""In a generation's folder: a reader met something in it that made no sense."""


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
