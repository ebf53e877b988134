"""Reading a stream in bounded memory: gunzipped where it is gzip, in chunks or in lines."""

import gzip
import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from articles.importers.limits import CHUNK, MAX_KEPT, MAX_LINE

GZIP_MAGIC = b"\x1f\x8b"
UTF8_BOM = b"\xef\xbb\xbf"


class Line(NamedTuple):
    """A line that is not blank.

    `number` counts all lines from 1. `raw` is without line ending and byte order mark; where
    `size` (bytes) is larger, the line was too long and `raw` is only its beginning. `damage` is
    the code of a reason where the stream broke off inside or after this line ('' otherwise).
    """

    number: int
    raw: bytes
    size: int
    damage: str = ""
    detail: str = ""


class Damage(Exception):
    """The stream cannot be read any further; `code` is a key of `reasons.REASONS`."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


class _Rejoined:
    """A stream whose first bytes were read already and are given out again."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head = io.BytesIO(head)
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes, fewer where the head ends."""
        return self._head.read(size) or self._stream.read(size)

    def seek(self, offset: int) -> int:
        """Refused: a stream that may be a pipe is read once, forwards."""
        raise io.UnsupportedOperation("seek")


def _head(stream: BinaryIO) -> bytes:
    """The first bytes of a stream, at least two where it has as many (a pipe may give one)."""
    head = stream.read(CHUNK)
    while len(head) < len(GZIP_MAGIC) and (more := stream.read(CHUNK)):
        head += more
    return head


def chunks(stream: BinaryIO) -> Iterator[bytes]:
    """The stream's bytes in pieces of at most `CHUNK`, gunzipped where it begins as gzip does.

    Raises Damage where it is cut off or damaged, after all that can be read was given out.
    """
    try:
        head = _head(stream)
        if head.startswith(GZIP_MAGIC):
            unzipped = gzip.GzipFile(fileobj=_Rejoined(head, stream))
            while piece := unzipped.read1(CHUNK):
                yield piece
            return
        while head:
            yield head
            head = stream.read(CHUNK)
    except EOFError as error:
        raise Damage("truncated", str(error)) from error
    except (gzip.BadGzipFile, zlib.error) as error:
        raise Damage("bad-gzip", str(error)) from error
    except OSError as error:
        raise Damage("unreadable", str(error)) from error


def lines(stream: BinaryIO) -> Iterator[Line]:
    """The lines that are not blank, none held longer than `MAX_LINE` bytes.

    A stream that breaks off ends with a Line that has `damage`; it holds what there was of the
    last line (b'' where there was nothing).
    """
    number = 0
    tail = _Tail()
    try:
        for chunk in chunks(stream):
            *whole, rest = chunk.split(b"\n")
            for piece in whole:
                number += 1
                if (line := tail.finish(piece, number)) is not None:
                    yield line
            tail.add(rest)
    except Damage as damage:
        last = tail.finish(b"", number + 1) or Line(number + 1, b"", 0)
        yield last._replace(damage=damage.code, detail=damage.detail)
        return
    if (line := tail.finish(b"", number + 1)) is not None:
        yield line


class _Tail:
    """The beginning of a line whose end was not read yet."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._size = 0

    def add(self, piece: bytes) -> None:
        """Remember the next piece, unless the line is too long already."""
        if piece:
            if self._size <= MAX_LINE:
                self._pieces.append(piece)
            self._size += len(piece)

    def finish(self, piece: bytes, number: int) -> Line | None:
        """The line that ends with this piece; None where it is blank."""
        if self._size:
            self.add(piece)
            piece, size = b"".join(self._pieces), self._size
            self._pieces, self._size = [], 0
        else:
            size = len(piece)
        if size > MAX_LINE:
            return Line(number, piece[:MAX_KEPT], size)
        piece = piece.removesuffix(b"\r")
        if number == 1:
            piece = piece.removeprefix(UTF8_BOM)
        if not piece or piece.isspace():
            return None
        return Line(number, piece, len(piece))


def read_whole(stream: BinaryIO) -> tuple[bytes, Damage | None, bool]:
    """The whole stream, gunzipped: bytes, what damaged it, and whether it is too large.

    At most `MAX_LINE` bytes are read; a larger stream gives its first `MAX_LINE`.
    """
    pieces: list[bytes] = []
    size = 0
    try:
        for chunk in chunks(stream):
            pieces.append(chunk)
            size += len(chunk)
            if size > MAX_LINE:
                return b"".join(pieces)[:MAX_LINE], None, True
    except Damage as damage:
        return b"".join(pieces), damage, False
    return b"".join(pieces), None, False
