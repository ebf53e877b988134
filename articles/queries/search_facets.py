"""Facets of a search: how its hits are spread over the values of each field, with their names."""

from collections.abc import Callable, Iterable, Sequence

from django.db.models import Model
from django.utils.translation import gettext as _

from articles.models import ArticleStatus, CitationRole, Section, Source, Topic
from articles.queries.search_results import FIELDS, Facet, FacetValue
from articles.search.asked import Filters
from articles.search.engine import Index
from articles.search.nodes import Node

SHOWN = 20
"""Values of a facet, at most; of years all."""

_ALL = 1_000
_IN_INDEX = {"source_role": "role"}

Counted = list[tuple[int | str, int]]


def facets_of(index: Index, node: Node, filters: Filters, *, staff: bool) -> tuple[Facet, ...]:
    """The facets of what `node` describes; what is chosen is there though nothing has it.

    Three queries at most, for the names. Raises IndexProblem.
    """
    fields = [field for field in FIELDS if staff or field != "status"]
    chosen = _chosen(filters)
    counts: dict[str, Counted] = {}
    for most, some in ((SHOWN + 1, [f for f in fields if f != "year"]), (_ALL, ["year"])):
        named = {_IN_INDEX.get(field, field): field for field in some}
        found = index.counts(node, list(named), most=most)
        counts |= {named[name]: values for name, values in found.items()}
    made = []
    for field in fields:
        facet = _facet(field, counts[field], chosen[field])
        if facet.values:
            made.append(facet)
    return tuple(made)


def _chosen(filters: Filters) -> dict[str, Sequence[int | str]]:
    return {
        "section": filters.sections,
        "source": filters.sources,
        "source_role": filters.roles,
        "topic": filters.topics,
        "year": filters.years,
        "status": filters.statuses,
    }


def _facet(field: str, counted: Counted, chosen: Sequence[int | str]) -> Facet:
    shown = counted if field == "year" else counted[:SHOWN]
    known = {value for value, _count in shown}
    beyond = dict(counted)
    extra = [(value, beyond.get(value, 0)) for value in chosen if value not in known]
    rows = [*shown, *extra]
    labels = _LABELS[field](value for value, _count in rows)
    values = [
        FacetValue(value, labels[value], count, value in chosen)
        for value, count in rows
        if value in labels
    ]
    if field == "year":
        values.sort(key=lambda one: -int(one.value) or 1)
    return Facet(field, tuple(values), more=len(counted) > len(shown))


Labels = dict[int | str, str]
Named = Callable[[Iterable[int | str]], Labels]


def _rows(model: type[Model], values: Iterable[int | str], *names: str) -> Labels:
    ids = list(values)
    if not ids:
        return {}
    rows = model._default_manager.filter(pk__in=ids).values_list("pk", *names)
    return {pk: next(name for name in found if name) for pk, *found in rows}


def _sections(values: Iterable[int | str]) -> Labels:
    return _rows(Section, values, "name")


def _sources(values: Iterable[int | str]) -> Labels:
    return _rows(Source, values, "label", "name")


def _topics(values: Iterable[int | str]) -> Labels:
    return _rows(Topic, values, "name")


def _years(values: Iterable[int | str]) -> Labels:
    return {year: str(year) if year else _("undated") for year in values}


def _codes(choices: "type[ArticleStatus] | type[CitationRole]") -> Named:
    def labels(values: Iterable[int | str]) -> Labels:
        names = dict(choices.choices)
        return {code: str(names[code]) for code in values if code in names}

    return labels


_LABELS: dict[str, Named] = {
    "section": _sections,
    "source": _sources,
    "source_role": _codes(CitationRole),
    "topic": _topics,
    "year": _years,
    "status": _codes(ArticleStatus),
}
