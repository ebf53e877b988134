"""Bars from right to left, columns from the ground up."""

import re

import pytest

from articles.queries.source_page import Year
from articles.templatetags.charts import bar, column, largest, last_dated


def test_a_bar_begins_at_the_right() -> None:
    assert re.findall(r'<path class="(\w)" d="([^"]*)"', bar(50, 25, 100)) == [
        ("t", "M0 2h200"), ("b", "M100 2h100"), ("r", "M150 2h50"),
    ]  # fmt: skip
    assert 'class="r"' not in bar(50, 0, 100)
    assert "NaN" not in bar(0, 0, 0)


@pytest.mark.parametrize(
    ("origin", "other", "paths"),
    [
        (1, 1, [("fb", "M0 0h10v74H0z"), ("fr", "M0 75h10V150H0z")]),
        (2, 0, [("fr", "M0 0h10V150H0z")]),
        (0, 2, [("fb", "M0 0h10v150H0z")]),
    ],
)
def test_a_column_stands_on_its_origins(
    origin: int, other: int, paths: list[tuple[str, str]]
) -> None:
    assert re.findall(r'<path class="(\w+)" d="([^"]*)"', column(origin, other, 2)) == paths


def test_the_smallest_column_is_still_seen() -> None:
    assert 'height="2"' in column(0, 1, 100_000)
    assert 'height="0"' in column(0, 0, 0)


def test_which_years_are_drawn() -> None:
    years = [Year(2021, 1, 2), Year(2020, 0, 1), Year(2019, 4, 0), Year(None, 9, 9)]
    assert [row.year for row in last_dated(years, 2)] == [2020, 2021]
    assert largest(years[:3]) == 4
    assert largest([]) == 0
