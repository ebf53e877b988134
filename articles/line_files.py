"""Files of lines that somebody gives to a command, packed with gzip or not."""

import gzip
import zlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO, cast

GZIP, BOM = b"\x1f\x8b", b"\xef\xbb\xbf"


class DamagedFile(Exception):
    """A packed file that is cut off or not whole; says how."""


def lines_of(raw: BinaryIO) -> Iterator[bytes]:
    """The lines with their ends, gunzipped where the file begins as gzip does, without the mark of
    byte order. `raw` is buffered. Raises DamagedFile, and OSError where it cannot be read."""
    packed = raw.peek(len(GZIP)).startswith(GZIP)  # type: ignore[attr-defined]
    stream = cast(Iterable[bytes], gzip.GzipFile(fileobj=raw) if packed else raw)
    try:
        for number, line in enumerate(stream):
            yield line.removeprefix(BOM) if number == 0 else line
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise DamagedFile(f"the file is cut off or damaged ({error})") from error
