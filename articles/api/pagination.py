"""Pages of a list: opaque cursors over a row comparison, so that every page costs the same."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response

from articles.api.reading import fault, ordering_of, refused, size_of


class KeysetPagination(BasePagination):
    """`{"next", "previous", "results"}` and the same neighbours as header Link (RFC 8288)."""

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        """The rows of the page that `view.asked` names. Raises Problem for a bad cursor."""
        self.request, asked = request, view.asked
        cursor = asked.get("cursor")
        keys = ordering_of(view.parameters_class(), asked)
        try:
            self.page = view.page_of(queryset, keys=keys, cursor=cursor, size=size_of(asked))
        except ValueError as error:
            detail = _("This is not a cursor of this list in this order: begin without one.")
            raise refused([fault("cursor", "invalid", detail)]) from error
        self.counted = {"count": view.count_of(queryset)} if asked.get("count") == "on" else {}
        return self.page.items

    def get_paginated_response(self, data: Any) -> Response:
        neighbours = {
            "next": address_with(self.request, "cursor", self.page.next_cursor),
            "previous": address_with(self.request, "cursor", self.page.previous_cursor),
        }
        body = {**self.counted, **neighbours, "results": data}
        return Response(body, headers=link_header(neighbours))

    def get_paginated_response_schema(self, schema: Any) -> dict[str, Any]:
        address = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {
                "count": {
                    "type": ["integer", "null"],
                    "description": "Only with count=on; null where q matches too many to count.",
                },
                "next": {**address, "description": "The next page, null after the last."},
                "previous": {**address, "description": "The page before, null at the first."},
                "results": schema,
            },
        }


def address_with(request: Request, name: str, value: str | None) -> str | None:
    """The address of this request with another value of one parameter; None stays None."""
    if value is None:
        return None
    query = request.query_params.copy()
    query[name] = value
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


def link_header(neighbours: Mapping[str, str | None]) -> dict[str, str]:
    """The header Link with those of next and previous that there are."""
    names: Sequence[tuple[str, str]] = (("next", "next"), ("previous", "prev"))
    links = [f'<{neighbours[name]}>; rel="{rel}"' for name, rel in names if neighbours[name]]
    return {"Link": ", ".join(links)} if links else {}
