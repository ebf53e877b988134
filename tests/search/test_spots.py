"""The parts of a text in which words may stand, found by their letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.highlight import Mark, marks, wanted
from articles.search.spots import parts_with
from articles.text.analyser import analyse_text

TEXT = "قال إنّ التَّعاون، والتعاون العسكري معًا؛ في وزارة: مسئولون ومسؤولة #بطولة_قطر_2022"


def parts(text: str, query: str) -> list[str] | None:
    found = parts_with(text, frozenset(term.stem for term in analyse_text(query)))
    return None if found is None else [text[start:end] for start, end in found]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("التعاون", ["التَّعاون، والتعاون"]),
        ("التعاون العسكري", ["التَّعاون، والتعاون العسكري"]),
        ("العسكري التعاون وزارة", ["التَّعاون، والتعاون العسكري", "وزارة"]),
        ("مسؤول", ["مسئولون ومسؤولة"]),
        ("قطر بطولة", ["بطولة_قطر"]),
        ("غائب", []),
        ("", []),
    ],
)
def test_whole_words_beside_one_another_are_one_part(query: str, found: list[str]) -> None:
    assert parts(TEXT, query) == found


@pytest.mark.parametrize("query", ["يونيو", "تشرين", "الثاني", "S-400", "قطر 2022", "Kommersant"])
def test_letters_do_not_tell_of_months_and_of_what_is_not_arabic(query: str) -> None:
    assert parts(TEXT, query) is None


def test_letters_do_not_tell_in_a_text_with_letters_that_stand_for_several() -> None:
    assert parts("قطر ﷲ", "قطر") is None


WORDS = "قطر والقطرية السفن سفينتهم أسعارها سعر التَّعاون على ولاية الولايات هؤلاء حلفائها مئوية شئون رؤى آلية جميعاً ثمة".split()
AROUND = ["في", "😀", "،", "\n\n", "\u200f", "ـ", "18حزيران", "أ.ف.ب", "#قطر_أولًا", "ﻻ", "قَـطَـر"]


@given(st.lists(st.sampled_from(WORDS + AROUND)), st.lists(st.sampled_from(WORDS), max_size=3))
def test_no_mark_is_missed(words: list[str], query: list[str]) -> None:
    text = " ".join(words)
    terms = analyse_text(" ".join(query))
    asked = wanted(terms)
    assert marks(text, asked) == [
        Mark(term.start, term.end, term.stem)
        for term in analyse_text(text)
        if term.stem in asked.words
    ]
    run = wanted([], [terms])
    everywhere = [term.stem for term in analyse_text(text)]
    places = range(len(everywhere) if terms else 0)
    stems = [term.stem for term in terms]
    stands = any(everywhere[at : at + len(stems)] == stems for at in places)
    assert bool(marks(text, run)) == stands
