"""Decoding a text file whose encoding nobody stated, and telling whether its text is Arabic."""

import codecs
import re

_UTF16_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LETTERS = re.compile(r"[^\W\d_]+")
_ARABIC_LETTERS = re.compile("[\u0621-\u064a]+")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f]+")
# The letters that make up half of any Arabic text. UTF-8 read as Windows-1256 is full of Arabic
# letters too, but they are ط and ظ, with signs between them.
_FREQUENT = re.compile("[اليمنوتر]+")
_MIN_ARABIC = 0.7
_MIN_FREQUENT = 0.4
_MAX_DAMAGED = 0.02
_MAX_CONTROLS = 0.1
_OPENING = 20_000


def decode(raw: bytes) -> tuple[str, str] | None:
    """The text, without byte order mark, and the cleaning code that applies ('' for plain UTF-8).

    Tried in this order: UTF-16 with a byte order mark; UTF-8; UTF-8 of which at most 2 % of the
    characters are damaged, which become U+FFFD; UTF-16 without a mark and Windows-1256, if they
    give a text in Arabic letters. None where nothing fits.
    """
    if raw.startswith(_UTF16_BOMS):
        text = _strictly(raw, "utf-16")
        return None if text is None else (text, "utf16")
    text = _strictly(raw, "utf-8-sig")
    if text is not None and not _is_binary(text):
        return text, ""
    damaged = raw.decode("utf-8-sig", "replace")
    if 0 < damaged.count("\ufffd") <= _MAX_DAMAGED * len(damaged) and not _is_binary(damaged):
        return damaged, "invalid-utf8"
    for encoding, code in (
        ("utf-16-le", "utf16"),
        ("utf-16-be", "utf16"),
        ("cp1256", "windows-1256"),
    ):
        text = _strictly(raw, encoding)
        if text is not None and _is_arabic(text):
            return text, code
    return None


def language_of(text: str) -> str:
    """'ar' where most letters of the opening are Arabic, 'und' (undetermined) otherwise."""
    opening = text[:400]
    letters = _count(_LETTERS, opening)
    return "ar" if 2 * _count(_ARABIC_LETTERS, opening) > letters else "und"


def _count(runs: re.Pattern[str], text: str) -> int:
    """How many characters of the text stand in such runs."""
    return sum(map(len, runs.findall(text)))


def _strictly(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_binary(text: str) -> bool:
    """Whether the opening has more control characters than a damaged text may have.

    Arabic in UTF-16 is valid UTF-8 too: every second byte is the control character 06.
    """
    opening = text[:_OPENING]
    return _count(_CONTROLS, opening) > _MAX_CONTROLS * len(opening)


def _is_arabic(text: str) -> bool:
    opening = text[:_OPENING]
    letters = _count(_LETTERS, opening)
    arabic = _count(_ARABIC_LETTERS, opening)
    frequent = _count(_FREQUENT, opening)
    return 0 < _MIN_ARABIC * letters < arabic and frequent > _MIN_FREQUENT * arabic
