"""The graph of sources over the API: nodes and edges, filtered as the readers' page is."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from articles.api.pagination import address_with, link_header
from articles.api.parameters import Choice, Parameter
from articles.api.reading import General, fault, refused, size_of
from articles.api.serializers.graph import GraphPageSerializer
from articles.api.views.base import ReadView
from articles.models import ChainLink, CitationRole, SourceKind
from articles.queries import graph
from articles.queries.graph_filters import NAMES, Filters, read_filters
from articles.queries.keyset import KeysetPage

LONGEST_VALUE = 20


class _FilterField(forms.CharField):
    """A value that the readers' page takes for the filter `name`."""

    def __init__(self, *, name: str, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST_VALUE, **kwargs)
        self.name = name

    def to_python(self, value: Any) -> Any:
        text = str(super().to_python(value))
        _filters, errors = read_filters({self.name: text})
        if errors:
            raise ValidationError(errors[self.name])
        return text


class _Filter(Parameter):
    field_class = _FilterField

    def __init__(self, name: str, help_text: Any, schema: dict[str, Any]) -> None:
        super().__init__(help_text, name=name)
        self.schema = schema


class _Day(_Filter):
    def __init__(self, name: str, help_text: Any) -> None:
        shape = {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}
        super().__init__(name, help_text, shape)


class GraphParameters(General):
    # A keyword of the language, which no name in a class may be.
    vars()["from"] = _Day("from", _("Of articles dated then or later: a year, a month or a day."))
    to = _Day("to", _("Of articles dated then or earlier; a year counts to its end."))
    role = Choice(_("With the source relied on in this role."), CitationRole.values)
    kind = Choice(_("With one of the two sources of this kind."), SourceKind.values)
    least = _Filter(
        "least", _("In at least so many articles."), {"type": "integer", "minimum": 1, "default": 1}
    )


class GraphView(ReadView):
    """The graph of sources."""

    ABOUT = _(
        "Who relies on whom: pairs of sources that stand next to each other in the chains of "
        "articles, the heaviest first. The filters are those of the readers' page."
    )
    LIST = GraphParameters
    serializer_class = GraphPageSerializer

    def get(self, request: Request) -> Response:
        asked = GraphParameters(
            request.query_params, ChainLink.objects.none(), request=request
        ).read()
        filters = _filters(asked)
        page = _page(filters, asked)
        neighbours = {
            "next": address_with(request, "cursor", page.next_cursor),
            "previous": address_with(request, "cursor", page.previous_cursor),
        }
        counted = {"count": graph.counted(filters).count()} if asked.get("count") == "on" else {}
        nodes = {end.pk: end for edge in page.items for end in (edge.before, edge.source)}
        body = {
            **counted,
            **neighbours,
            "nodes": [nodes[pk] for pk in sorted(nodes)],
            "results": page.items,
        }
        return Response(GraphPageSerializer(body).data, headers=link_header(neighbours))


def _filters(asked: dict[str, Any]) -> Filters:
    """What was asked for together. Raises Problem where it contradicts itself."""
    filters, errors = read_filters({name: asked[name] for name in NAMES if name in asked})
    if errors:
        raise refused([fault(name, "invalid", text) for name, text in errors.items()])
    return filters


def _page(filters: Filters, asked: dict[str, Any]) -> KeysetPage[graph.Edge]:
    try:
        return graph.edges(filters, asked.get("cursor"), size=size_of(asked))
    except ValueError as error:
        detail = _("This is not a cursor of this list in this order: begin without one.")
        raise refused([fault("cursor", "invalid", detail)]) from error
