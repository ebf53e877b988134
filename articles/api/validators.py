"""What caches are told about an answer: strong ETag, Last-Modified, 304, who may keep it."""

import hashlib
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date, parse_http_date

from articles.queries.state import settled

EXPOSED = "ETag, Link, Last-Modified, Retry-After, Content-Language"


def open_to_browsers(response: HttpResponseBase) -> None:
    """Let programs in browsers read public answers, from any origin and without cookies."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = EXPOSED


def set_caching(response: HttpResponseBase, *, personal: bool, changed_at: datetime | None) -> None:
    """Who may keep the answer: any cache that asks again, or nobody if it is `personal`."""
    response.headers["Cache-Control"] = "private, no-store" if personal else "public, no-cache"
    patch_vary_headers(response, ["Accept", "Cookie"])
    second = settled(changed_at)
    if second is not None:
        response.headers["Last-Modified"] = http_date(second)


def validated(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    """The rendered answer with the ETag of its bytes; 304 or 412 where the request asks for it."""
    digest = hashlib.sha256(response.content).hexdigest()[:32]
    etag = f'"{digest}"'
    response.headers["ETag"] = etag
    modified = response.headers.get("Last-Modified")
    answer = get_conditional_response(
        request,
        etag=etag,
        last_modified=parse_http_date(modified) if modified else None,
        response=response,
    )
    if answer is not response and answer is not None:
        for name in ("Access-Control-Allow-Origin", "Access-Control-Expose-Headers", "Link"):
            if name in response.headers:
                answer.headers[name] = response.headers[name]
    return answer or response
