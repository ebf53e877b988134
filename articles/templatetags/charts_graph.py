"""The graph of sources as a quiet drawing, in columns from right to left: who relays, from whom."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.models import Source
from articles.queries.graph import Edge
from articles.templatetags.addresses import source_path
from articles.templatetags.arabic import number

register = template.Library()

MOST_NODES = 40
COLUMNS = 5
WIDTH, ROW, TOP = 1180, 42, 28  # units of the drawing: its width, a node's height, above the first
LABEL = 24  # letters of a name that the drawing has room for
THINNEST, THICKEST = 1.0, 6.0
MOST_THIN = 12  # articles that the thickest line stands for at least
SWEEPS = 4  # times that nodes are put in the order of their neighbours
Nodes = dict[int, Source]
Order = dict[int, list[int]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a node stands, counted from the left and from the top."""

    x: float
    y: float


@register.simple_tag
def graph_drawing(edges: Iterable[Edge], kept: str = "") -> SafeString:
    """Inline SVG of the heaviest `edges` that need no more than 40 sources; '' without any.

    Hidden from screen readers and the keyboard: the table beside it has the same links. `kept`
    are the filters, for the links of edges. The same edges give the same drawing.
    """
    drawn, nodes = _drawn(edges)
    if not drawn:
        return SafeString()
    columns = _ordered(_layers(nodes, drawn), drawn)
    places = _places(columns)
    height = TOP + ROW * max(len(column) for column in columns.values())
    most = max(MOST_THIN, *(edge.articles for edge in drawn))
    lines = format_html_join("", "{}", ((_line(edge, places, most, kept),) for edge in drawn))
    relied = {edge.before.pk for edge in drawn}
    names = format_html_join(
        "", "{}", ((_node(nodes[pk], places[pk], pk not in relied),) for pk in places)
    )
    return format_html(
        '<svg class="net" viewBox="0 0 {} {}" aria-hidden="true">{}{}</svg>',
        WIDTH, height, lines, names,
    )  # fmt: skip


def _drawn(edges: Iterable[Edge]) -> tuple[list[Edge], Nodes]:
    """The edges that fit, heaviest first, and their nodes."""
    drawn: list[Edge] = []
    nodes: Nodes = {}
    for edge in edges:
        ends = {edge.before.pk: edge.before, edge.source.pk: edge.source}
        if len(nodes.keys() | ends.keys()) <= MOST_NODES:
            drawn.append(edge)
            nodes |= ends
    return drawn, nodes


def _layers(nodes: Nodes, edges: list[Edge]) -> dict[int, int]:
    """The column of each node: behind all that relay it, as far as no circle forbids it."""
    forward: dict[int, set[int]] = defaultdict(set)
    for edge in edges:  # a lighter edge that would close a circle pulls nothing
        if not _reaches(forward, edge.source.pk, edge.before.pk):
            forward[edge.before.pk].add(edge.source.pk)
    layers = dict.fromkeys(nodes, 0)
    for _round in range(COLUMNS - 1):
        for before in nodes:
            for source in forward[before]:
                layers[source] = max(layers[source], min(layers[before] + 1, COLUMNS - 1))
    return layers


def _reaches(forward: dict[int, set[int]], begin: int, end: int) -> bool:
    seen, stack = {begin}, [begin]
    while stack:
        step = stack.pop()
        if step == end:
            return True
        stack.extend(forward[step] - seen)
        seen |= forward[step]
    return False


def _ordered(layers: dict[int, int], edges: list[Edge]) -> Order:
    """The nodes of each column from the top, near those that they are joined to."""
    beside: dict[int, list[int]] = defaultdict(list)
    for edge in edges:
        beside[edge.before.pk].append(edge.source.pk)
        beside[edge.source.pk].append(edge.before.pk)
    columns: Order = defaultdict(list)
    for pk, layer in layers.items():  # in the order of the edges, the heaviest first
        columns[layer].append(pk)
    for sweep in range(SWEEPS):
        for layer in sorted(columns, reverse=bool(sweep % 2)):
            heights = {
                pk: (row + 0.5) / len(column)
                for column in columns.values()
                for row, pk in enumerate(column)
            }
            middle = {
                pk: sum(heights[other] for other in beside[pk]) / len(beside[pk])
                for pk in columns[layer]
            }
            columns[layer].sort(key=lambda pk: (middle[pk], pk))
    return columns


def _places(columns: Order) -> dict[int, Place]:
    """Columns from right to left, each in the middle of the height."""
    used = sorted(columns)
    step = WIDTH / len(used)
    tallest = max(len(column) for column in columns.values())
    places: dict[int, Place] = {}
    for place, layer in enumerate(used):
        gap = tallest / len(columns[layer])
        for row, pk in enumerate(columns[layer]):
            y = TOP + ROW * (gap * (row + 0.5) - 0.5) + ROW / 4
            places[pk] = Place(WIDTH - 6 - step * place, round(y, 1))
    return places


def _line(edge: Edge, places: dict[int, Place], most: int, kept: str) -> SafeString:
    begin, end = places[edge.before.pk], places[edge.source.pk]
    bend = (begin.x - end.x) / 2 if begin.x != end.x else 60
    reach = end.x + bend if begin.x != end.x else end.x - bend
    width = THINNEST + (THICKEST - THINNEST) * sqrt(edge.articles / most)
    corners = (begin.x - bend, begin.y, reach, end.y, end.x, end.y)
    path = f"M{begin.x:g} {begin.y:g}C{' '.join(f'{corner:g}' for corner in corners)}"
    said = _("%(before)s from %(source)s: %(n)s") % {
        "before": edge.before, "source": edge.source, "n": number(edge.articles),
    }  # fmt: skip
    return format_html(
        '<a href="{}" tabindex="-1"><title>{}</title><path class="hit" d="{}"/>'
        '<path d="{}" stroke-width="{}"/></a>',
        edge_path(edge, kept), said, path, path, f"{width:.1f}",
    )  # fmt: skip


def _node(source: Source, place: Place, origin: bool) -> SafeString:
    name = str(source)
    short = name if len(name) <= LABEL else f"{name[: LABEL - 1].rstrip()}…"
    return format_html(
        '<a href="{}" tabindex="-1"><title>{}</title><circle cx="{}" cy="{}" r="5"{}/>'
        '<text x="{}" y="{}">{}</text></a>',
        source_path(source), name, f"{place.x:g}", f"{place.y:g}",
        SafeString(' class="root"') if origin else "", f"{place.x + 5:g}", f"{place.y - 12:g}",
        short,
    )  # fmt: skip


@register.simple_tag
def edge_path(edge: Edge, kept: str = "") -> str:
    """The address of the articles of an edge, with the filters under which it was counted."""
    path = reverse("articles:graph_articles")
    return f"{path}?before={edge.before.pk}&source={edge.source.pk}" + (f"&{kept}" if kept else "")
