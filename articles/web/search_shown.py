"""What the page of results shows of a search: what it was narrowed to, and links that narrow it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from articles.queries.search import Facet, FacetValue
from articles.templatetags.arabic import day, digits, isolate, number
from articles.web.search_address import FIELDS, PERIOD, Address

FEW = 6
"""Values of a facet that stand there at once; the rest opens."""

HEADINGS = {
    "source": pgettext_lazy("facet", "Source"),
    "source_role": pgettext_lazy("facet", "Role of the source"),
    "section": pgettext_lazy("facet", "Section"),
    "topic": pgettext_lazy("facet", "Topic"),
    "year": pgettext_lazy("facet", "Year"),
}
Names = Mapping[tuple[str, int | str], str]


@dataclass(frozen=True, slots=True)
class Chosen:
    """Something that the search is narrowed to, in words, and the search without it."""

    label: str
    without: Address


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet, and the search with it, or without it where it is chosen."""

    label: str
    count: int
    chosen: bool
    path: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A facet: its values at once, the others, and «28 مصدرًا آخر» over these; `more` says that
    there are still others, with fewer articles."""

    field: str
    heading: str
    values: list[Value]
    rest: list[Value]
    rest_heading: str
    more: bool


def chosen_in(address: Address, names: Names) -> list[Chosen]:
    """What the search is narrowed to, in the order of the facets, the period last."""
    found = [
        Chosen(_labelled(name, value, names), address.toggled(name, value))
        for name in FIELDS
        for value in address.values(name)
    ]
    return [*found, *_period(address)]


def names_in(facets: Sequence[Facet]) -> dict[tuple[str, int | str], str]:
    """The names of what is chosen, as counted facets give them."""
    return {
        (facet.field, value.value): value.label
        for facet in facets
        for value in facet.values
        if value.chosen
    }


def facets_shown(facets: Sequence[Facet], address: Address) -> list[Shown]:
    """The facets of the page in its order, without those that would narrow nothing."""
    by_field = {facet.field: facet for facet in facets}
    return [
        _facet(by_field[name], address)
        for name in FIELDS
        if name in by_field and by_field[name].values
    ]


def _labelled(name: str, value: int | str, names: Names) -> str:
    if name == "year":
        label = digits(value) if value else _("Undated")
    else:
        label = isolate(names.get((name, value)) or _("unknown"))
    return format_html("{}: {}", HEADINGS[name], label)


def _period(address: Address) -> Iterator[Chosen]:
    ends: tuple[date | None, date | None] = (address.filters.since, address.filters.until)
    labels = _("From %(day)s"), _("Until %(day)s")
    for name, end, label in zip(PERIOD, ends, labels, strict=True):
        if end is not None:
            said = format_html(label.replace("%(day)s", "{}"), day(end))
            yield Chosen(said, address.without(name))


def _facet(facet: Facet, address: Address) -> Shown:
    values = [_value(facet.field, value, address) for value in facet.values]
    few = FEW if len(values) > FEW + 1 else len(values)  # not one value alone behind a click
    rest = [value for value in values[few:] if not value.chosen]
    return Shown(
        facet.field,
        str(HEADINGS[facet.field]),
        values[:few] + [value for value in values[few:] if value.chosen],
        rest,
        _rest(facet.field, len(rest)),
        facet.more,
    )


def _value(field: str, value: FacetValue, address: Address) -> Value:
    label = digits(value.label) if field == "year" else value.label
    path = address.toggled(field, value.value).path()
    return Value(label, value.count, value.chosen, path)


def _rest(field: str, left: int) -> str:
    said = {
        "source": ngettext("%(n)s other source", "%(n)s other sources", left),
        "section": ngettext("%(n)s other section", "%(n)s other sections", left),
        "topic": ngettext("%(n)s other topic", "%(n)s other topics", left),
        "year": ngettext("%(n)s other year", "%(n)s other years", left),
        "source_role": ngettext("%(n)s other role", "%(n)s other roles", left),
    }
    return said[field] % {"n": number(left)}
