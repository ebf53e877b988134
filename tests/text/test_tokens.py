"""Tokens: what is one word, with its place in the original and the form in which words meet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.fold import fold
from articles.text.tokens import (
    ARABIC,
    CYRILLIC,
    INITIALS,
    LATIN,
    NAME,
    NUMBER,
    OTHER,
    Token,
    tokens,
)

TEXTS = st.text("ابأوليىةءABяé019٣.,٫'’-–_ \nـَّ\u200c\u200f½ﷺ«»")


def cut(text: str) -> list[str]:
    return [text[token.start : token.end] for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        (" .،«»- ", []),
        ("\u064b\u0640\u200f", []),
        ("قالَ: «مُحَمَّدٌ» جاء", ["قالَ", "مُحَمَّدٌ", "جاء"]),
        ("18حزيران \\ يونيو 2019", ["18", "حزيران", "يونيو", "2019"]),
        ("منظومة S-400، لـS‑400", ["منظومة", "S-400", "ل", "S‑400"]),
        ("موقع DFNC.RU.", ["موقع", "DFNC.RU"]),
        ("www.al-fajr.com/a", ["www.al-fajr.com", "a"]),
        ("New Defence Order. Strategy", ["New", "Defence", "Order", "Strategy"]),
        ("عن أ.ف.ب.", ["عن", "أ.ف.ب"]),
        ("عن (د. ب. أ). و", ["عن", "د. ب. أ", "و"]),
        ("عن أ ف ب ثم", ["عن", "أ ف ب", "ثم"]),
        ("عن و أ ف ب ثم", ["عن", "و", "أ ف ب", "ثم"]),
        ("قال د. أحمد أ.د.علي", ["قال", "د", "أحمد", "أ.د", "علي"]),
        ("عام 1440هـ", ["عام", "1440", "ه"]),
        ("في الـU.S. أمس", ["في", "ال", "U.S", "أمس"]),
        ("3.5 ٣٫٥ 1,000.5 ١٬٠٠٠", ["3.5", "٣٫٥", "1,000.5", "١٬٠٠٠"]),
        ("18.6.2019 2019-06-18 1,2", ["18", "6", "2019", "2019", "06", "18", "1", "2"]),
        ("L’Équipe Al-Ra'i", ["L’Équipe", "Al", "Ra'i"]),
        ("РИА Новости", ["РИА", "Новости"]),
        ("می\u200cخواهم\u200f", ["می\u200cخواهم"]),
        ("AT&T x² ½", ["AT", "T", "x²", "½"]),
    ],
)
def test_tokens(text: str, words: list[str]) -> None:
    assert cut(text) == words


def test_kinds_and_folded_forms() -> None:
    text = "قطرَ DFNC.RU S–400 ٣٫٥ 2019 Équipe Ёлка 東京 أ.ف.ب ½"
    assert [(token.folded, token.kind) for token in tokens(text)] == [
        ("قطر", ARABIC),
        ("dfnc ru", NAME),
        ("s-400", NAME),
        ("3 5", NUMBER),
        ("2019", NUMBER),
        ("equipe", LATIN),
        ("елка", CYRILLIC),
        ("東京", OTHER),
        ("ا ف ب", INITIALS),
        ("1 2", OTHER),
    ]
    assert tokens("في قطر")[1] == Token(3, 6, "قطر", ARABIC)


@given(st.text() | TEXTS)
def test_a_token_cuts_out_a_piece_that_folds_to_it(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert end <= token.start < token.end <= len(text)
        assert fold(text[token.start : token.end]) == token.folded != ""
        end = token.end


@given(st.text() | TEXTS)
def test_tokens_hold_all_that_folding_keeps(text: str) -> None:
    kept = "".join(token.folded for token in tokens(text))
    assert kept.replace(" ", "") == fold(text).replace(" ", "")


@pytest.mark.parametrize(
    "piece", ["1.", "1,", ",000", "أ.", "أ ", "ً", "a-", "a'", "a.", "½", "\ud800"]
)
def test_long_and_hostile_texts(piece: str) -> None:
    assert cut("1 " + piece * 50_000 + " 2")[0] == "1"
