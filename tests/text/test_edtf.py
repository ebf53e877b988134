"""EDTF: what `dated` may hold, which days it covers, what is refused, and its Arabic words."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.edtf import UNKNOWN, Edtf, describe_edtf, parse_edtf


@pytest.mark.parametrize(
    ("value", "earliest", "latest", "precision"),
    [
        ("2019-06-18", date(2019, 6, 18), date(2019, 6, 18), "day"),
        ("2019-06", date(2019, 6, 1), date(2019, 6, 30), "month"),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29), "month"),
        ("2019", date(2019, 1, 1), date(2019, 12, 31), "year"),
        ("0001", date(1, 1, 1), date(1, 12, 31), "year"),
        ("9999-12-31", date(9999, 12, 31), date(9999, 12, 31), "day"),
        ("195X", date(1950, 1, 1), date(1959, 12, 31), "decade"),
        ("000X", date(1, 1, 1), date(9, 12, 31), "decade"),
        ("2001/2003", date(2001, 1, 1), date(2003, 12, 31), "interval"),
        ("2001-02/2001-02-28", date(2001, 2, 1), date(2001, 2, 28), "interval"),
        ("195X/1961-04-12", date(1950, 1, 1), date(1961, 4, 12), "interval"),
    ],
)
def test_dates(value: str, earliest: date, latest: date, precision: str) -> None:
    assert parse_edtf(value) == Edtf(value, earliest, latest, precision)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", ["", "XXXX"])
def test_unknown(value: str) -> None:
    assert parse_edtf(value) is UNKNOWN
    assert (UNKNOWN.value, UNKNOWN.earliest, UNKNOWN.latest) == ("", None, None)


@pytest.mark.parametrize(
    ("value", "approximate", "uncertain"),
    [
        ("1950~", True, False),
        ("1950-06?", False, True),
        ("1950-06-18%", True, True),
        ("195X~", True, False),
        ("1950~/1952?", True, True),
    ],
)
def test_qualifiers(value: str, approximate: bool, uncertain: bool) -> None:
    date = parse_edtf(value)
    assert (date.value, date.approximate, date.uncertain) == (value, approximate, uncertain)


def test_moments() -> None:
    date = parse_edtf("2019-06-18T23:30:00+03:00")
    assert date.at == datetime(2019, 6, 18, 20, 30, tzinfo=UTC)
    assert date.at is not None and date.at.utcoffset() == timedelta(hours=3)
    assert (date.precision, str(date.earliest), str(date.latest)) == (
        "second",
        "2019-06-18",
        "2019-06-18",
    )
    assert parse_edtf("2019-06-18T23:30:00Z").at == datetime(2019, 6, 18, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("0000", "There is no year 0000: years are 0001 to 9999."),
        ("0000-01-01", "There is no year 0000: years are 0001 to 9999."),
        ("2019-13", "There is no month 13."),
        ("2019-00", "There is no month 00."),
        ("2019-02-29", "There is no day 2019-02-29."),
        ("2019-06-00", "There is no day 2019-06-00."),
        ("18/6/2019", "An interval needs a beginning and an end, as 2001/2003: '18/6/2019'."),
        ("2001/", "An interval needs a beginning and an end, as 2001/2003: '2001/'."),
        ("2001/..", "An interval needs a beginning and an end, as 2001/2003: '2001/..'."),
        ("2003/2001", "The interval ends before it begins: 2003/2001."),
        ("2001/XXXX", "An interval is made of dates, without times: '2001/XXXX'."),
        ("2001/2002-01-01T00:00:00Z", "An interval is made of dates, without times: '2001/2002-01-01T00:00:00Z'."),
        ("2019-06-18T10:00:00", "A time needs seconds and an offset, as 10:00:00+03:00: '2019-06-18T10:00:00'."),
        ("2019-06-18T10:00Z", "Not an EDTF date and time: '2019-06-18T10:00Z'. Example: 2019-06-18T10:00:00Z."),
        ("2019-06-18T25:00:00Z", "There is no such time: 2019-06-18T25:00:00Z."),
        ("2019-06-18T10:00:00+25:00", "There is no such time: 2019-06-18T10:00:00+25:00."),
        ("2019-02-30T10:00:00Z", "There is no day 2019-02-30."),
        ("0001-01-01T00:00:00Z", "A time must lie within the years 0001 to 9999 in every zone: 0001-01-01T00:00:00Z."),
        ("أمس", "Not an EDTF date: 'أمس'. Examples: 2019, 2019-06-18, 195X, 1950~."),
        ("٢٠١٩", "Not an EDTF date: '٢٠١٩'. Examples: 2019, 2019-06-18, 195X, 1950~."),
        ("19XX", "Not an EDTF date: '19XX'. Examples: 2019, 2019-06-18, 195X, 1950~."),
        ("2019 ", "Not an EDTF date: '2019 '. Examples: 2019, 2019-06-18, 195X, 1950~."),
        ("2019\n", "Not an EDTF date: '2019\\n'. Examples: 2019, 2019-06-18, 195X, 1950~."),
        ("-2019", "Not an EDTF date: '-2019'. Examples: 2019, 2019-06-18, 195X, 1950~."),
    ],
)  # fmt: skip
def test_what_is_refused_says_why(value: str, reason: str) -> None:
    with pytest.raises(ValueError) as caught:
        parse_edtf(value)
    assert str(caught.value) == reason


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("", "التاريخ غير معروف"),
        ("2019-06-18", "18 حزيران/يونيو 2019"),
        ("2019-06-18T23:30:00+03:00", "18 حزيران/يونيو 2019"),
        ("2019-06", "حزيران/يونيو 2019"),
        ("2019", "2019"),
        ("1950~", "نحو 1950"),
        ("1950?", "1950 (غير مؤكد)"),
        ("1950%", "نحو 1950 (غير مؤكد)"),
        ("195X", "خمسينيات القرن العشرين"),
        ("202X", "عشرينيات القرن الحادي والعشرين"),
        ("190X", "الأعوام 1900-1909"),
        ("191X", "الأعوام 1910-1919"),
        ("165X", "الأعوام 1650-1659"),
        ("000X", "الأعوام 1-9"),
        ("2001/2003", "من 2001 إلى 2003"),
        ("1950~/1952-06", "من نحو 1950 إلى حزيران/يونيو 1952"),
    ],
)
def test_words(value: str, words: str) -> None:
    assert describe_edtf(parse_edtf(value)) == words


def test_words_in_other_styles() -> None:
    assert describe_edtf(parse_edtf("2019-06"), "western") == "يونيو 2019"
    assert (
        describe_edtf(parse_edtf("2019-06/2019-07"), "levantine") == "من حزيران 2019 إلى تموز 2019"
    )


@given(st.dates())
def test_every_day_is_itself(day: date) -> None:
    found = parse_edtf(day.isoformat())
    assert found.earliest == found.latest == day


@given(st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1)), st.integers(-23, 23))
def test_every_moment_is_itself(moment: datetime, hours: int) -> None:
    at = moment.replace(microsecond=0, tzinfo=timezone(timedelta(hours=hours)))
    assert parse_edtf(at.isoformat()).at == at


@given(st.text() | st.text("0123456789-/XT:Z+~?%."))
def test_whatever_is_taken_is_its_own_canonical_form(value: str) -> None:
    try:
        found = parse_edtf(value)
    except ValueError:
        return
    assert parse_edtf(found.value) == found
    if found.earliest and found.latest:
        assert found.earliest <= found.latest
    describe_edtf(found)
