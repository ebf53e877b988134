"""Originals of articles and copies of reports, byte for byte, as files that no browser runs."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from articles.models import Original
from articles.queries.originals import copy_of, original_of
from articles.web.caching import PUBLIC

_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+(?:;\s*charset=[A-Za-z0-9._-]+)?")
_ENDINGS = {
    "text/plain": "txt", "text/html": "html", "application/json": "json",
    "application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg",
    "application/warc": "warc", "application/warc+gzip": "warc.gz",
}  # fmt: skip


@require_safe
def original(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The bytes with their media type, as an attachment; the ETag is their SHA-256."""
    found = original_of(pk)
    if found is None:
        raise Http404("no original")
    return _download(request, found, f"article-{pk}")


@require_safe
def archived_copy(request: HttpRequest, pk: int, citation: int) -> HttpResponseBase:
    """The copy kept of a report that an article rests on, in the same way."""
    found = copy_of(pk, citation)
    if found is None:
        raise Http404("no copy")
    return _download(request, found, f"report-{pk}-{citation}")


def _download(request: HttpRequest, found: Original, name: str) -> HttpResponseBase:
    content = bytes(found.content)
    response = HttpResponse(
        b"" if request.method == "HEAD" else content, content_type=_media_type(found)
    )
    response["Content-Length"] = str(len(content))
    response["Content-Disposition"] = f'attachment; filename="{_file_name(name, found)}"'
    response["Cache-Control"] = PUBLIC
    response["Content-Security-Policy"] = "sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Robots-Tag"] = "noindex"
    etag = f'"{found.sha256}"'
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response


def _media_type(found: Original) -> str:
    """As stored where that is a media type, so that no header can be forged through it."""
    known = _MEDIA_TYPE.fullmatch(found.media_type)
    return found.media_type if known else "application/octet-stream"


def _file_name(name: str, found: Original) -> str:
    ending = _ENDINGS.get(found.media_type.partition(";")[0].strip(), "bin")
    return f"{name}.{ending}"
