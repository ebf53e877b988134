"""Reading time: whole minutes, at least one for any text."""

import pytest

from articles.text.reading import WORDS_PER_MINUTE, reading_minutes


@pytest.mark.parametrize(
    ("words", "minutes"),
    [(0, 0), (1, 1), (184, 1), (275, 1), (277, 2), (368, 2), (1840, 10)],
)
def test_reading_minutes(words: int, minutes: int) -> None:
    assert WORDS_PER_MINUTE == 184
    assert reading_minutes("كلمة " * words) == minutes


def test_blanks_are_no_words() -> None:
    assert reading_minutes(" \n\t\u00a0") == 0
