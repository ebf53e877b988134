"""Takes out of a picture's bytes what tells of place, person and camera; no pixel changes.

The containers are walked and rewritten without decoding: what is not known to be needed for the
look of the picture stays behind. Kept are pixels, colours (with the ICC profile), transparency,
density and, where it is not the usual one, the orientation, as an Exif block that holds nothing
else.
"""

import re
import struct
from collections.abc import Iterator
from zlib import crc32

_SOS, _EOI = 0xDA, 0xD9
_BARE = {0x01, *range(0xD0, 0xD9)}  # markers without a length
_APP, _COMMENT = range(0xE0, 0xF0), 0xFE
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)  # after a run of pixels
_JFIF = 14  # bytes of the header before the small picture that may follow it
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = {
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB",
    b"cICP", b"mDCV", b"cLLI", b"bKGD", b"pHYs",
}  # fmt: skip
_WEBP_KEPT = {b"VP8X", b"ICCP", b"ALPH", b"VP8 ", b"VP8L"}
_WEBP_EXIF, _WEBP_XMP = 0x08, 0x04  # flags of VP8X


def without_metadata(content: bytes, orientation: int = 1) -> bytes:
    """The same JPEG, PNG or WebP, seen under `orientation` (Exif's, 1 to 8), and no more.

    The same bytes always give the same bytes. What follows the picture's end (the second picture
    of many phones) goes too. Raises ValueError for another format or a torn container.
    """
    exif = _exif(orientation) if 1 < orientation <= 8 else b""
    try:
        if content[:2] == b"\xff\xd8":
            return b"".join(_jpeg(content, exif))
        if content[:8] == _PNG:
            return b"".join(_png(content, exif))
        if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
            return _webp(content, exif)
    except (IndexError, struct.error) as error:
        raise ValueError("the container is torn") from error
    raise ValueError("not a JPEG, PNG or WebP")


def _exif(orientation: int) -> bytes:
    """A TIFF header and one directory with one entry."""
    return b"II*\x00" + struct.pack("<IHHHIHHI", 8, 1, 0x0112, 3, 1, orientation, 0, 0)


def _jpeg(content: bytes, exif: bytes) -> Iterator[bytes]:
    yield b"\xff\xd8"
    at, told = 2, not exif
    while True:
        if content[at] != 0xFF:
            raise ValueError("no marker where one must be")
        while content[at + 1] == 0xFF:  # filling
            at += 1
        marker = content[at + 1]
        if marker == _EOI:
            yield b"\xff\xd9"
            return
        if marker in _BARE:
            at += 2
            continue
        end = at + 2 + struct.unpack_from(">H", content, at + 2)[0]
        kept = _segment(marker, content[at + 4 : end])
        if not told and marker != 0xE0:  # Exif follows the JFIF header
            yield _marked(0xE1, b"Exif\x00\x00" + exif)
            told = True
        if kept is not None:
            yield _marked(marker, kept)
        if marker == _SOS:
            following = _NEXT_MARKER.search(content, end)
            if following is None:
                raise ValueError("no end")
            yield content[end : following.start()]
            end = following.start()
        at = end


def _segment(marker: int, data: bytes) -> bytes | None:
    """What stays of a segment; None where nothing does."""
    if marker == 0xE0:
        return data[: _JFIF - 2] + b"\x00\x00" if data[:5] == b"JFIF\x00" else None
    if marker == 0xE2:
        return data if data[:12] == b"ICC_PROFILE\x00" else None
    if marker == 0xEE:  # how the colours are coded
        return data if data[:5] == b"Adobe" else None
    return None if marker in _APP or marker == _COMMENT else data


def _marked(marker: int, data: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(data) + 2) + data


def _png(content: bytes, exif: bytes) -> Iterator[bytes]:
    yield _PNG
    at, told = 8, not exif
    while True:
        length, kind = struct.unpack_from(">I4s", content, at)
        end = at + 12 + length
        if end > len(content):
            raise ValueError("the container is torn")
        if kind == b"IDAT" and not told:
            yield struct.pack(">I", len(exif)) + b"eXIf" + exif
            yield struct.pack(">I", crc32(b"eXIf" + exif))
            told = True
        if kind in _PNG_KEPT:
            yield content[at:end]
        if kind == b"IEND":
            return
        at = end


def _webp(content: bytes, exif: bytes) -> bytes:
    chunks = {kind: data for kind, data in _riff(content) if kind in _WEBP_KEPT}
    if b"VP8X" in chunks:
        flags = chunks[b"VP8X"][0] & ~(_WEBP_EXIF | _WEBP_XMP)
        chunks[b"VP8X"] = bytes((flags | (_WEBP_EXIF if exif else 0),)) + chunks[b"VP8X"][1:]
    elif exif:
        raise ValueError("no place for the orientation")
    if exif:
        chunks[b"EXIF"] = exif
    body = b"WEBP" + b"".join(
        kind + struct.pack("<I", len(data)) + data + b"\x00" * (len(data) % 2)
        for kind, data in chunks.items()
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _riff(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at, end = 12, 8 + struct.unpack_from("<I", content, 4)[0]
    while at + 8 <= min(end, len(content)):
        kind, length = struct.unpack_from("<4sI", content, at)
        yield kind, content[at + 8 : at + 8 + length]
        at += 8 + length + length % 2
