"""The graph of sources as files for other programs: CSV and GraphML, written line by line."""

import csv
from collections.abc import Iterator
from itertools import islice
from xml.sax.saxutils import escape, quoteattr

from articles.models import Source
from articles.queries.graph import Edge, all_edges
from articles.queries.graph_filters import Filters
from articles.templatetags.addresses import absolute, source_path

BOM = "\ufeff".encode()
COLUMNS = (
    "relaying_id", "relaying_name", "relaying_name_ar", "relaying_kind",
    "source_id", "source_name", "source_name_ar", "source_kind", "articles",
)  # fmt: skip
RISKY = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet takes such a cell for a formula
TOGETHER = 500  # lines sent at once

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns \
http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
<key id="label_ar" for="node" attr.name="label_ar" attr.type="string"/>
<key id="label_en" for="node" attr.name="label_en" attr.type="string"/>
<key id="kind" for="node" attr.name="kind" attr.type="string"/>
<key id="url" for="node" attr.name="url" attr.type="string"/>
<key id="articles" for="edge" attr.name="articles" attr.type="int"/>
<graph id="sources" edgedefault="directed">
"""
FOOT = "</graph>\n</graphml>\n"


class _Line:
    """What the writer of CSV writes its last line to."""

    text = ""

    def write(self, text: str) -> None:
        self.text = text


def csv_lines(filters: Filters, given: dict[str, str]) -> Iterator[bytes]:
    """RFC 4180 in UTF-8, with a byte order mark only for `bom=1`, the heaviest edges first."""
    if given.get("bom") == "1":
        yield BOM
    yield from _together(_csv(filters))


def _csv(filters: Filters) -> Iterator[str]:
    line = _Line()
    writer = csv.writer(line)
    writer.writerow(COLUMNS)
    yield line.text
    for edge in all_edges(filters):
        ends = [cell for end in (edge.before, edge.source) for cell in _cells(end)]
        writer.writerow([*ends, edge.articles])
        yield line.text


def _cells(source: Source) -> tuple[int, str, str, str]:
    return source.pk, _safe(source.name), _safe(source.label), source.kind


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(RISKY) else text


def graphml(filters: Filters, given: dict[str, str]) -> Iterator[bytes]:
    """GraphML 1.0: an edge leads from a source to the one that it relies on; `given` says no more.

    A node stands before the first edge that needs it.
    """
    yield from _together(_graphml(filters))


def _graphml(filters: Filters) -> Iterator[str]:
    yield HEAD
    written: set[int] = set()
    for edge in all_edges(filters):
        for end in (edge.before, edge.source):
            if end.pk not in written:
                written.add(end.pk)
                yield _node(end)
        yield _edge(edge)
    yield FOOT


def _node(source: Source) -> str:
    said = {
        "label_ar": source.label,
        "label_en": source.name,
        "kind": source.kind,
        "url": absolute(source_path(source)),
    }
    data = "".join(
        f"<data key={quoteattr(key)}>{escape(text)}</data>" for key, text in said.items()
    )
    return f'<node id="s{source.pk}">{data}</node>\n'


def _edge(edge: Edge) -> str:
    ends = f'source="s{edge.before.pk}" target="s{edge.source.pk}"'
    return f'<edge {ends}><data key="articles">{edge.articles}</data></edge>\n'


def _together(lines: Iterator[str]) -> Iterator[bytes]:
    """Some lines at once: a piece for each would cost more than it holds."""
    while some := list(islice(lines, TOGETHER)):
        yield "".join(some).encode()
