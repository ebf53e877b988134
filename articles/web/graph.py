"""The graph of sources: as a page with its drawing and table, the articles of an edge, exports."""

import hashlib
from collections.abc import Callable, Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from articles.models import CitationRole, SourceKind
from articles.queries import graph
from articles.queries import state as states
from articles.queries.graph_filters import NAMES, Filters, read_filters
from articles.text.ids import id_in
from articles.web import graph_files
from articles.web.caching import PUBLIC, Asked, Page, as_anybody, reader_page
from articles.web.lists import page_or_404

FORMAT = 2  # of the exports: counted up when the same graph gives other bytes


@reader_page(*NAMES, "cursor")
def graph_page(asked: Asked) -> Page:
    filters, errors = read_filters(asked.params)
    found = None if errors else page_or_404(lambda: graph.edges(filters, asked.cursor))
    given = {name: asked.param(name) for name in NAMES}
    context = {
        "found": found,
        "given": given,
        "errors": errors,
        "kept": _kept(given),
        "roles": CitationRole.choices,
        "kinds": SourceKind.choices,
    }
    return Page("sources/graph.html", context, status=400 if errors else 200)


@reader_page(*NAMES, "before", "source", "cursor")
def edge_page(asked: Asked) -> Page:
    """The articles in which one source stands right before another."""
    filters, errors = read_filters(asked.params)
    before, source = (id_in(asked.param(name)) for name in ("before", "source"))
    pair = graph.pair(before, source) if before and source and not errors else None
    if pair is None:
        raise Http404("no such edge")
    found = page_or_404(lambda: graph.articles_of(*pair, filters, asked.cursor))
    given = {name: asked.param(name) for name in NAMES}
    kept = _kept({"before": str(before), "source": str(source), **given})
    context = {"found": found, "before": pair[0], "source": pair[1], "kept": kept,
               "back": _kept(given)}  # fmt: skip
    return Page("sources/graph_articles.html", context)


def _kept(given: dict[str, str]) -> str:
    """The filters as they stand in the addresses of what belongs to them, "" without any."""
    return urlencode({name: value for name, value in given.items() if value})


def _export(
    write: Callable[[Filters, dict[str, str]], Iterable[bytes]], content_type: str, name: str
) -> Callable[[HttpRequest], HttpResponseBase]:
    """A view that streams the graph, with a validator made of the state that it was read in."""

    @require_safe
    def answer(request: HttpRequest) -> HttpResponseBase:
        given = {key: request.GET[key] for key in (*NAMES, "bom") if key in request.GET}
        with as_anybody():
            filters, errors = read_filters(given)
            if errors:
                lines = "".join(f"{key}: {what}\n" for key, what in errors.items())
                return HttpResponse(lines, status=400, content_type="text/plain; charset=utf-8")
            etag = _etag(name, given)
        unchanged = get_conditional_response(request, etag=etag)
        content: Any = () if request.method == "HEAD" else write(filters, given)
        response = unchanged or StreamingHttpResponse(content, content_type=content_type)
        response.headers["ETag"] = etag
        response.headers["Cache-Control"] = PUBLIC
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    return answer


def _etag(name: str, given: dict[str, str]) -> str:
    state = states.current()
    shown = repr((FORMAT, name, sorted(given.items()), state))
    return f'"{hashlib.sha256(shown.encode()).hexdigest()}"'


graph_csv = _export(graph_files.csv_lines, "text/csv; charset=utf-8", "sources-graph.csv")
graph_graphml = _export(
    graph_files.graphml, "application/graphml+xml; charset=utf-8", "sources-graph.graphml"
)
