"""The Hijri calendar on days that are known, and at the ends of its table."""

from datetime import date, timedelta

import pytest

from articles.text.hijri import MONTHS, hijri_day


# Found with ICU's calendar "islamic-umalqura", which has a table of its own.
@pytest.mark.parametrize(
    ("day", "hijri"),
    [
        (date(1990, 4, 26), (1410, 10, 1)),
        (date(2000, 1, 1), (1420, 9, 24)),
        (date(2024, 3, 11), (1445, 9, 1)),
        (date(2025, 3, 1), (1446, 9, 1)),
        (date(2026, 6, 16), (1448, 1, 1)),
        (date(2026, 6, 17), (1448, 1, 2)),
    ],
)
def test_known_days(day: date, hijri: tuple[int, int, int]) -> None:
    assert hijri_day(day) == hijri


def test_outside_the_table_is_nothing() -> None:
    first, last = date(1924, 8, 1), date(2077, 11, 16)
    assert hijri_day(first) == (1343, 1, 1)
    assert hijri_day(last) == (1500, 12, 30)
    assert hijri_day(first - timedelta(1)) is None
    assert hijri_day(last + timedelta(1)) is None
    assert hijri_day(date.min) is None
    assert hijri_day(date.max) is None


def test_every_month_has_its_name() -> None:
    assert len(set(MONTHS)) == 12
    assert (MONTHS[0], MONTHS[8], MONTHS[11]) == ("محرم", "رمضان", "ذو الحجة")
