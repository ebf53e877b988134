"""The change log over the API: in the order of commits, without gaps, with tombstones."""

import uuid
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from articles.api.pagination import address_with, link_header
from articles.api.parameters import Cursor, Size
from articles.api.problems import Problem
from articles.api.reading import Parameters, fault, refused, size_of
from articles.api.serializers.changes import ChangesPageSerializer
from articles.api.views.base import ReadView
from articles.models import Change
from articles.queries import api_changes


class ChangeParameters(Parameters):
    since = Cursor(
        _("Changes after this place; take it from cursor or next. Without it, from the beginning.")
    )
    page_size = Size(_("Changes on a page."))


class ChangesView(ReadView):
    """The change log."""

    ABOUT = _(
        "What became visible, changed or was withdrawn, in order and without gaps. Follow it to "
        "keep a copy of the archive: each answer says in cursor where to go on, with since."
    )
    LIST = ChangeParameters
    serializer_class = ChangesPageSerializer

    def get(self, request: Request) -> Response:
        asked = ChangeParameters(
            request.query_params, Change.objects.none(), request=request
        ).read()
        log_id, entries, more = self._entries(asked)
        last = entries[-1].seq if entries else self.since[1] if self.since else 0
        cursor = f"{log_id}.{last}"
        neighbours = {
            "next": address_with(request, "since", cursor if more else None),
            "previous": None,
        }
        page = {**neighbours, "cursor": cursor, "results": entries}
        body = ChangesPageSerializer(page, context={"log_id": log_id}).data
        return Response(body, headers=link_header(neighbours))

    def _entries(self, asked: dict[str, Any]) -> tuple[uuid.UUID, list[Any], bool]:
        """The log's id, a page of it, and whether there is more."""
        size = size_of(asked)
        try:
            text = asked.get("since")
            self.since = api_changes.parse_cursor(text) if text else None
        except ValueError as error:
            detail = _("This is not a cursor of the change log: it looks like <log-id>.<number>.")
            raise refused([fault("since", "invalid", detail)]) from error
        try:
            log_id, entries = api_changes.entries(self.since, size + 1)
        except api_changes.OtherLog as other:
            detail = _("The log that this cursor belongs to is not kept any more.")
            raise Problem("resync", detail, members={"cursor": other.cursor}) from other
        return log_id, entries[:size], len(entries) > size
