"""Cleaning: what no text may hold goes, what an author put stays, and the short way is the same."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text import normalise
from articles.text.normalise import (
    clean_text,
    find_bidi_overrides,
    has_bidi_override,
    is_clean,
    strip_bidi_overrides,
    without_controls,
)

ODD = st.text(
    "ن \t\n\r\x00\x0b\x85\u00a0\u2028\u2029\u200b\u200c\u200f\u202e\u2067\u3000\ufeffe\u0301أ\u0654ا"
)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("", ""),
        (" \n\t ", ""),
        ("نص", "نص"),
        ("أ\r\nب\rج\x85د\u2028ه", "أ\nب\nج\nد\nه"),
        ("أ\u2029ب", "أ\n\nب"),
        ("\n\nأ\n\n\n\nب\n", "أ\n\nب"),
        ("أ \t  ب", "أ ب"),
        ("  أ  \n\t ب\u00a0\n\u3000ج", "أ\nب\nج"),
        ("أ\u00a0ب", "أ\u00a0ب"),
        ("أ\x00ب\x07\x7f\x9f\ufeff\ufffe\uffffج", "أبج"),
        ("أ\ud800ب", "أب"),
        ("ا\u0654 e\u0301", "أ é"),
        ("مُحَمَّدـ می‌خواهم \u2067x\u2069 \u202eن", "مُحَمَّدـ می‌خواهم \u2067x\u2069 \u202eن"),
        ("ﻻ", "ﻻ"),  # a presentation form is no canonical equivalent: it stays
    ],
)
def test_clean_text(raw: str, clean: str) -> None:
    assert clean_text(raw) == clean
    assert clean_text(clean) == clean


def test_bidi_overrides() -> None:
    text = "أ\u202eب\u202c \u2067ج\u2069\u200f"
    assert find_bidi_overrides(text) == [1, 3]
    assert has_bidi_override(text) and not has_bidi_override("\u2067ج\u2069\u200f\u061c")
    assert strip_bidi_overrides(text) == "أب \u2067ج\u2069\u200f"


def test_without_controls() -> None:
    assert without_controls("أ\r\nب\x00\x01 \t\u202e\u00a0") == "أ\nب \t\u202e\u00a0"
    assert without_controls("أ  ب\n\n\n") == "أ  ب\n\n\n"


@pytest.mark.parametrize("text", ["", "نص", "أ ب\nج\n\nد", "مُحَمَّد", "S-400 (x)", "\U0001f600"])
def test_the_short_way_takes_most_texts(text: str) -> None:
    assert is_clean(text)


@given(st.text() | ODD)
def test_the_short_way_never_takes_what_would_change(text: str) -> None:
    if is_clean(text):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(normalise, "is_clean", lambda text: False)
            assert clean_text(text) == text


@given(st.text() | ODD)
def test_a_clean_text(text: str) -> None:
    clean = clean_text(text)
    assert clean_text(clean) == clean
    assert unicodedata.is_normalized("NFC", clean)
    assert not re.search(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff\u2028\u2029\t\r]",
        clean,
    )
    assert "\n\n\n" not in clean and "  " not in clean
    assert all(line == line.strip(" \u00a0\u3000") for line in clean.split("\n"))
    clean.encode("utf-8")
