"""Dates of sources become EDTF with the precision they have; impossible ones become unknown."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.importers.dates import edtf_date
from articles.text.edtf import parse_edtf

NEXT_YEAR = datetime.now(UTC).year + 1


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", ""),
        ("  ", ""),
        ("XXXX", ""),
        ("2018", "2018"),
        ("2018-02", "2018-02"),
        (" 2018-02-16\n", "2018-02-16"),
        ("2018-02-16T22:08:10+04:00", "2018-02-16T22:08:10+04:00"),
        ("2018-02-16T22:08:10-03:30", "2018-02-16T22:08:10-03:30"),
        ("2018-02-16T22:08:10Z", "2018-02-16T22:08:10Z"),
        ("2018-02-16t22:08:10z", "2018-02-16T22:08:10Z"),
        ("2018-02-16 22:08 +0400", "2018-02-16T22:08:00+04:00"),
        ("2018-02-16T220810+04", "2018-02-16T22:08:10+04:00"),
        ("2018-02-16T22:08:10.987654Z", "2018-02-16T22:08:10Z"),
        ("2018~", "2018~"),
        ("195X", "195X"),
        ("2015-07/2015-08", "2015-07/2015-08"),
        ("1600", "1600"),
        (f"{NEXT_YEAR}-12-31", f"{NEXT_YEAR}-12-31"),
    ],
)
def test_dates(value: str, expected: str) -> None:
    assert edtf_date(value) == (expected, "")


@pytest.mark.parametrize(
    "value", ["2017-01-22T185600", "2017-01-22 18:56", "2017-01-22T18:56:00.5"]
)
def test_a_time_without_an_offset_gives_its_day(value: str) -> None:
    assert edtf_date(value) == ("2017-01-22", "no-offset")


@pytest.mark.parametrize(
    "value",
    [
        "0000-00-00",
        "0000",
        "0001-01-01T00:00:00Z",
        "1599-12-31",
        f"{NEXT_YEAR + 1}-01-01",
        "9999-12-31",
        "9999-12-31T23:59:59-12:00",
        "2024-13-01",
        "2024-00-10",
        "2023-02-29",
        "2024-03-10T25:00:00Z",
        "2024-03-10T25:00",
        "2024-03-10T10:00:00+99:00",
        "1990/9999",
        "2024/2020",
        "10/03/2024",
        "الأحد الماضي",
        "٢٠٢٤-٠٣-١٠",
        "1710052200",
        "2024-03-10" * 100_000,
    ],
)
def test_impossible_dates_are_unknown(value: str) -> None:
    assert edtf_date(value) == ("", "bad-date")


@given(st.text() | st.from_regex(r"[0-9X~?/T:Z+-]{1,30}", fullmatch=True))
def test_whatever_comes_out_is_edtf(value: str) -> None:
    date, code = edtf_date(value)
    assert parse_edtf(date).value == date
    assert code in {"", "bad-date", "no-offset"}


@given(st.datetimes(datetime(1600, 1, 2), datetime(2025, 12, 31), timezones=st.just(UTC)))
def test_every_moment_keeps_its_second(moment: datetime) -> None:
    whole = moment.replace(microsecond=0)
    date, code = edtf_date(moment.isoformat())
    assert (parse_edtf(date).at, code) == (whole, "")
