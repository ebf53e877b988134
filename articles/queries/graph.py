"""Who relies on whom: pairs of sources that stand next to each other in the chains of articles."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet

from articles.models import Article, ChainLink, Source
from articles.queries.articles import listing
from articles.queries.graph_filters import Filters
from articles.queries.keyset import KeysetPage, page

PAGE_SIZE = 40
HEAVIEST = ("-n", "-source", "-before")
FIELDS = ("id", "name", "label", "slug", "kind")


@dataclass(frozen=True, slots=True)
class Edge:
    """That `before` relies on `source`: it stands right before it in so many articles."""

    before: Source
    source: Source
    articles: int


class Whole(NamedTuple):
    """A graph: its sources by id, and (before, source, articles) of each edge, heaviest first."""

    sources: dict[int, Source]
    edges: list[tuple[int, int, int]]


def edges(filters: Filters, cursor: str | None, *, size: int = PAGE_SIZE) -> KeysetPage[Edge]:
    """A page of the graph, the heaviest edges first (two queries). Raises ValueError for a bad
    cursor."""
    found = page(counted(filters), keys=HEAVIEST, cursor=cursor, size=size)
    rows = [(row["before"], row["source"], row["n"]) for row in found.items]
    sources = _named(rows)
    shown = [Edge(sources[before], sources[source], n) for before, source, n in rows]
    return KeysetPage(shown, found.next_cursor, found.previous_cursor)


def whole(filters: Filters) -> Whole:
    """The whole graph in the same order, for exports (two queries)."""
    rows = list(counted(filters).order_by(*HEAVIEST).values_list("before", "source", "n"))
    return Whole(_named(rows), rows)


def counted(filters: Filters) -> QuerySet[Any]:
    """Rows of `before`, `source` (ids) and `n`, the number of articles.

    In the table of links each pair stands once in an article, or once for each of its roles.
    """
    links = links_of(filters).order_by().values("before", "source")
    return links.annotate(n=Count("*")).filter(n__gte=filters.least)


def links_of(filters: Filters) -> QuerySet[Any]:
    """Links of visible articles between two sources, each pair of an article once."""
    links = ChainLink.objects.public().filter(before__isnull=False)
    links = links.filter(role=filters.role) if filters.role else links.filter(again=False)
    if filters.since is not None:
        links = links.filter(dated_from__gte=filters.since)
    if filters.until is not None:
        links = links.filter(dated_from__lte=filters.until)
    if filters.kind:
        of_kind = Source.objects.filter(kind=filters.kind).order_by().values("pk")
        links = links.filter(Q(before__in=of_kind) | Q(source__in=of_kind))
    return links


def pair(before: int, source: int) -> tuple[Source, Source] | None:
    """Two sources by id, None where one does not exist (one query)."""
    found = Source.objects.only(*FIELDS).in_bulk([before, source])
    return (found[before], found[source]) if {before, source} <= found.keys() else None


def articles_of(
    before: Source, source: Source, filters: Filters, cursor: str | None
) -> KeysetPage[Article]:
    """The articles of an edge, newest first. Raises ValueError for a bad cursor."""
    links = links_of(filters).filter(before=before, source=source)
    return listing(Article.objects.public().filter(pk__in=links.values("article")), cursor)


def _named(rows: Iterable[tuple[int, int, int]]) -> dict[int, Source]:
    ids = {pk for before, source, _ in rows for pk in (before, source)}
    return Source.objects.only(*FIELDS).in_bulk(ids)
