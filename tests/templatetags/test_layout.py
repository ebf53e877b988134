"""Things side by side: every row is full, and rows differ by one at most."""

import pytest

from articles.templatetags.layout import in_rows, row_lengths


@pytest.mark.parametrize(
    ("count", "rows"),
    [(0, []), (1, [1]), (2, [2]), (3, [3]), (4, [4]), (5, [3, 2]), (6, [3, 3]), (7, [4, 3]),
     (8, [4, 4]), (9, [3, 3, 3]), (10, [4, 3, 3]), (11, [4, 4, 3]), (12, [4, 4, 4])],
)  # fmt: skip
def test_rows(count: int, rows: list[int]) -> None:
    assert row_lengths(count) == rows


def test_nothing_is_lost_and_the_order_stays() -> None:
    assert in_rows([]) == []
    assert in_rows("أبتثج") == ["أبت", "ثج"]
