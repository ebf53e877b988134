"""Folding: spellings of one word meet, different words do not, and every fold has its way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.fold import Folded, fold, fold_map, fold_name

ARABIC = st.text("ابتةىيئأإآٱءكگپـًَُّْٰ ،؛.٠١٢۳019-–'’AbÉß\u200c\u200f\u2067«»\n")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("", ""),
        (" .، ", ""),
        ("\u064b", ""),
        ("مُحَمَّدٌ", "محمد"),
        ("العـــربية", "العربيه"),
        ("أحمد إحسان آمال ٱسم", "احمد احسان امال اسم"),
        ("مسؤول قارئ شيء", "مسوول قاري شيء"),
        ("مدرسة مدرسه", "مدرسه مدرسه"),
        ("مستشفى على ی", "مستشفي علي ي"),
        ("کتاب گاز پاريس ڤيينا چاد ژنيف", "كتاب كاز باريس فيينا جاد زنيف"),
        ("٢٠١٩ ۲۰۱۹ 2019", "2019 2019 2019"),
        ("S-400", "s-400"),
        ("S‑400 S–400", "s-400 s-400"),
        ("18حزيران", "18 حزيران"),
        ("حزيران/يونيو", "حزيران يونيو"),
        ("DFNC.RU", "dfnc ru"),
        ("د.ب.أ", "د ب ا"),
        ("“قطر،", "قطر"),
        ("Al-Ra'i", "al rai"),
        ("L’Équipe", "lequipe"),
        ("Новый Заказ", "новыи заказ"),
        ("Straße Łódź Øre", "strasse lodz ore"),
        ("ﻻ ﷺ", "لا صلي الله عليه وسلم"),
        ("الله أكبر", "الله اكبر"),
        ("می‌خواهم", "ميخواهم"),
        ("a\x00b", "a b"),
        ("x² ½", "x2 1 2"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold_map(text).text == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [("الوطن", "وطن"), ("علم", "عالم"), ("كتب", "كتاب"), ("S-400", "S-300"), ("سورية", "سوريا")],
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_the_way_back_takes_the_marks_along() -> None:
    text = "قالَ: «مُحَمَّدٌ» جاء"
    found = fold_map(text)
    assert found.text == "قال محمد جاء"
    start = found.text.index("محمد")
    assert text[slice(*found.original(start, start + 4))] == "مُحَمَّدٌ"
    assert text[slice(*found.original(0, 3))] == "قالَ"
    assert text[slice(*found.original(0, len(found.text)))] == text


def test_the_way_back_of_a_letter_that_becomes_two() -> None:
    found = fold_map("aß ﻻ")
    assert found == Folded("ass لا", (0, 1, 1, 2, 3, 3, 4))
    assert found.original(1, 2) == (1, 2) == found.original(2, 3)
    assert found.original(4, 6) == (3, 4)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (1, 1), (2, 1), (-1, 1), (0, 4)])
def test_no_way_back_from_outside(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        fold_map("abc").original(start, end)


def test_names() -> None:
    assert fold_name("د.ب.أ") == fold_name("د ب أ") == "د ب ا"
    assert fold_name("DFNC.RU") == fold_name("dfnc.ru")
    assert fold_name("الوطن") != fold_name("وطن")
    assert fold_name("«»") == ""


@given(st.text() | ARABIC)
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert folded == folded.strip() and "  " not in folded


@given(st.text() | ARABIC)
def test_the_map_agrees_with_fold_and_never_goes_back(text: str) -> None:
    found = fold_map(text)
    assert found.text == fold(text)
    assert len(found.offsets) == len(found.text) + 1
    assert list(found.offsets) == sorted(found.offsets)
    assert all(0 <= offset <= len(text) for offset in found.offsets)


@given(st.text() | ARABIC, st.data())
def test_a_token_comes_from_a_piece_that_folds_to_it(text: str, data: st.DataObject) -> None:
    found = fold_map(text)
    tokens = found.text.split()
    if not tokens:
        return
    index = data.draw(st.integers(0, len(tokens) - 1))
    start = len(" ".join(tokens[:index])) + bool(index)
    piece = text[slice(*found.original(start, start + len(tokens[index])))]
    assert tokens[index] in fold(piece)
