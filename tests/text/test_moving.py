"""Passages followed through an edit to the words that stand in their place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.moving import moved

OLD = "قال السفير لمجلة أمس إن الزيارة قائمة.\n\nوبحسب الشيخ أحمد، وصل الوفد."


def followed(old: str, new: str, words: str) -> str | None:
    start = old.index(words)
    span = moved(old, new, start, start + len(words))
    return None if span is None else new[span[0] : span[1]]


@pytest.mark.parametrize(
    ("new", "words", "there"),
    [
        (OLD, "لمجلة أمس", "لمجلة أمس"),
        (f"مقدمة جديدة.\n\n{OLD}", "الشيخ أحمد", "الشيخ أحمد"),
        (OLD.replace("الشيخ أحمد", "السفير"), "الشيخ أحمد", "السفير"),
        (OLD.replace("الشيخ أحمد", "السفير"), "وبحسب الشيخ أحمد", "وبحسب السفير"),
        (OLD.replace("لمجلة", "لصحيفة يومية"), "لمجلة أمس", "لصحيفة يومية أمس"),
        (OLD.replace(" لمجلة أمس", ""), "لمجلة أمس", None),
        (OLD.split("\n\n")[1], "لمجلة أمس", None),
        ("نص آخر لا صلة له.", "لمجلة أمس", None),
        ("", "لمجلة أمس", None),
    ],
)  # fmt: skip
def test_where_words_went(new: str, words: str, there: str | None) -> None:
    assert followed(OLD, new, words) == there


@pytest.mark.parametrize(("start", "end"), [(0, 0), (-1, 3), (5, 10_000), (35, 45)])
def test_what_is_no_passage_of_one_paragraph_goes_nowhere(start: int, end: int) -> None:
    assert moved(OLD, OLD, start, end) is None


TEXTS = st.lists(st.sampled_from(["قال", "السفير", " ", "\n\n", ".", "😀", "أن"]), max_size=12)


@given(old=TEXTS.map("".join), new=TEXTS.map("".join), data=st.data())
def test_it_is_a_span_of_the_new_text_without_blanks_around(
    old: str, new: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, max(0, len(old) - 1)))
    span = moved(old, new, start, data.draw(st.integers(start, len(old) + 1)))
    if span is not None:
        words = new[span[0] : span[1]]
        assert words and words == words.strip()


@given(text=TEXTS.map("".join), data=st.data())
def test_in_the_same_text_it_stays(text: str, data: st.DataObject) -> None:
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = moved(text, text, start, end)
    if span is not None:
        assert text[start:end].strip() == text[span[0] : span[1]]
