"""The address of a search: what it asks for, read from parameters and written into links."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import CitationRole
from articles.queries.graph_filters import read_period
from articles.queries.search import EVERYTHING
from articles.search import parameters
from articles.search.asked import Filters
from articles.text.digits import to_ascii_digits

FIELDS = {name: column for name, column in parameters.FIELDS.items() if name != "status"}
"""Parameters that name values, and the fields of the filters; readers choose no status."""

ONE = frozenset({"section", "year"})
"""Those of which an article has one: another value takes the place of the first."""

PERIOD = parameters.PERIOD
NAMES = ("q", *FIELDS, *PERIOD, "ordering")
NEWEST, RELEVANCE = "-published_at", "relevance"
LONGEST = 200  # characters of a query; the rest is not looked at
_ID = re.compile(r"[0-9]{1,18}")
_YEAR = re.compile(r"[0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class Address:
    """A search as its address says it. The same search has one address, in one order."""

    q: str = ""
    filters: Filters = EVERYTHING
    newest_first: bool = False

    @property
    def asks(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.q) or self.narrowed

    @property
    def narrowed(self) -> bool:
        return self.filters != EVERYTHING

    def params(self) -> dict[str, str]:
        """The parameters, without those that say nothing."""
        said = {"q": self.q, **parameters.joined(self.filters)}
        said["ordering"] = NEWEST if self.newest_first and self.q else ""
        return {name: value for name, value in said.items() if value}

    def path(self, name: str = "search", *, cursor: str | None = None) -> str:
        """The address on this site, of the page or of a feed of it."""
        said = self.params() | ({"cursor": cursor} if cursor else {})
        query = parameters.encoded(said)
        return _page(name) + (f"?{query}" if query else "")

    def values(self, name: str) -> tuple[int | str, ...]:
        found: tuple[int | str, ...] = getattr(self.filters, FIELDS[name])
        return found

    def toggled(self, name: str, value: int | str) -> "Address":
        """With the value, or without it where it is chosen."""
        had = self.values(name)
        if value in had:
            return self._with(name, tuple(one for one in had if one != value))
        return self._with(name, (value,) if name in ONE else (*had, value))

    def without(self, name: str) -> "Address":
        """Without one end of the period."""
        if name == PERIOD[0]:
            return replace(self, filters=replace(self.filters, since=None))
        return replace(self, filters=replace(self.filters, until=None))

    def _with(self, name: str, values: tuple[int | str, ...]) -> "Address":
        filters = replace(self.filters, **{FIELDS[name]: values})  # type: ignore[arg-type]
        return replace(self, filters=filters)


@cache
def _page(name: str) -> str:
    """Where the page or feed is: a page of results has a hundred links to searches."""
    return reverse(f"articles:{name}")


def read_address(given: Mapping[str, str]) -> tuple[Address, dict[str, str]]:
    """What parameters ask for, and by parameter what is wrong with it; words never are.

    Days as in `read_period`; digits may be Arabic-Indic.
    """
    errors: dict[str, str] = {}
    q = " ".join(given.get("q", "").replace("\x00", " ")[:LONGEST].split())
    said = {name: to_ascii_digits(given.get(name, "").strip()) for name in (*FIELDS, *PERIOD)}
    chosen = {FIELDS[name]: _values(name, said[name], errors) for name in FIELDS}
    since, until = read_period(*PERIOD, said, errors)
    ordering = given.get("ordering", "").strip()
    if ordering not in ("", NEWEST, RELEVANCE):
        errors["ordering"] = _("There is no such order.")
    filters = Filters(**chosen, since=since, until=until)  # type: ignore[arg-type]
    return Address(q, filters, ordering == NEWEST), errors


def _values(name: str, said: str, errors: dict[str, str]) -> tuple[int | str, ...]:
    """The values of a field, each once, in order."""
    words = [word for word in said.split(",") if word]
    if name == "source_role":
        known = [word for word in words if word in CitationRole.values]
        values: list[int | str] = [*known]
    else:
        shape = _YEAR if name == "year" else _ID
        values = [int(word) for word in words if shape.fullmatch(word)]
    if len(values) < len(words) or len(values) > parameters.MOST_VALUES:
        errors[name] = _("A part of the address is not understood: %(name)s.") % {"name": name}
    return tuple(dict.fromkeys(values))
