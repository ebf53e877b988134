"""Filters of a search as parameters of addresses: written out, and read back."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from urllib.parse import urlencode

from articles.search.asked import Filters
from articles.text.digits import to_ascii_digits

FIELDS = {
    "source": "sources",
    "source_role": "roles",
    "section": "sections",
    "topic": "topics",
    "year": "years",
    "status": "statuses",
}
"""Parameters that name values, several joined by commas, and the fields of the filters."""

CODES = frozenset({"source_role", "status"})
"""Those whose values are codes; the others' are whole numbers."""

PERIOD = ("published_from", "published_to")
DAYS = dict(zip(PERIOD, ("since", "until"), strict=True))
NAMES = ("q", *FIELDS, *DAYS)
"""All parameters that say what is searched for."""

MOST_VALUES = 20  # of one parameter
_ID = re.compile(r"[0-9]{1,18}")
_CODE = re.compile(r"[a-z_]{1,30}")

Written = dict[str, list[int | str]]


def written(filters: Filters) -> Written:
    """The values by parameter, days as 2019-06-18, without parameters that say nothing."""
    said: Written = {}
    for name, column in FIELDS.items():
        said[name] = list(getattr(filters, column))
    for name, column in DAYS.items():
        day: date | None = getattr(filters, column)
        said[name] = [day.isoformat()] if day else []
    return {name: values for name, values in said.items() if values}


def read(said: Mapping[str, Sequence[int | str]]) -> Filters:
    """The filters that `written` wrote so. Raises ValueError, naming the parameter."""
    values: dict[str, object] = {}
    for name, given in said.items():
        texts = [to_ascii_digits(str(value).strip()) for value in given]
        shape = _CODE if name in CODES else _ID
        if name in DAYS and len(texts) == 1:
            values[DAYS[name]] = date.fromisoformat(texts[0])
        elif name in FIELDS and len(texts) <= MOST_VALUES and all(map(shape.fullmatch, texts)):
            unique = dict.fromkeys(texts if name in CODES else map(int, texts))
            values[FIELDS[name]] = tuple(unique)
        else:
            raise ValueError(f"not understood: {name}")
    return Filters(**values)  # type: ignore[arg-type]


def split(parameters: Mapping[str, str]) -> tuple[str, Filters]:
    """The words and the filters of an address; other parameters say nothing here.

    Raises ValueError, naming the parameter that is not understood.
    """
    said = {
        name: [value for value in parameters[name].split(",") if value.strip()]
        for name in NAMES
        if name != "q" and parameters.get(name, "").strip()
    }
    return " ".join(parameters.get("q", "").replace("\x00", " ").split()), read(said)


def joined(filters: Filters) -> dict[str, str]:
    """The filters as parameters, several values of one joined by commas."""
    return {name: ",".join(map(str, values)) for name, values in written(filters).items()}


def encoded(parameters: Mapping[str, str]) -> str:
    """Parameters as the part of an address after the question mark."""
    return urlencode(parameters).replace("%2C", ",")


def query_string(q: str, filters: Filters) -> str:
    """Words and filters as the part of an address after the question mark."""
    return encoded(({"q": q} if q else {}) | joined(filters))
