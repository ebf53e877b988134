"""Facets of a search: how its hits are spread over the values of each field, with their names."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from django.db import connection
from django.utils.translation import gettext as _

from articles.models import ArticleStatus, CitationRole
from articles.queries.search_results import FIELDS, Facet, FacetValue
from articles.search.asked import Filters
from articles.search.engine import Index
from articles.search.nodes import Node

SHOWN = 20
"""Values of a facet, at most; of years all."""

_ALL = 1_000
_IN_INDEX = {"source_role": "role"}

_WITH_NAMES = ("section", "source", "topic")

# A query of the ORM with as many values takes longer to be written than to be answered.
NAMED = """
SELECT 'section', id, name FROM articles_section WHERE id = ANY(%(section)s)
UNION ALL
SELECT 'source', id, coalesce(nullif(label, ''), name) FROM articles_source
 WHERE id = ANY(%(source)s)
UNION ALL
SELECT 'topic', id, name FROM articles_topic WHERE id = ANY(%(topic)s)
"""

Counted = list[tuple[int | str, int]]


class Counts(NamedTuple):
    """How many documents there are in all, and for each facet its values and their documents."""

    total: int
    fields: dict[str, Counted]


def counts_of(index: Index, node: Node, others: Mapping[str, Node], *, staff: bool) -> Counts:
    """How many documents of `node` there are, in all and with each value.

    Where one of the values that an article has one of is chosen, another would take its place:
    such fields are counted among the documents of their node in `others`. Raises IndexProblem.
    """
    fields = [field for field in FIELDS if staff or field != "status"]
    named = {_IN_INDEX.get(field, field): field for field in fields}
    most = {name: _ALL if name == "year" else SHOWN + 1 for name in named}
    found = {named[name]: some for name, some in index.counts(node, [*named], most=most).items()}
    # Each document has one year, 0 if it is undated.
    total = sum(count for _year, count in found["year"])
    for field, among in others.items():
        found[field] = index.counts(among, [field], most=most[field])[field]
    return Counts(total, found)


def without_each(filters: Filters) -> dict[str, Filters]:
    """For each field of one value that is chosen, the filters without it."""
    left = {"section": replace(filters, sections=()), "year": replace(filters, years=())}
    return {field: other for field, other in left.items() if other != filters}


def facets_of(counts: Counts, filters: Filters) -> tuple[Facet, ...]:
    """The facets with names for people; what is chosen is there though nothing has it.

    One query at most, for the names.
    """
    chosen = _chosen(filters)
    rows = {field: _rows(field, some, chosen[field]) for field, some in counts.fields.items()}
    labels = _labels(rows)
    made = (
        _facet(field, rows[field], labels, chosen[field], len(some))
        for field, some in counts.fields.items()
    )
    return tuple(facet for facet in made if facet.values)


def _chosen(filters: Filters) -> dict[str, Sequence[int | str]]:
    return {
        "section": filters.sections,
        "source": filters.sources,
        "source_role": filters.roles,
        "topic": filters.topics,
        "year": filters.years,
        "status": filters.statuses,
    }


def _rows(field: str, counted: Counted, chosen: Sequence[int | str]) -> Counted:
    """The values that are listed: the most frequent ones, and whatever is chosen."""
    shown = counted if field == "year" else counted[:SHOWN]
    known = {value for value, _count in shown}
    beyond = dict(counted)
    return [*shown, *((value, beyond.get(value, 0)) for value in chosen if value not in known)]


def _facet(
    field: str, rows: Counted, labels: "Labels", chosen: Sequence[int | str], counted: int
) -> Facet:
    values = [
        FacetValue(value, labels[field, value], count, value in chosen)
        for value, count in rows
        if (field, value) in labels
    ]
    if field == "year":
        values.sort(key=lambda one: -int(one.value) or 1)
    return Facet(field, tuple(values), more=field != "year" and counted > SHOWN)


Labels = dict[tuple[str, int | str], str]


def _labels(rows: Mapping[str, Counted]) -> Labels:
    """The names of all listed values; what does not exist has none."""
    found: Labels = dict(_named(rows))
    codes = {"source_role": CitationRole.choices, "status": ArticleStatus.choices}
    for field, choices in codes.items():
        found |= {(field, code): str(name) for code, name in choices}
    for year, _count in rows.get("year", ()):
        found["year", year] = str(year) if year else _("Undated")
    return found


def _named(rows: Mapping[str, Counted]) -> Iterator[tuple[tuple[str, int | str], str]]:
    """The names of sections, sources and topics: one query for all of them."""
    ids = {field: [value for value, _count in rows.get(field, ())] for field in _WITH_NAMES}
    if any(ids.values()):
        with connection.cursor() as cursor:
            cursor.execute(NAMED, ids)
            for field, pk, name in cursor.fetchall():
                yield (field, pk), name
