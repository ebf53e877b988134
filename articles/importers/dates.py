"""What a source gives as a date, turned into EDTF; an impossible date counts as unknown."""

import re
from datetime import UTC, datetime

from articles.importers.limits import MIN_YEAR
from articles.text.edtf import parse_edtf

# ISO 8601 as it is met in exports: with a space for the T, a time without colons or seconds.
_MOMENT = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ](?P<hour>[0-9]{2}):?(?P<minute>[0-9]{2})"
    r"(?::?(?P<second>[0-9]{2})(?:[.,][0-9]+)?)?"
    r" ?(?:(?P<utc>[Zz])|(?P<hours>[+-][0-9]{2})(?::?(?P<minutes>[0-9]{2}))?)?"
)


def edtf_date(value: str) -> tuple[str, str]:
    """The date as EDTF, and the cleaning code that applies ('' for none).

    It has the precision and the offset that the source gives. A time without an offset names no
    moment: its day is kept ("no-offset"). Fractions of a second are dropped, a time without
    seconds gets :00. What is no date, or none that an article can have (before
    `limits.MIN_YEAR` or after next year), is unknown: ("", "bad-date").
    """
    value = value.strip()
    code = ""
    try:
        if moment := _MOMENT.fullmatch(value):
            value = parse_edtf(_extended(moment)).value
            if not (moment["utc"] or moment["hours"]):
                value, code = moment["day"], "no-offset"
        date = parse_edtf(value)
    except ValueError:
        return "", "bad-date"
    if date.earliest is None or date.latest is None:
        return "", ""
    if date.earliest.year < MIN_YEAR or date.latest.year > datetime.now(UTC).year + 1:
        return "", "bad-date"
    return date.value, code


def _extended(moment: re.Match[str]) -> str:
    """The moment in the one form that EDTF knows."""
    hours, minutes = moment["hours"], moment["minutes"] or "00"
    offset = f"{hours}:{minutes}" if hours else "Z"
    second = moment["second"] or "00"
    return f"{moment['day']}T{moment['hour']}:{moment['minute']}:{second}{offset}"
