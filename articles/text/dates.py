"""Dates in Arabic words: writing them with dual month names, and finding them in a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from articles.text.months import MONTH, Style, month_name, month_number

WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
"""The days of the week as `date.weekday()` counts them, from Monday."""


@dataclass(frozen=True, slots=True)
class Partial:
    """A date of which some parts may be unknown (None). What is there is possible together."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def edtf(self) -> str:
        """The date as EDTF (YYYY, YYYY-MM, YYYY-MM-DD); '' without a year."""
        parts = [f"{self.year:04}" if self.year else ""]
        if self.month:
            parts.append(f"{self.month:02}")
            if self.day:
                parts.append(f"{self.day:02}")
        return "-".join(parts) if self.year else ""


def format_date(day: date, style: Style = "dual", *, weekday: bool = False) -> str:
    """«18 حزيران/يونيو 2019», with `weekday` «الثلاثاء 18 حزيران/يونيو 2019».

    A datetime gives the day in its own time zone.
    """
    words = f"{day.day} {month_name(day.month, style)} {day.year}"
    return f"{WEEKDAYS[day.weekday()]} {words}" if weekday else words


def format_month(year: int, month: int, style: Style = "dual") -> str:
    """«حزيران/يونيو 2019». Raises ValueError for a month outside 1-12."""
    return f"{month_name(month, style)} {year}"


# Blanks are counted, so that no run of them is gone through twice.
_GAP = r"[^\S\n]{0,3}"
_DIGITS = "0-9٠-٩۰-۹"
_D = f"[{_DIGITS}]"
_END = r"(?![^\W\d_])"
_ALONE = rf"(?<![^\W_]){MONTH}{_END}"
_WEEKDAY = r"(?:ال)?(?:[اإ]ثنين|ثلاثاء|[أا]ربعاء|خميس|جمعة|سبت|[أا]حد)"
_YEAR = rf"(?:[،,]?{_GAP}(?:(?:من{_GAP})?(?:عام|سنة|لعام|لسنة){_GAP})?(?P<year>{_D}{{4}})(?!{_D}))?"
# The second name of the same month: after \ or /, in brackets, or just after a blank.
_SECOND = (
    rf"(?:{_GAP}[\\/⁄]{_GAP}(?P<slash>{MONTH}){_END}"
    rf"|{_GAP}\({_GAP}(?P<bracket>{MONTH}){_GAP}\)"
    rf"|[^\S\n]{{1,3}}(?P<blank>{MONTH}){_END})?"
)
_WORDS = re.compile(
    rf"(?:(?<![^\W_]){_WEEKDAY}{_GAP}[،,]?{_GAP})?"
    rf"(?<!{_D})(?P<day>{_D}{{1,2}}){_GAP}(?:من{_GAP})?(?:ل?شهر{_GAP})?"
    rf"(?P<month>{MONTH}){_END}"
    rf"|(?<![^\W_])(?P<bare>{MONTH}){_END}"
)
_SECOND_NAME = re.compile(_SECOND)
_YEAR_AFTER = re.compile(_YEAR)
_ISO = re.compile(
    rf"(?<![A-Za-z{_DIGITS}_./-])(?P<year>{_D}{{4}})([-/.])(?P<month>{_D}{{1,2}})\2(?P<day>{_D}{{1,2}})(?![A-Za-z{_DIGITS}_/-])"
)
_DAY_FIRST = re.compile(
    rf"(?<![A-Za-z{_DIGITS}_./-])(?P<day>{_D}{{1,2}})([-/.])(?P<month>{_D}{{1,2}})\2(?P<year>{_D}{{4}})(?![A-Za-z{_DIGITS}_/-])"
)
_YEAR_ONLY = re.compile(rf"(?:(?:عام|سنة){_GAP})?({_D}{{4}})")


def find_dates(text: str) -> list[tuple[int, int, Partial]]:
    """The dates of a text as (start, end, date), offsets in code points, in order.

    Found are a day and a month in words, with or without a year («18حزيران \\ يونيو 2019»,
    «25 تشرين أول 2017», «3 غشت»); a month with a year; a month under both its names; and dates in
    digits, the year or the day first. A month under one name alone is not taken for a date, since
    مارس is also a verb. Impossible dates (30 February) are passed over.
    """
    found = [*_in_words(text, bare=False), *_in_digits(text)]
    return sorted(found, key=lambda item: item[0])


def parse_date(text: str) -> Partial | None:
    """The date that the whole text is, or None. Also takes a month or a year alone."""
    text = text.strip()
    for start, end, partial in [*_in_words(text, bare=True), *_in_digits(text)]:
        if start == 0 and text[end:].strip(" .،") in ("", "م"):
            return partial
    year = _YEAR_ONLY.fullmatch(text)
    return _partial(year.group(1), None, None) if year else None


def _in_words(text: str, *, bare: bool) -> Iterator[tuple[int, int, Partial]]:
    """Dates with the month in words; `bare` admits a month of one name and no year."""
    position = 0
    while match := _WORDS.search(text, position):
        position = match.end()
        name = match["month"] or match["bare"]
        month = month_number(name)
        end, dual = _second_name(text, match.end(), month)
        year = _YEAR_AFTER.match(text, end)
        written = year["year"] if year else None
        partial = _partial(written, month, match["day"])
        if partial is None or match["day"] or written or dual or bare:
            position = year.end() if year and written else end
            if partial is not None:
                yield match.start(), position, partial


def _second_name(text: str, end: int, month: int | None) -> tuple[int, bool]:
    """Where the month ends, and whether a second name of the same month follows the first."""
    match = _SECOND_NAME.match(text, end)
    second = match and (match["slash"] or match["bracket"] or match["blank"])
    if match and second and month_number(second) == month:
        return match.end(), True
    return end, False


def _in_digits(text: str) -> Iterator[tuple[int, int, Partial]]:
    for pattern in (_ISO, _DAY_FIRST):
        for match in pattern.finditer(text):
            partial = _partial(match["year"], int(match["month"]), match["day"])
            if partial is not None:
                yield match.start(), match.end(), partial


def _partial(year: str | None, month: int | None, day: str | None) -> Partial | None:
    """The parts together, or None where no calendar has them. int() reads every kind of digit."""
    partial = Partial(int(year) if year else None, month, int(day) if day else None)
    try:
        # Without a year, a leap year: 29 February is possible.
        date(2000 if partial.year is None else partial.year, partial.month or 1, partial.day or 1)
    except ValueError:
        return None
    return None if partial.day == 0 else partial
