"""Answers that are remembered: each is found once, until there are too many."""

import pytest

from articles.search import remembered
from articles.search.remembered import Remembered


def test_each_is_found_once_until_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "MOST", 2)
    known: Remembered[str, int] = Remembered()
    asked: list[str] = []

    def length(word: str) -> int:
        return known.answer(word, lambda: asked.append(word) or len(word))

    assert [length(word) for word in ("", "a", "a", "")] == [0, 1, 1, 0]
    assert asked == ["", "a"]
    assert [length(word) for word in ("bcd", "bcd", "a")] == [3, 3, 1]
    assert asked == ["", "a", "bcd", "a"]
