"""Dates that may be vague: the subset of EDTF that an article's `dated` may hold, and its words.

EDTF is the Extended Date/Time Format of ISO 8601-2:2019 and the Library of Congress
(https://www.loc.gov/standards/datetime/). Why this is not a library: docs/decisions/0002-edtf.md.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Literal

from articles.text.dates import format_date, format_month
from articles.text.months import Style

Precision = Literal["second", "day", "month", "year", "decade", "interval", "unknown"]


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date as EDTF says it.

    `value` is its canonical form, '' where the date is unknown. `earliest` and `latest` are the
    first and the last day that it may mean, both None where it is unknown. `at` is the moment,
    with its offset, where the precision is 'second', else None.
    """

    value: str
    earliest: date | None
    latest: date | None
    precision: Precision
    approximate: bool = False
    uncertain: bool = False
    at: datetime | None = None


UNKNOWN = Edtf("", None, None, "unknown")
"""The date of which nothing is known."""

_DATE = re.compile(
    r"(?:(?P<decade>[0-9]{3})X|(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?)"
    r"(?P<qualifier>[~?%])?"
)
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:Z|[+-][0-9]{2}:[0-9]{2})"
)
_LOCAL_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+")
# Twice the farthest that a zone can be from UTC, so that such a moment has a date in every zone.
_MARGIN = timedelta(days=2)
_FIRST = datetime.min.replace(tzinfo=UTC) + _MARGIN
_LAST = datetime.max.replace(tzinfo=UTC) - _MARGIN


@lru_cache(maxsize=1024)
def parse_edtf(value: str) -> Edtf:
    """The date that an EDTF string says.

    Taken are '' and XXXX (unknown); YYYY, YYYY-MM, YYYY-MM-DD and a decade as 195X, each with an
    optional ~ (approximate), ? (uncertain) or % (both); an interval A/B of two of these; and
    YYYY-MM-DDThh:mm:ss with Z or an offset. Years are 0001 to 9999.
    Raises ValueError, with a sentence that says what is wrong, for anything else.
    """
    if value in ("", "XXXX"):
        return UNKNOWN
    if "/" in value:
        return _interval(value)
    if "T" in value:
        return _moment(value)
    return _date(value)


def _date(value: str) -> Edtf:
    match = _DATE.fullmatch(value)
    if match is None:
        raise ValueError(
            f"Not an EDTF date: {value[:40]!r}. Examples: 2019, 2019-06-18, 195X, 1950~."
        )
    decade, year, month, day, qualifier = match.groups()
    approximate, uncertain = qualifier in ("~", "%"), qualifier in ("?", "%")
    if decade:
        first, last, precision = _days_of_decade(int(decade) * 10)
    else:
        numbers = (int(part) if part else None for part in (month, day))
        first, last, precision = _days(int(year), *numbers)
    return Edtf(value, first, last, precision, approximate, uncertain)


def _days_of_decade(year: int) -> tuple[date, date, Precision]:
    return _first_of_year(max(year, 1)), date(year + 9, 12, 31), "decade"


def _days(year: int, month: int | None, day: int | None) -> tuple[date, date, Precision]:
    """The first and the last day of a year, a month or a day."""
    first = _first_of_year(year)
    if month is None:
        return first, date(year, 12, 31), "year"
    if not 1 <= month <= 12:
        raise ValueError(f"There is no month {month:02}.")
    length = monthrange(year, month)[1]
    if day is None:
        return date(year, month, 1), date(year, month, length), "month"
    if not 1 <= day <= length:
        raise ValueError(f"There is no day {year:04}-{month:02}-{day:02}.")
    return date(year, month, day), date(year, month, day), "day"


def _first_of_year(year: int) -> date:
    if year < 1:
        raise ValueError("There is no year 0000: years are 0001 to 9999.")
    return date(year, 1, 1)


def _interval(value: str) -> Edtf:
    ends = value.split("/")
    if len(ends) != 2 or not all(ends) or ".." in ends:
        raise ValueError(f"An interval needs a beginning and an end, as 2001/2003: {value[:40]!r}.")
    if "T" in value or "XXXX" in ends:
        raise ValueError(f"An interval is made of dates, without times: {value[:40]!r}.")
    start, end = _date(ends[0]), _date(ends[1])
    assert start.earliest and start.latest and end.earliest and end.latest
    if start.earliest > end.earliest or start.latest > end.latest:
        raise ValueError(f"The interval ends before it begins: {value}.")
    return Edtf(
        value,
        start.earliest,
        end.latest,
        "interval",
        start.approximate or end.approximate,
        start.uncertain or end.uncertain,
    )


def _moment(value: str) -> Edtf:
    if not _MOMENT.fullmatch(value):
        if _LOCAL_TIME.fullmatch(value):
            raise ValueError(
                f"A time needs seconds and an offset, as 10:00:00+03:00: {value[:40]!r}."
            )
        raise ValueError(
            f"Not an EDTF date and time: {value[:40]!r}. Example: 2019-06-18T10:00:00Z."
        )
    _days(int(value[:4]), int(value[5:7]), int(value[8:10]))
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        raise ValueError(f"There is no such time: {value}.") from None
    day = at.date()
    if not _FIRST.replace(tzinfo=at.tzinfo) <= at <= _LAST.replace(tzinfo=at.tzinfo):
        raise ValueError(f"A time must lie within the years 0001 to 9999 in every zone: {value}.")
    return Edtf(value, day, day, "second", at=at)


_DECADES = (
    *("", "", "عشرينيات", "ثلاثينيات", "أربعينيات", "خمسينيات"),
    *("ستينيات", "سبعينيات", "ثمانينيات", "تسعينيات"),
)
_CENTURIES = {18: "الثامن عشر", 19: "التاسع عشر", 20: "العشرين", 21: "الحادي والعشرين"}


def describe_edtf(edtf: Edtf, style: Style = "dual") -> str:
    """The date in Arabic words, with the digits 0-9.

    «18 حزيران/يونيو 2019» (also where the hour is known), «حزيران/يونيو 2019», «نحو 1950»,
    «خمسينيات القرن العشرين», «من 2001 إلى 2003», «التاريخ غير معروف»; what is uncertain is
    followed by «(غير مؤكد)».
    """
    if edtf.earliest is None or edtf.latest is None:
        return "التاريخ غير معروف"
    if edtf.precision == "interval":
        start, end = (describe_edtf(parse_edtf(part), style) for part in edtf.value.split("/"))
        return f"من {start} إلى {end}"
    words = _plain_words(edtf.earliest, edtf.precision, style)
    if edtf.approximate:
        words = f"نحو {words}"
    return f"{words} (غير مؤكد)" if edtf.uncertain else words


def _plain_words(first: date, precision: Precision, style: Style) -> str:
    """The words of a single date that begins on the day `first`."""
    if precision == "year":
        return str(first.year)
    if precision == "month":
        return format_month(first.year, first.month, style)
    if precision == "decade":
        return _decade_words(first.year - first.year % 10)
    return format_date(first, style)


def _decade_words(year: int) -> str:
    """«خمسينيات القرن العشرين»; where no such name is in use, «الأعوام 1900-1909»."""
    name, century = _DECADES[year // 10 % 10], _CENTURIES.get(year // 100 + 1)
    if name and century:
        return f"{name} القرن {century}"
    return f"الأعوام {max(year, 1)}-{year + 9}"
