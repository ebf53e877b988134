"""Highlighting: the forms of the words searched for, in code points of the original."""

import re

from hypothesis import given
from hypothesis import strategies as st

from articles.search.highlight import Span, marks, passages, wanted
from articles.text.analyser import analyse_text

TEXT = (
    "أعلنت الحكومة القطرية قرارها.\n\n"
    "وقال مراسل للحكومة 😀 إنّ وزراءَها وحكومتهم اجتمعوا في الدوحة يوم 18حزيران.\n\n"
    "لا شيء هنا."
)


def shown(text: str, query: str, *phrases: str) -> list[str]:
    asked = wanted(analyse_text(query), [analyse_text(phrase) for phrase in phrases])
    return [text[mark.start : mark.end] for mark in marks(text, asked)]


def test_the_matching_forms_with_whatever_clitics() -> None:
    assert shown(TEXT, "حكومة") == ["الحكومة", "للحكومة", "وحكومتهم"]
    assert shown(TEXT, "يونيو") == ["حزيران"]
    assert shown(TEXT, "القطريون في") == ["القطرية"]
    assert shown(TEXT, "في") == ["في"]
    assert shown(TEXT, "كلمة") == [] and shown("", "كلمة") == [] and shown(TEXT, "") == []


def test_a_phrase_is_one_mark_and_its_words_alone_are_none() -> None:
    assert shown(TEXT, "", "الحكومة القطرية") == ["الحكومة القطرية"]
    assert shown(TEXT, "", "في الدوحة") == ["في الدوحة"]
    assert shown(TEXT, "حكومة", "الحكومة القطرية", "الحكومة") == [
        "الحكومة القطرية", "للحكومة", "وحكومتهم",
    ]  # fmt: skip
    assert shown(TEXT, "", "القطرية الحكومة") == []


def cut(text: str, query: str, **options: int) -> list[tuple[str, list[str]]]:
    return [
        (text[p.start : p.end], [text[mark.start : mark.end] for mark in p.marks])
        for p in passages(text, wanted(analyse_text(query)), **options)
    ]


def test_passages_stay_in_a_paragraph_and_come_in_its_order() -> None:
    assert cut(TEXT, "الدوحة حكومة") == [
        ("أعلنت الحكومة القطرية قرارها.", ["الحكومة"]),
        (TEXT.split("\n\n")[1], ["للحكومة", "وحكومتهم", "الدوحة"]),
    ]
    assert cut(TEXT, "الدوحة حكومة", most=1)[0][1] == ["للحكومة", "وحكومتهم", "الدوحة"]
    assert cut(TEXT, "كلمة") == []


def test_a_short_passage_has_whole_words_around_its_mark() -> None:
    assert cut(TEXT, "الدوحة", length=24) == [("في الدوحة يوم 18", ["الدوحة"])]
    assert cut(TEXT, "الدوحة", length=1) == [("الدوحة", ["الدوحة"])]


def test_the_second_passage_shows_other_words() -> None:
    text = "قطر قطر. " + "كلام " * 60 + "قطر قطر قطر. " + "كلام " * 60 + "الكويت."
    assert [found[1] for found in cut(text, "قطر الكويت", length=60)] == [["قطر"] * 3, ["الكويت"]]


def test_offsets_are_code_points_after_an_emoji() -> None:
    (mark,) = marks("😀 قطر", wanted(analyse_text("قطر")))
    assert Span(mark.start, mark.end) == Span(2, 5)


WORDS = st.lists(
    st.sampled_from(
        ["قطر", "والقطرية", "في", "كلام", "😀", ".", "\n\n", "S-400", "18حزيران", "\u200f"]
    )
)


@given(WORDS, st.lists(st.sampled_from(["قطر", "يونيو", "في", "S-400"])), st.integers(1, 60))
def test_passages_of_any_text(words: list[str], query: list[str], length: int) -> None:
    text = " ".join(words)
    asked = wanted(analyse_text(" ".join(query)))
    every = {Span(mark.start, mark.end) for mark in marks(text, asked)}
    end = 0
    for passage in passages(text, asked, most=3, length=length):
        assert end <= passage.start < passage.end
        end = passage.end
        assert passage.marks and every.issuperset(passage.marks)
        assert passage.start <= passage.marks[0].start and passage.marks[-1].end <= passage.end
        assert passage.end - passage.start <= max(
            length, passage.marks[-1].end - passage.marks[0].start
        )
        assert not re.search(r"[\n\r]", text[passage.start : passage.end])
    assert bool(passages(text, asked, length=length)) == bool(every)
