"""Renditions of pictures, where the storage is this machine's disk; their names never change."""

import re

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

# The SHA-256 of the bytes: nobody guesses the picture of an article that is not out yet.
NAME = re.compile(r"renditions/[0-9a-f]{2}/[0-9a-f]{64}\.(avif|webp|jpg)")
TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
FOREVER = "public, max-age=31536000, immutable"


@require_safe
def rendition(request: HttpRequest, name: str) -> HttpResponseBase:
    """The file of a rendition; 404 for anything else that lies in the storage."""
    match = NAME.fullmatch(name)
    if match is None:
        raise Http404("not a rendition")
    try:
        file = default_storage.open(name)
    except FileNotFoundError as error:
        raise Http404("no such rendition") from error
    response = FileResponse(file, content_type=TYPES[match[1]])
    response["Cache-Control"] = FOREVER
    response["Content-Security-Policy"] = "sandbox"
    return response
