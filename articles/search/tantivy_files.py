"""The files of an index on tantivy: made one of several, and looked through for damage."""

import json
import os
import shutil
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from articles.search.engine import IndexProblem
from articles.whole_files import written_whole

META = "meta.json"
"""The file that is replaced with each commit."""

MANAGED = ".managed.json"
"""The files that the engine may remove."""

PIECE = 16 * 1024 * 1024
"""Bytes that are looked through between two pauses."""

KINDS = ("term", "idx", "pos", "fast", "fieldnorm", "store")
# At the end of each file: what it is, as JSON, the length of that, and this number.
_MAGIC = 1337
_LENGTHS = 8


def join(parts: Sequence[Path], folder: Path) -> None:
    """Make one index in `folder` of those in the folders `parts`, which are used up.

    The files of a segment are named by a number of its own and say nothing of others, so the list
    of segments is all that has to be written. Raises IndexProblem, OSError.
    """
    metas = [_meta(part) for part in parts]
    joined = {**metas[0], "segments": [each for meta in metas for each in meta["segments"]]}
    joined["opstamp"] = max(meta["opstamp"] for meta in metas)
    managed = [META]
    for part in parts:
        for file in part.iterdir():
            if not file.name.startswith(".") and file.name != META:
                file.rename(folder / file.name)
                managed.append(file.name)
        shutil.rmtree(part)
    for name, content in ((MANAGED, managed), (META, joined)):
        with written_whole(folder / name) as out:
            out.write(json.dumps(content).encode())
            out.flush()
            os.fsync(out.fileno())


def sizes(folder: Path) -> tuple[tuple[str, int], ...]:
    """The files that the index consists of now, with their bytes. Raises IndexProblem."""
    found = []
    for segment in _meta(folder)["segments"]:
        name = segment["segment_id"].replace("-", "")
        for kind in KINDS:
            path = str(folder / f"{name}.{kind}")
            try:
                found.append((path, os.stat(path).st_size))  # noqa: PTH116
            except OSError as error:
                raise _damaged(folder / f"{name}.{kind}", "is missing") from error
    return tuple(found)


def none_is_cut(files: tuple[tuple[str, int], ...]) -> bool:
    """Whether these files have the sizes that they had; one that was removed may still be read.

    To read where an open file was cut ends the process. About a microsecond for each file.
    """
    for path, size in files:
        try:
            if os.stat(path).st_size != size:  # noqa: PTH116
                return False
        except OSError:
            continue
    return True


def looked_through(folder: Path) -> Iterator[None]:
    """Compare all files that the index consists of now with the sums in them, with a pause after
    each PIECE. Raises IndexProblem at the first that differs, or is missing for good."""
    for segment in _meta(folder)["segments"]:
        name = segment["segment_id"].replace("-", "")
        for kind in KINDS:
            try:
                yield from _compared(folder / f"{name}.{kind}")
            except FileNotFoundError:
                if any(each == segment for each in _meta(folder)["segments"]):
                    raise _damaged(folder / f"{name}.{kind}", "is missing") from None
                break  # merged into another meanwhile
            except OSError as error:
                raise _damaged(folder / f"{name}.{kind}", str(error)) from error


def _compared(path: Path) -> Iterator[None]:
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        file.seek(max(size - _LENGTHS, 0))
        ends = file.read(_LENGTHS)
        length, magic = (int.from_bytes(ends[n : n + 4], "little") for n in (0, 4))
        left = size - _LENGTHS - length
        if magic != _MAGIC or left < 0:
            raise _damaged(path, "is cut off")
        file.seek(left)
        try:
            wanted = json.loads(file.read(length))["crc"]
        except (ValueError, KeyError, TypeError) as error:
            raise _damaged(path, "ends in something else") from error
        file.seek(0)
        found = 0
        while left:
            piece = file.read(min(left, PIECE))
            if not piece:
                raise _damaged(path, "is cut off")
            found = zlib.crc32(piece, found)
            left -= len(piece)
            yield
        if found != wanted:
            raise _damaged(path, "has other bytes than were written")


def _meta(folder: Path) -> dict[str, Any]:
    try:
        found = json.loads((folder / META).read_bytes())
        found["segments"], found["opstamp"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _damaged(folder / META, "cannot be read") from error
    return found


def _damaged(path: Path, what: str) -> IndexProblem:
    return IndexProblem(f"The search index is damaged: its file {path.name} {what}.")
