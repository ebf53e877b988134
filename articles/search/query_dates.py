"""Dates in queries, as people write them: the first day of what they name."""

import re
from datetime import date

from articles.text.dates import Partial, parse_date
from articles.text.digits import to_ascii_digits

_YEAR_FIRST = re.compile(r"([0-9]{4})\s?[-/.]\s?([0-9]{1,2})")
_MONTH_FIRST = re.compile(r"([0-9]{1,2})\s?[-/.]\s?([0-9]{4})")
_AROUND = " \t.,،؛;:!؟?()[]"


def day_of(text: str) -> date | None:
    """The first day of a day, month or year in words or digits of any kind; None for other text.

    «حزيران 2021», 2021-06, 6/2021, 18/6/2021, «١٨ حزيران/يونيو ٢٠٢١», 2021. A date without a year
    is none.
    """
    written = to_ascii_digits(text).strip(_AROUND)
    partial = parse_date(written) or _month_in_digits(written)
    if partial is None or not partial.year:
        return None
    return date(partial.year, partial.month or 1, partial.day or 1)


def _month_in_digits(text: str) -> Partial | None:
    match = _YEAR_FIRST.fullmatch(text)
    if match:
        year, month = int(match[1]), int(match[2])
    else:
        match = _MONTH_FIRST.fullmatch(text)
        if match is None:
            return None
        month, year = int(match[1]), int(match[2])
    return Partial(year, month) if year and 1 <= month <= 12 else None
