"""Streams are read in bounded memory, and give all they hold before they break off."""

import gzip
import io
import random
import tracemalloc

import pytest

from articles.importers.limits import CHUNK, MAX_KEPT, MAX_LINE
from articles.importers.streams import Damage, Line, chunks, lines, read_whole


def _read(data: bytes) -> list[Line]:
    return list(lines(io.BytesIO(data)))


class Repeated(io.RawIOBase):
    """A stream that gives one piece over and over, without being held in memory."""

    def __init__(self, piece: bytes, times: int, end: bytes = b"") -> None:
        self.piece, self.times, self.end = piece, times, end

    def read(self, size: int = -1) -> bytes:
        if self.times:
            self.times -= 1
            return self.piece
        end, self.end = self.end, b""
        return end


class OneByOne(io.BytesIO):
    """A stream that gives one byte at a time, as a slow pipe may."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(1)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", []),
        (b"\n\n \r\n\t\n", []),
        (b"a", [(1, b"a")]),
        (b"a\nb\n", [(1, b"a"), (2, b"b")]),
        (b"\na\r\n\r\nb", [(2, b"a"), (4, b"b")]),
        (b"\xef\xbb\xbfa\n\xef\xbb\xbfb", [(1, b"a"), (2, b"\xef\xbb\xbfb")]),
        (b"\xef\xbb\xbf\na", [(2, b"a")]),
        (b"a\rb\n", [(1, b"a\rb")]),
    ],
)
def test_lines(data: bytes, expected: list[tuple[int, bytes]]) -> None:
    wanted = [Line(number, raw, len(raw)) for number, raw in expected]
    assert _read(data) == wanted
    assert _read(gzip.compress(data)) == wanted
    assert list(lines(OneByOne(data))) == wanted
    assert list(lines(OneByOne(gzip.compress(data)))) == wanted


def test_lines_longer_than_a_chunk_are_whole() -> None:
    long = b"x" * (CHUNK * 2 + 17)
    assert _read(long + b"\r\n" + long) == [Line(1, long, len(long)), Line(2, long, len(long))]


def test_a_line_of_the_longest_length_is_whole_and_a_longer_one_is_not() -> None:
    longest = b"x" * MAX_LINE
    first, second, third = _read(longest + b"\n" + longest + b"y\nz")
    assert (len(first.raw), first.size) == (MAX_LINE, MAX_LINE)
    assert (len(second.raw), second.size) == (MAX_KEPT, MAX_LINE + 1)
    assert third == Line(3, b"z", 1)


def test_an_endless_line_is_passed_over_in_bounded_memory() -> None:
    piece, times = b"x" * CHUNK, 400
    tracemalloc.start()
    first, second = lines(Repeated(piece, times, b"\nnext\n"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (len(first.raw), first.size) == (MAX_KEPT, CHUNK * times)
    assert second == Line(2, b"next", 4)
    assert peak < 3 * MAX_LINE < CHUNK * times


def test_a_gzip_of_a_huge_line_is_not_unpacked_at_once() -> None:
    packed = gzip.compress(b"x" * (100 * 1024 * 1024) + b"\nnext\n", compresslevel=9)
    tracemalloc.start()
    first, second = _read(packed)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert first.size == 100 * 1024 * 1024
    assert second.raw == b"next"
    assert peak < 3 * MAX_LINE


def _lines_of_noise(count: int) -> list[bytes]:
    noise = random.Random(5)
    return [noise.randbytes(60).hex().encode() for _ in range(count)]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_gzip_cut_off_gives_all_whole_lines_and_the_rest_of_the_last(share: float) -> None:
    all_lines = _lines_of_noise(3000)
    packed = gzip.compress(b"\n".join(all_lines) + b"\n")
    *whole, last = _read(packed[: int(len(packed) * share)])
    assert last.damage == "truncated"
    assert [line.raw for line in whole] == all_lines[: len(whole)]
    assert all_lines[len(whole)].startswith(last.raw)
    assert len(whole) > 3000 * share * 0.9 - 100
    assert not any(line.damage for line in whole)


def test_a_gzip_without_its_last_bytes_gives_every_line() -> None:
    *whole, last = _read(gzip.compress(b"a\nb\n")[:-3])
    assert whole == [Line(1, b"a", 1), Line(2, b"b", 1)]
    assert (last.number, last.raw, last.damage) == (3, b"", "truncated")


def test_a_gzip_with_a_wrong_checksum_gives_every_line_before_it_says_so() -> None:
    packed = bytearray(gzip.compress(b"a\nb"))
    packed[-5] ^= 1
    first, last = _read(bytes(packed))
    assert first == Line(1, b"a", 1)
    assert (last.number, last.raw, last.damage) == (2, b"b", "bad-gzip")


def test_a_damaged_gzip_ends_with_one_line_that_says_so() -> None:
    all_lines = _lines_of_noise(20_000)
    packed = bytearray(gzip.compress(b"\n".join(all_lines)))
    middle = len(packed) // 2
    packed[middle : middle + 50] = b"\xff" * 50
    got = _read(bytes(packed))
    assert got[-1].damage == "bad-gzip"
    assert got[0].raw == all_lines[0]
    assert len(got) > 5_000


def test_members_of_a_gzip_are_read_on_and_garbage_after_them_is_named() -> None:
    both = gzip.compress(b"a\nb") + gzip.compress(b"c\nd\n")
    assert [line.raw for line in _read(both)] == [b"a", b"bc", b"d"]
    *whole, last = _read(both + b"garbage")
    assert [line.raw for line in whole] == [b"a", b"bc", b"d"]
    assert (last.damage, last.detail) == ("bad-gzip", "Not a gzipped file (b'ga')")


class Failing(io.BytesIO):
    """A stream whose medium fails after the first piece."""

    def read(self, size: int | None = -1) -> bytes:
        if self.tell():
            raise OSError(5, "Input/output error")
        return super().read(4)


def test_a_medium_that_fails_is_named_after_what_it_gave() -> None:
    first, last = lines(Failing(b"a\nbcdef"))
    assert first == Line(1, b"a", 1)
    assert (last.raw, last.damage) == (b"bc", "unreadable")
    assert last.detail == "[Errno 5] Input/output error"


def test_chunks_are_bounded() -> None:
    sizes = [len(piece) for piece in chunks(io.BytesIO(gzip.compress(b"x" * 3 * CHUNK)))]
    assert sum(sizes) == 3 * CHUNK
    assert max(sizes) <= CHUNK
    with pytest.raises(Damage) as caught:
        list(chunks(io.BytesIO(b"\x1f\x8b\x08")))
    assert caught.value.code == "truncated"


def test_read_whole_stops_at_the_limit() -> None:
    assert read_whole(io.BytesIO(b"abc")) == (b"abc", None, False)
    assert read_whole(io.BytesIO(gzip.compress(b"abc"))) == (b"abc", None, False)
    assert read_whole(io.BytesIO(b"x" * MAX_LINE)) == (b"x" * MAX_LINE, None, False)
    raw, damage, too_large = read_whole(Repeated(b"x" * CHUNK, 10_000))
    assert (len(raw), damage, too_large) == (MAX_LINE, None, True)
    raw, damage, too_large = read_whole(io.BytesIO(gzip.compress(b"abc")[:-3]))
    assert (raw, damage and damage.code, too_large) == (b"abc", "truncated", False)
