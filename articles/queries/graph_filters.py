"""What the graph of sources is asked for: a period, a role, a kind of source, a least weight."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from articles.models import CitationRole, SourceKind
from articles.text.digits import to_ascii_digits
from articles.text.edtf import parse_edtf

NAMES = ("from", "to", "role", "kind", "least")
# Isolated: without that, Arabic around them turns the parts of a date round.
SHAPES = {"year": "2019", "month": "\u20662019-06\u2069", "day": "\u20662019-06-18\u2069"}
_DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
_NUMBER = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Filters:
    """`since` and `until` are days, both included, of the dates of articles; "" is any role, or
    any kind. A kind is that of one of the two sources. `least` counts articles."""

    since: date | None = None
    until: date | None = None
    role: str = ""
    kind: str = ""
    least: int = 1


def read_filters(given: Mapping[str, str]) -> tuple[Filters, dict[str, str]]:
    """The filters that parameters name, and by parameter what is wrong with it.

    A date is a year, a month or a day (2019, 2019-06, 2019-06-18), also in Arabic-Indic digits;
    a period begins with the first day of `from` and ends with the last of `to`.
    """
    errors: dict[str, str] = {}
    values = {name: to_ascii_digits(given.get(name, "").strip()) for name in NAMES}
    since, until = read_period("from", "to", values, errors)
    if values["role"] and values["role"] not in CitationRole.values:
        errors["role"] = _("Choose a role of the list.")
    if values["kind"] and values["kind"] not in SourceKind.values:
        errors["kind"] = _("Choose a kind of the list.")
    least = values["least"] or "1"
    if not _NUMBER.fullmatch(least) or int(least) < 1:
        errors["least"], least = _("Write a whole number from 1 on."), "1"
    filters = Filters(
        since=since,
        until=until,
        role=values["role"],
        kind=values["kind"],
        least=int(least),
    )
    return filters, errors


def read_period(
    first: str, last: str, given: Mapping[str, str], errors: dict[str, str]
) -> tuple[date | None, date | None]:
    """The days between which the parameters `first` and `last` say that something is, both
    included; what is wrong with them is added to `errors`."""
    since, until = (_day(name, given[name], errors) for name in (first, last))
    if since is not None and until is not None and until[1] < since[0]:
        errors[last] = _("The period ends before it begins.")
    return since[0] if since else None, until[1] if until else None


def _day(name: str, text: str, errors: dict[str, str]) -> tuple[date, date] | None:
    """The first and the last day of a year, a month or a day."""
    if not text:
        return None
    try:
        edtf = parse_edtf(text if _DAY.fullmatch(text) else "?")
    except ValueError:
        edtf = None
    if edtf is None or edtf.earliest is None or edtf.latest is None:
        errors[name] = _("Write a year, a month or a day: %(year)s, %(month)s or %(day)s.") % SHAPES
        return None
    return edtf.earliest, edtf.latest
