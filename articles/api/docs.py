"""The documentation as a page: made from the same lists that the addresses are made from."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from articles.api.language import LANGUAGES, language_of
from articles.api.parameters import LARGEST_PAGE, LONGEST_QUERY, PAGE_SIZE, Parameter
from articles.api.problems import KINDS
from articles.api.reading import Parameters, described
from articles.api.registry import RESOURCES
from articles.api.search_parameters import SearchParameters
from articles.api.serializers.base import Published
from articles.api.serializers.chain import TERMS, vocabulary
from articles.api.serializers.changes import ChangeSerializer
from articles.api.serializers.graph import EdgeSerializer
from articles.api.serializers.search import SearchPageSerializer
from articles.api.views.changes import ChangeParameters, ChangesView
from articles.api.views.graph import GraphParameters, GraphView
from articles.api.views.search import SearchView
from articles.templatetags.addresses import absolute

RIGHT_TO_LEFT = ("ar",)


@dataclass(frozen=True, slots=True)
class Described:
    """A parameter or a member: its name, what it means, and the codes that it may have."""

    name: str
    meaning: str
    codes: list[str]
    default: Any = None


@dataclass(frozen=True, slots=True)
class Resource:
    """What the page says of one resource."""

    name: str
    path: str
    about: str
    single: bool
    parameters: list[Described]
    members: list[Described]


@csrf_exempt
@require_safe
def docs(request: HttpRequest) -> HttpResponseBase:
    """The page, in Arabic or English by Accept-Language."""
    language = language_of(request)
    with translation.override(language):
        body = render_to_string("api/docs.html", _context(language)).encode()
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response = HttpResponse(b"" if request.method == "HEAD" else body)
    for name, value in {
        "Content-Length": str(len(body)),
        "Content-Language": language,
        "Cache-Control": "public, no-cache",
        "Vary": "Accept-Language",
        "ETag": etag,
    }.items():
        response.headers[name] = value
    return get_conditional_response(request, etag=etag, response=response) or response


def _context(language: str) -> dict[str, Any]:
    return {
        "language": language,
        "direction": "rtl" if language in RIGHT_TO_LEFT else "ltr",
        "languages": LANGUAGES,
        "base": absolute(reverse("api:root")),
        "resources": list(_resources()),
        "vocabulary": vocabulary(),
        "terms": TERMS,
        "problems": [{"code": code, "kind": kind} for code, kind in KINDS.items()],
        "page_size": PAGE_SIZE,
        "largest_page": LARGEST_PAGE,
        "longest_query": LONGEST_QUERY,
        "time_zone": settings.TIME_ZONE,
    }


def _resources() -> Iterator[Resource]:
    for name, view in RESOURCES.items():
        yield _resource(f"{name}s", str(view.ABOUT), view.LIST, view.serializer_class, single=True)
    yield _resource("graph", str(GraphView.ABOUT), GraphParameters, EdgeSerializer, single=False)
    yield _resource(
        "search", str(SearchView.ABOUT), SearchParameters, SearchPageSerializer, single=False
    )
    yield _resource(
        "changes", str(ChangesView.ABOUT), ChangeParameters, ChangeSerializer, single=False
    )


def _resource(
    name: str,
    about: str,
    parameters: type[Parameters],
    members: type[Published],
    *,
    single: bool,
) -> Resource:
    return Resource(
        name=name,
        path=reverse(f"api:{name}"),
        about=about,
        single=single,
        parameters=[_parameter(key, parameter) for key, parameter in described(parameters)],
        members=[_member(key, field) for key, field in members().fields.items()],
    )


def _parameter(name: str, parameter: Parameter) -> Described:
    schema = parameter.schema
    codes = schema.get("enum") or schema.get("items", {}).get("enum") or []
    # The names of members are listed as such below.
    shown = [] if name == "fields" else list(codes)
    return Described(name, parameter.help_text, shown, schema.get("default"))


def _member(name: str, field: Any) -> Described:
    choices = getattr(field, "choices", None)
    return Described(name, str(field.help_text or ""), list(choices or []))
