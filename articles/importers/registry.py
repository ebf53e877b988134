"""The formats that can be imported. To add one: a file with a `Format`, and a line in FORMATS."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from articles.importers.jsonl import JSONL
from articles.importers.records import Item
from articles.importers.streams import Damage, chunks
from articles.importers.text import TEXT

HEAD = 4096
"""Bytes of a file, gunzipped, by which its format is told."""


class Format(Protocol):
    """A kind of file that holds articles."""

    name: str

    def matches(self, head: bytes, path: Path) -> bool:
        """Whether a file is of this format, by its first `HEAD` bytes (gunzipped) or its name."""
        ...

    def read(self, stream: BinaryIO, *, source: str, start: int = 0) -> Iterator[Item]:
        """The items of a stream (gzip or not), in order and in bounded memory, never raising.

        `source` says where the stream comes from (a path, an address). The first `start` items
        are passed over: after n items were taken, `start=n` goes on with the next.
        """
        ...


FORMATS: tuple[Format, ...] = (JSONL, TEXT)
"""In the order in which they are asked: the most specific first."""


class UnknownFormat(ValueError):
    """No format fits the file, or none has the name asked for."""


def detect(path: Path) -> Format:
    """The format of a file. Raises UnknownFormat where none fits, and OSError."""
    with path.open("rb") as stream:
        head = _head(stream)
    for candidate in FORMATS:
        if candidate.matches(head, path):
            return candidate
    raise UnknownFormat(f"{path}: not a file of a known format")


def by_name(name: str) -> Format:
    """The format of that name. Raises UnknownFormat where there is none."""
    for candidate in FORMATS:
        if candidate.name == name:
            return candidate
    names = ", ".join(candidate.name for candidate in FORMATS)
    raise UnknownFormat(f"{name}: not a known format (known: {names})")


def _head(stream: BinaryIO) -> bytes:
    """The first bytes of a stream, gunzipped, or what there is of them where it is damaged."""
    try:
        return next(chunks(stream), b"")[:HEAD]
    except Damage:
        return b""
