"""What all addresses of the API share: language, methods, caching, lists and single things."""

from collections.abc import Collection
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone, translation
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework.viewsets import GenericViewSet

from articles.api.language import language_of
from articles.api.pagination import KeysetPagination
from articles.api.reading import Parameters, Strict
from articles.api.serializers.base import Published
from articles.api.validators import open_to_browsers, set_caching, validated
from articles.queries.api_state import last_change
from articles.queries.keyset import KeysetPage, page
from articles.text.ids import id_in

READ = ("GET", "HEAD", "OPTIONS")
# Seconds for which a browser need not ask again whether it may ask.
PREFLIGHT = {
    "Access-Control-Allow-Methods": ", ".join(READ),
    "Access-Control-Allow-Headers": "Accept, Accept-Language, If-None-Match, If-Modified-Since",
    "Access-Control-Max-Age": "86400",
}


class ReadView(APIView):
    """An address that can be read, by everybody and from any origin."""

    ABOUT: Any = ""  # what the address gives, for people
    http_method_names = [method.lower() for method in READ]
    changed_at = None
    kept = True  # whether caches may keep the answer and ask again

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        with (
            translation.override(language_of(request)),
            timezone.override(timezone.get_default_timezone()),
        ):
            response: Any = super().dispatch(request, *args, **kwargs).render()  # type: ignore[attr-defined]
        open_to_browsers(response)
        if response.status_code == 200:
            personal = self.request.user.is_authenticated or not self.kept
            changed_at = None if personal else self.changed_at
            set_caching(response, personal=personal, changed_at=changed_at)
            response = validated(request, response)
        if request.method == "HEAD" and response.content:
            response.headers["Content-Length"] = str(len(response.content))
            response.content = b""
        return response

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        # Before anything else: who writes here needs no account to be told that nobody can.
        if request.method not in self.allowed_methods:
            raise exceptions.MethodNotAllowed(request.method or "")
        super().initial(request, *args, **kwargs)
        if request.method != "OPTIONS":
            # Before anything is read, so that the date is never later than what is shown.
            self.changed_at = self.changed_when()

    def changed_when(self) -> Any:
        """When what is shown here last changed; None where nobody can say."""
        return last_change()

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        return Response(status=204, headers=PREFLIGHT)


class ResourceViewSet(ReadView, GenericViewSet[Any]):
    """A resource: a list and single things, each with its own parameters."""

    LIST: type[Parameters]
    ITEM: type[Parameters]
    serializer_class: type[Published]
    filter_backends = [Strict]
    pagination_class = KeysetPagination
    asked: dict[str, Any]

    def rows(self) -> Any:
        """What the person may see, without its parts."""
        raise NotImplementedError

    def loaded(self, queryset: Any, shown: Collection[str]) -> Any:
        """`queryset` with what the members `shown` need."""
        return queryset

    def page_of(self, queryset: Any, **place: Any) -> KeysetPage[Any]:
        """A page of the list, as `keyset.page` gives it and with what that raises."""
        return page(queryset, **place)

    def count_of(self, queryset: Any) -> int | None:
        """How many rows the list has; None where that is not counted."""
        counted: int = queryset.count()
        return counted

    def context(self, things: list[Any]) -> dict[str, Any]:
        """What the serializer needs to know beside the things."""
        return {}

    def list(self, request: Request) -> Response:
        narrowed = self.filter_queryset(self.rows())
        things = self.paginate_queryset(self.loaded(narrowed, self.shown())) or []
        return self.get_paginated_response(self._published(things, many=True))

    def retrieve(self, request: Request, pk: str) -> Response:
        rows = self.rows()
        self.asked = self.ITEM(request.query_params, rows, request=request).read()
        found = self.identified(pk)
        thing = None if found is None else self.loaded(rows, self.shown()).filter(pk=found).first()
        if thing is None:
            raise self.missing(found)
        return Response(self._published(thing))

    def identified(self, text: str) -> int | None:
        """The id that the address names, None if no id can be written like this."""
        return id_in(text)

    def missing(self, pk: int | None) -> Exception:
        """What is raised where there is no such thing, or none that the person may see."""
        return Http404()

    def parameters_class(self) -> type[Parameters]:
        """The parameters of the address asked for."""
        return self.ITEM if self.action == "retrieve" else self.LIST

    def shown(self) -> Collection[str]:
        """The names of the members to give."""
        expanded = self.asked.get("expand", ())
        fields = self.asked.get("fields") or self.serializer_class.usual()
        return {*fields, *expanded}

    def whole(self, members: Collection[str]) -> Collection[str]:
        """`members` where the article of each row is to be shown in full, else none."""
        return members if "article" in self.asked.get("expand", ()) else ()

    def _published(self, things: Any, *, many: bool = False) -> Any:
        rows = things if many else [things]
        context = {"expand": self.asked.get("expand", ()), **self.context(rows)}
        shown = self.shown()
        return self.serializer_class(things, many=many, only=shown, context=context).data
