"""An abstract that only repeats the body's opening is no standfirst."""

import pytest

from articles.importers.standfirst import is_opening

BODY = (
    "المدينة (وكالة الميناء) - افتتحت البلدية مكتبة عامة جديدة صباح الأحد.\n\n"
    "وتضم المكتبة عشرين ألف كتاب وقاعة للأطفال، وهي مفتوحة كل يوم."
)


@pytest.mark.parametrize(
    "abstract",
    [
        "المدينة (وكالة الميناء) - افتتحت البلدية مكتبة عامة جديدة",
        "افتتحت البلدية مكتبة عامة جديدة صباح الأحد.وتضم المكت",
        "افتتحت البلدية مكتبة عامة جدي",
        "المدينة وكالة الميناء: افتتحت البلدية مكتبة",
        "...",
        "",
    ],
)
def test_openings(abstract: str) -> None:
    assert is_opening(abstract, BODY)


@pytest.mark.parametrize(
    "abstract",
    [
        "عشرون ألف كتاب في متناول القراء",
        "البلدية تفتتح مكتبة عامة جديدة صباح الأحد.",
        "افتتحت البلدية صباح الأحد مكتبة عامة جديدة.",
    ],
)
def test_standfirsts(abstract: str) -> None:
    assert not is_opening(abstract, BODY)


def test_only_the_opening_is_looked_at() -> None:
    end = "تفتح المكتبة أبوابها حتى منتصف الليل"
    assert not is_opening(end, "فقرة. " * 400 + end)
