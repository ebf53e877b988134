"""Spans widened to whole words and to quotation marks in pairs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.phrases import whole_phrase


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("وقال السفير إنه", "قال السفير", "وقال السفير"),
        ("وقال لصحيفة الوطن إنه", "صحيفة الوطن", "لصحيفة الوطن"),
        ("نشرته مجلة «نيو أوردر» الروسية", "نشرته مجلة «نيو أوردر", "نشرته مجلة «نيو أوردر»"),
        ("نشرته مجلة ” New Order” الروسية", "مجلة ” New Order", "مجلة ” New Order”"),
        ("«سبوتنيك» نقلت عنه", "سبوتنيك» نقلت", "«سبوتنيك» نقلت"),
        ("قال «نعم» ثم قال", "قال «نعم»", "قال «نعم»"),
        ("قال: نعم", "قال", "قال"),
    ],
)
def test_what_is_one_for_the_eye(text: str, words: str, expected: str) -> None:
    start = text.index(words)
    found = whole_phrase(text, start, start + len(words))
    assert text[slice(*found)] == expected


@given(st.text("قا ل«»”.", max_size=20), st.data())
def test_it_never_loses_words_and_stays_in_the_text(text: str, data: st.DataObject) -> None:
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    wide = whole_phrase(text, start, end)
    assert 0 <= wide[0] <= start < end <= wide[1] <= len(text)
