"""Files that take their name when they are whole."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """Write a file under its name at the end, or not at all; what is no file (a pipe) is written
    as it is. Raises OSError."""
    path = path.resolve()
    if path.exists() and not path.is_file():
        with path.open("wb") as out:
            yield out
        return
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)  # of a process with this number that was killed
    try:
        with part.open("xb") as out:
            yield out
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
