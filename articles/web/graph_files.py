"""The graph of sources as files for other programs: CSV and GraphML, written line by line."""

import csv
import io
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from articles.models import Source
from articles.queries.graph import whole
from articles.queries.graph_filters import Filters
from articles.templatetags.addresses import absolute, source_path

BOM = "\ufeff".encode()
COLUMNS = (
    "relaying_id", "relaying_name", "relaying_name_ar", "relaying_kind",
    "source_id", "source_name", "source_name_ar", "source_kind", "articles",
)  # fmt: skip
RISKY = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet takes such a cell for a formula
TOGETHER = 2000  # lines sent at once: a piece for each would cost more than it holds

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


def csv_lines(filters: Filters, given: dict[str, str]) -> Iterator[bytes]:
    """RFC 4180 in UTF-8, with a byte order mark only for `bom=1`, the heaviest edges first."""
    if given.get("bom") == "1":
        yield BOM
    yield _line(COLUMNS).encode()
    sources, edges = whole(filters)
    cells = {pk: _line(_cells(source)).removesuffix("\r\n") for pk, source in sources.items()}
    for begin in range(0, len(edges), TOGETHER):
        some = edges[begin : begin + TOGETHER]
        lines = [f"{cells[before]},{cells[source]},{n}\r\n" for before, source, n in some]
        yield "".join(lines).encode()


def _line(cells: tuple[object, ...]) -> str:
    """The cells as CSV has them, with the end of the line."""
    line = io.StringIO(newline="")
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _cells(source: Source) -> tuple[int, str, str, str]:
    return source.pk, _safe(source.name), _safe(source.label), source.kind


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(RISKY) else text


def graphml(filters: Filters, given: dict[str, str]) -> Iterator[bytes]:
    """GraphML 1.0: an edge leads from a source to the one that it relies on.

    `given` says no more.
    """
    yield HEAD.encode()
    sources, edges = whole(filters)
    yield "".join(_node(sources[pk]) for pk in sorted(sources)).encode()
    for begin in range(0, len(edges), TOGETHER):
        some = edges[begin : begin + TOGETHER]
        yield "".join([_edge(*edge) for edge in some]).encode()
    yield FOOT.encode()


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


def _edge(before: int, source: int, articles: int) -> str:
    ends = f'source="s{before}" target="s{source}"'
    return f'<edge {ends}><data key="articles">{articles}</data></edge>\n'
