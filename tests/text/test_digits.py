"""Digits: to 0-9 and back, with the marks that belong to numbers; lengths stay the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.digits import to_arabic_indic, to_ascii_digits


@pytest.mark.parametrize(
    ("text", "ascii_digits"),
    [
        ("٢٠١٩", "2019"),
        ("۲۰۱۹", "2019"),
        ("٣٫١٤", "3.14"),
        ("١٬٢٣٤٬٥٦٧", "1,234,567"),
        ("٣٫", "3٫"),
        ("أ٫ب", "أ٫ب"),
        ("١٨ حزيران", "18 حزيران"),
        ("S-400", "S-400"),
        ("", ""),
    ],
)
def test_to_ascii(text: str, ascii_digits: str) -> None:
    assert to_ascii_digits(text) == ascii_digits


@pytest.mark.parametrize(
    ("text", "arabic"),
    [
        ("2019", "٢٠١٩"),
        ("3.14", "٣٫١٤"),
        ("1,234,567", "١٬٢٣٤٬٥٦٧"),
        ("1,234.5", "١٬٢٣٤٫٥"),
        ("18.6.2019", "١٨.٦.٢٠١٩"),
        ("1,23", "١,٢٣"),
        ("في 2019، و3.", "في ٢٠١٩، و٣."),
        ("10:30", "١٠:٣٠"),
        ("1.2.3", "١.٢.٣"),
        ("", ""),
    ],
)
def test_to_arabic_indic(text: str, arabic: str) -> None:
    assert to_arabic_indic(text) == arabic


@given(st.text() | st.text("0123456789٠٣٩۴.,٫٬ ن"))
def test_lengths_and_repetition(text: str) -> None:
    ascii_digits, arabic = to_ascii_digits(text), to_arabic_indic(text)
    assert len(ascii_digits) == len(arabic) == len(text)
    assert to_ascii_digits(ascii_digits) == ascii_digits
    assert to_arabic_indic(arabic) == arabic
    assert not any(digit in arabic for digit in "0123456789")


@given(st.integers(0, 10**12), st.integers(0, 999))
def test_numbers_come_back(whole: int, fraction: int) -> None:
    for number in (f"{whole}", f"{whole:,}", f"{whole}.{fraction}", f"{whole:,}.{fraction}"):
        assert to_ascii_digits(to_arabic_indic(number)) == number
