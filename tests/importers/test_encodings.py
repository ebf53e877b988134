"""A text file's encoding is found, or the file refused; mojibake never comes in."""

import codecs

import pytest

from articles.importers.encodings import decode, language_of

TEXT = "افتتحت البلدية مكتبة جديدة صباح الأحد، وفيها قاعة للأطفال.\nوالدخول مجاني للجميع.\n"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"", ("", "")),
        (TEXT.encode(), (TEXT, "")),
        (b"\xef\xbb\xbf" + TEXT.encode(), (TEXT, "")),
        (TEXT.encode("utf-16"), (TEXT, "utf16")),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), (TEXT, "utf16")),
        (TEXT.encode("utf-16-le"), (TEXT, "utf16")),
        (TEXT.encode("utf-16-be"), (TEXT, "utf16")),
        (TEXT.encode("cp1256"), (TEXT, "windows-1256")),
        (b"A library opened.", ("A library opened.", "")),
    ],
)
def test_decode(raw: bytes, expected: tuple[str, str]) -> None:
    assert decode(raw) == expected


def test_a_few_damaged_bytes_are_replaced() -> None:
    raw = TEXT.encode()
    assert decode(raw[:1] + raw[2:]) == ("\ufffd" + TEXT[1:], "invalid-utf8")
    assert decode(raw[:-3]) == (TEXT[:-3] + "\ufffd", "invalid-utf8")  # half of the last letter


@pytest.mark.parametrize(
    "raw",
    [
        # UTF-8 with every tenth byte lost: as Windows-1256 it would be ط and ظ everywhere.
        bytes(byte for place, byte in enumerate(TEXT.encode()) if place % 10),
        "Привет, мир. Сегодня открылась новая библиотека.".encode("cp1251"),
        "Une bibliothèque a été inaugurée à côté du théâtre.".encode("latin-1"),
        bytes(range(256)),
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00",
        b"\x00" * 40,
        b"\xff\xfe\x00",
        b"\xff\xfe\x00\xd8\x41\x00",
    ],
)
def test_what_is_no_text_is_refused(raw: bytes) -> None:
    assert decode(raw) is None


def test_some_control_characters_do_not_make_a_text_binary() -> None:
    damaged = TEXT.replace(" ", " \x00", 3)
    assert decode(damaged.encode()) == (damaged, "")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (TEXT, "ar"),
        ("قال DFNC.RU إن S-400 وصلت إلى القاعدة", "ar"),
        ("A library opened on Sunday (مكتبة).", "und"),
        ("Новая библиотека", "und"),
        ("2024 - 17", "und"),
        ("", "und"),
        (TEXT * 10 + "Latin " * 1000, "ar"),
    ],
)
def test_language_of(text: str, language: str) -> None:
    assert language_of(text) == language
