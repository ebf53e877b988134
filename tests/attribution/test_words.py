"""A text cut into folded words: their places, what stands between them, where sentences end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.attribution import words as module
from articles.attribution.words import Words, among, folded_word
from articles.text.fold import fold

TEXT = st.text(st.characters(), max_size=80) | st.text(
    "ابتةىأإلوـًَ .،؛؟!:\n«»\"'()-aéZß’٣1\u200c\u200f\u0301\ud800", max_size=40
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        (" .، «» ـــ \u064b", []),
        ("قالتْ وكالةُ «رويترز»:", ["قالت", "وكاله", "رويترز"]),
        ("أ.ف.ب د. ب. أ", ["ا", "ف", "ب", "د", "ب", "ا"]),
        ("رويتـــرز", ["رويترز"]),
        ("18حزيران/يونيو2019", ["18", "حزيران", "يونيو", "2019"]),
        ("DFNC.RU", ["dfnc", "ru"]),
        ("L’Équipe", ["lequipe"]),
        ("Коммерсантъ", ["коммерсантъ"]),
        ("لـ«CNN»", ["ل", "cnn"]),
        ("فرانس24", ["فرانس", "24"]),
        ("می‌خواهم", ["ميخواهم"]),
    ],
)
def test_the_words_of_a_text(text: str, words: list[str]) -> None:
    assert Words(text).folded == words


def test_their_places_and_gaps() -> None:
    words = Words("قالت «رويترز»: إن")
    assert (words.starts, words.ends) == ([0, 6, 15], [4, 12, 17])
    assert [words.gap(i) for i in range(4)] == ["", " «", "»: ", ""]
    assert (words.at(1), words.at(-1), words.at(3)) == ("رويترز", "", "")
    assert len(words) == 3


def test_what_is_no_word_is_part_of_a_gap() -> None:
    words = Words("قالت ــــ رويترز")
    assert words.folded == ["قالت", "رويترز"]
    assert words.gap(1) == " ــــ "


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("وصل الوفد. وقال", [2]),
        ("وصل الوفد؟ وقال! نعم؛ ثم", [2, 3, 4]),
        ("وصل الوفد، وقال: نعم - لا", []),
        ("وصل\nالوفد", [1]),
        ("قال د. أحمد", []),
        ("سي. إن. إن", []),
        ("عام 2019. وقال", [2]),
        ("Order. Strategy", []),
        ("مجلة Order. وقالت", [2]),
        ("قال د. \n أحمد", [2]),
        ("نعم.» وقال", [1]),
        ("نعم؟. وقال", [1]),
        ("قال د؟. أحمد", [2]),
        ("وصل الوفد", []),
    ],
)
def test_where_sentences_end(text: str, ends: list[int]) -> None:
    words = Words(text)
    assert [i for i in range(1, len(words)) if words.ends_sentence(i)] == ends
    assert words.ends_sentence(0) and words.ends_sentence(len(words))


def test_where_lines_end() -> None:
    words = Words("واحد. اثنان\nثلاثة\n\nأربعة")
    assert [words.ends_paragraph(i) for i in range(5)] == [True, False, True, True, True]


@pytest.mark.parametrize(
    ("text", "word", "letters", "start"),
    [
        ("قال لرويترز", 1, 1, 5),
        ("قال لِرويترز", 1, 1, 6),
        ("قال لــرويترز", 1, 1, 7),
        ("ولرويترز", 0, 2, 2),
        ("رويترز", 0, 0, 0),
        ("ﻻ", 0, 1, 1),
    ],
)
def test_a_word_without_its_first_letters(text: str, word: int, letters: int, start: int) -> None:
    assert Words(text).offset(word, letters) == start


def test_a_very_long_word_is_not_remembered() -> None:
    short = "ظ" * module.LONGEST
    assert Words(f"{short} ظ{short}").folded == [short, "ظ" + short]
    assert short in module._FOLDED
    assert "ظ" + short not in module._FOLDED


def test_among() -> None:
    known = frozenset({"قال", "و"})
    assert among("قال", known) and among("وقال", known) and among("فقال", known)
    assert not among("بقال", known)
    assert not among("وو", known)


@given(TEXT)
def test_words_and_gaps_make_up_the_text(text: str) -> None:
    words = Words(text)
    rebuilt = "".join(
        words.gap(i) + text[words.starts[i] : words.ends[i]] for i in range(len(words))
    )
    assert rebuilt + words.gap(len(words)) == text
    assert all(0 <= start < end for start, end in zip(words.starts, words.ends, strict=True))


@given(TEXT)
def test_each_word_is_the_fold_of_its_piece(text: str) -> None:
    words = Words(text)
    for start, end, folded in zip(words.starts, words.ends, words.folded, strict=True):
        assert folded == folded_word(text[start:end]) == fold(text[start:end]) != ""


@given(TEXT)
def test_a_line_that_ends_is_a_newline_between_words(text: str) -> None:
    words = Words(text)
    for i in range(1, len(words)):
        assert words.ends_paragraph(i) == ("\n" in words.gap(i))
        if words.ends_paragraph(i):
            assert words.ends_sentence(i)
        if not set(words.gap(i)) & set(".!?؟؛\n"):
            assert not words.ends_sentence(i)


@given(TEXT, st.data())
def test_an_offset_lies_in_its_word(text: str, data: st.DataObject) -> None:
    words = Words(text)
    if len(words):
        i = data.draw(st.integers(0, len(words) - 1))
        letters = data.draw(st.integers(0, len(words.at(i))))
        assert words.starts[i] <= words.offset(i, letters) <= words.ends[i]
