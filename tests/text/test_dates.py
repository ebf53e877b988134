"""Dates in Arabic words: written with both names of a month, found in texts as they are written."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.dates import (
    WEEKDAYS,
    Partial,
    find_dates,
    format_date,
    format_month,
    parse_date,
)
from articles.text.months import MONTH

DAY = date(2019, 6, 18)


def test_writing() -> None:
    assert format_date(DAY) == "18 حزيران/يونيو 2019"
    assert format_date(DAY, "western") == "18 يونيو 2019"
    assert format_date(DAY, "levantine", weekday=True) == "الثلاثاء 18 حزيران 2019"
    assert format_date(datetime(2019, 6, 18, 23, tzinfo=UTC)) == "18 حزيران/يونيو 2019"
    assert format_month(2019, 6) == "حزيران/يونيو 2019"
    assert WEEKDAYS[date(2026, 11, 25).weekday()] == "الأربعاء"
    with pytest.raises(ValueError, match="not a month"):
        format_month(2019, 13)


def found(text: str) -> list[tuple[str, str, Partial]]:
    return [(text[start:end], partial.edtf(), partial) for start, end, partial in find_dates(text)]


@pytest.mark.parametrize(
    ("text", "words", "partial"),
    [
        ("في 25 تشرين أول \\ أكتوبر 2017 لتدخل", "25 تشرين أول \\ أكتوبر 2017", Partial(2017, 10, 25)),
        ("في 18حزيران \\ يونيو 2019 لمدة", "18حزيران \\ يونيو 2019", Partial(2019, 6, 18)),
        ("في شهر حزيران \\ يونيو.", "حزيران \\ يونيو", Partial(None, 6, None)),
        ("روسيا في آب \\ أغسطس المقبل", "آب \\ أغسطس", Partial(None, 8, None)),
        ("يوم الثلاثاء 18 حزيران/يونيو 2019م", "الثلاثاء 18 حزيران/يونيو 2019", Partial(2019, 6, 18)),
        ("الثلاثاء، ١٨ يونيو ٢٠١٩", "الثلاثاء، ١٨ يونيو ٢٠١٩", Partial(2019, 6, 18)),
        ("18 يونيو (حزيران) 2019", "18 يونيو (حزيران) 2019", Partial(2019, 6, 18)),
        ("18 من شهر يونيو من عام 2019", "18 من شهر يونيو من عام 2019", Partial(2019, 6, 18)),
        ("3 غشت الماضي", "3 غشت", Partial(None, 8, 3)),
        ("في جويلية 2016 كان", "جويلية 2016", Partial(2016, 7, None)),
        ("بتاريخ 2019-06-18.", "2019-06-18", Partial(2019, 6, 18)),
        ("بتاريخ 18/6/2019،", "18/6/2019", Partial(2019, 6, 18)),
        ("يوم ٣٠.١٢.٢٠١٨ صباحا", "٣٠.١٢.٢٠١٨", Partial(2018, 12, 30)),
        ("29 شباط/فبراير", "29 شباط/فبراير", Partial(None, 2, 29)),
    ],
)  # fmt: skip
def test_a_date_in_a_text(text: str, words: str, partial: Partial) -> None:
    assert found(text) == [(words, partial.edtf(), partial)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "مارس ضغوطا على الحكومة",  # the verb
        "30 شباط/فبراير 2019",
        "29 شباط/فبراير 2019",
        "0 يونيو 2019",
        "العدد 12/2019",
        "1.2.3.2019",
        "v2019-06-18-1",
        "2019-06-18T10:00",
        "32/1/2019",
        "قال أب لثلاثة",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert [one for one in found(text) if one[2].day or one[2].month] == []


def test_several_in_order() -> None:
    text = "من 2019-01-02 إلى 3 مارس 2019، ثم أيار/مايو"
    assert [edtf for _, edtf, _ in found(text)] == ["2019-01-02", "2019-03-03", ""]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("18 حزيران/يونيو 2019", "2019-06-18"),
        ("18 حزيران/يونيو 2019م.", "2019-06-18"),
        ("حزيران/يونيو 2019", "2019-06"),
        ("مارس", ""),
        ("عام 2019", "2019"),
        ("٢٠١٩", "2019"),
        ("2019-06-18", "2019-06-18"),
    ],
)
def test_parse_date(text: str, edtf: str) -> None:
    partial = parse_date(text)
    assert partial is not None and partial.edtf() == edtf


@pytest.mark.parametrize(
    "text", ["", "أمس", "في 18 يونيو 2019", "18 يونيو 2019 تقريبا", "20190618", "30 فبراير"]
)
def test_what_is_not_wholly_a_date(text: str) -> None:
    assert parse_date(text) is None


def test_edtf_needs_a_year() -> None:
    assert Partial(2019, 6, 18).edtf() == "2019-06-18"
    assert Partial(2019, 6).edtf() == "2019-06"
    assert Partial(2019).edtf() == "2019"
    assert Partial(476).edtf() == "0476"
    assert Partial(None, 6, 18).edtf() == Partial().edtf() == ""
    assert Partial(2019, None, 18).edtf() == "2019"


@given(
    st.dates(min_value=date(1000, 1, 1)),
    st.sampled_from(["dual", "levantine", "western"]),
    st.booleans(),
)
def test_what_is_written_is_read(day: date, style: str, weekday: bool) -> None:
    words = format_date(day, style, weekday=weekday)  # type: ignore[arg-type]
    assert parse_date(words) == Partial(day.year, day.month, day.day)
    text = f"وقال في {words}، وأضاف"
    assert [(start, end) for start, end, _ in find_dates(text)] == [(8, 8 + len(words))]


@given(
    st.text()
    | st.lists(
        st.sampled_from(
            ["18", " ", "يونيو", "\\", "/", "2019", "آب", "(", ")", "،", "عام", "-", "من"]
        )
    ).map("".join)
)
def test_every_date_found_stands_in_the_text(text: str) -> None:
    ends = 0
    for start, end, partial in find_dates(text):
        assert 0 <= start < end <= len(text)
        assert partial.year or partial.month
        ends = max(ends, end)
    parse_date(text)


def test_the_pattern_of_months_is_not_anchored() -> None:
    assert MONTH.startswith("(?:") and MONTH.endswith(")")
