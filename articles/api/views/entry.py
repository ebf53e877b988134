"""The root of the API, which lists its addresses, and what answers addresses that are none."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from articles.api.reading import Parameters
from articles.api.registry import RESOURCES
from articles.api.views.base import ReadView
from articles.models import Article
from articles.templatetags.addresses import absolute

NAMES = (*(f"{name}s" for name in RESOURCES), "graph", "search", "changes", "schema", "docs")


class RootView(ReadView):
    """The root."""

    ABOUT = _("The addresses of all resources, of the schema and of the documentation.")
    LIST = Parameters

    @extend_schema(responses={200: {"type": "object", "additionalProperties": {"type": "string"}}})
    def get(self, request: Request) -> Response:
        Parameters(request.query_params, Article.objects.none(), request=request).read()
        return Response({name: absolute(reverse(f"api:{name}")) for name in NAMES})

    def changed_when(self) -> Any:
        return None


class UnknownView(ReadView):
    """404, as a problem document."""

    schema = None

    def get(self, request: Request, rest: str) -> Response:
        raise Http404

    def changed_when(self) -> Any:
        return None


_unknown = UnknownView.as_view()


@csrf_exempt
def other(request: HttpRequest, rest: str = "") -> HttpResponseBase:
    """What lacks only the slash at its end is answered as if it had it; all else is unknown."""
    if rest and not rest.endswith("/"):
        try:
            match = resolve(f"{request.path_info}/")
        except Resolver404:
            return _unknown(request, rest=rest)
        if match.func is not other:
            return match.func(request, *match.args, **match.kwargs)
    return _unknown(request, rest=rest)
