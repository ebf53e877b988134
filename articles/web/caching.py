"""How readers' pages are answered: the same bytes for everybody, with a strong validator.

A view of a reader's page is given no request, so it cannot depend on a session, a cookie or a
header. What it needs to know of the state of the archive is one row: while that is the same, the
page is sent from memory.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from math import inf
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.encoding import iri_to_uri
from django.utils.http import http_date, urlencode
from django.views.decorators.http import require_safe

from articles.models import Section
from articles.queries import state as states
from articles.queries.taxonomy import rail
from articles.templatetags.addresses import absolute
from articles.web.page_cache import PAGES, Kept, keep

HTML = "text/html; charset=utf-8"
PUBLIC = "public, no-cache"  # a cache may keep it, and must ask each time
_GZIP = re.compile(r"(?:^|[\s,])(?:gzip|\*)\s*(?:;\s*q=([0-9.]+))?\s*(?:,|$)")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader's page may know: its path, the parameters it names, the state, the rail."""

    path: str
    params: dict[str, str]
    state: states.State
    sections: list[Section]

    def param(self, name: str) -> str:
        return self.params.get(name, "")

    @property
    def cursor(self) -> str | None:
        return self.params.get("cursor") or None


@dataclass(frozen=True, slots=True)
class Page:
    """A template with what it shows, or bytes that are ready.

    `lasting` is False where the same state of the archive may give another page later, as while
    the search's index follows: then no date says since when it stands, and it is kept for `seconds`
    at most, if at all.
    """

    template: str = ""
    context: dict[str, Any] = field(default_factory=dict)
    status: int = 200
    content_type: str = HTML
    body: bytes = b""
    lasting: bool = True
    seconds: float = 0


View = Callable[..., Page | HttpResponseBase]


def reader_page(*params: str) -> Callable[[View], Callable[..., HttpResponseBase]]:
    """Make a view of `Asked` (and the parts of its path) answer GET and HEAD for everybody.

    `params` are the query parameters that it reads; all others are as if they were not there.
    """

    def decorate(view: View) -> Callable[..., HttpResponseBase]:
        @require_safe
        @wraps(view)
        def answer(request: HttpRequest, **parts: Any) -> HttpResponseBase:
            named = {name: request.GET[name] for name in params if name in request.GET}
            with as_anybody():
                state = states.current()
                key = request.path, tuple(sorted(named.items()))
                kept = PAGES.get(key, state)
                if kept is None:
                    asked = Asked(request.path, named, state, rail())
                    made = view(asked, **parts)
                    if isinstance(made, HttpResponseBase):
                        made.headers.setdefault("Cache-Control", PUBLIC)
                        return made
                    modified = state.modified() if made.lasting else None
                    kept = keep(_body(made, asked), made.content_type, modified)
                    if made.status != 200:
                        return _send(request, kept, made.status)
                    # While developing, templates change under our hands.
                    seconds = inf if made.lasting else made.seconds
                    if seconds and not settings.DEBUG:
                        PAGES.put(key, state, kept, seconds)
            return _send(request, kept)

        return answer

    return decorate


@contextmanager
def as_anybody() -> Iterator[None]:
    """In the site's language and time zone, whatever an earlier request set on this thread."""
    with (
        translation.override(settings.LANGUAGE_CODE),
        timezone.override(timezone.get_default_timezone()),
    ):
        yield


def _body(made: Page, asked: Asked) -> bytes:
    if not made.template:
        return made.body
    canonical = absolute(iri_to_uri(asked.path))
    if asked.params:
        canonical += f"?{urlencode(asked.params)}"
    context = {"sections": asked.sections, "canonical": canonical, **made.context}
    return render_to_string(made.template, context).encode()


def _send(request: HttpRequest, kept: Kept, status: int = 200) -> HttpResponseBase:
    accepted = accepts_gzip(request.headers.get("Accept-Encoding", ""))
    # While developing, the debug toolbar writes into the page.
    packed = bool(kept.packed) and accepted and not settings.DEBUG
    body = kept.packed if packed else kept.body
    response = HttpResponse(
        b"" if request.method == "HEAD" else body, content_type=kept.content_type, status=status
    )
    response["Content-Length"] = str(len(body))
    response["Cache-Control"] = PUBLIC
    response["Vary"] = "Accept-Encoding"
    if packed:
        response["Content-Encoding"] = "gzip"
    if status != 200:
        return response
    etag, modified = kept.packed_etag if packed else kept.etag, states.settled(kept.modified)
    response["ETag"] = etag
    if modified is not None:
        response.headers["Last-Modified"] = http_date(modified)
    answered = get_conditional_response(
        request, etag=etag, last_modified=modified, response=response
    )
    return answered if answered is not None else response


def accepts_gzip(header: str) -> bool:
    """Whether an Accept-Encoding header takes gzip (q=0 refuses it)."""
    match = _GZIP.search(header.lower())
    if match is None:
        return False
    try:
        return float(match[1] or "1") > 0
    except ValueError:
        return False
