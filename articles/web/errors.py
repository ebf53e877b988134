"""Pages for what does not exist, is not allowed or went wrong: none asks the database."""

import logging

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseForbidden,
    HttpResponseNotFound,
    HttpResponseServerError,
)
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from articles.web.caching import PUBLIC, as_anybody

# If even the template cannot be rendered (no static files collected, say), this is sent.
LAST_RESORT = (
    '<!doctype html><html lang="ar" dir="rtl"><meta charset="utf-8"><title>500</title>'
    "<h1>حدث خطأ لدينا</h1><p>سُجّل الخطأ. حاول بعد قليل.</p></html>"
)
logger = logging.getLogger(__name__)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    with as_anybody():
        response = HttpResponseNotFound(render_to_string("404.html"))
    response["Cache-Control"] = PUBLIC
    return response


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    with as_anybody():
        response = HttpResponseForbidden(render_to_string("403.html"))
    response["Cache-Control"] = "private, no-store"
    return response


def failed(request: HttpRequest) -> HttpResponse:
    """500."""
    try:
        with as_anybody():
            body = render_to_string("500.html")
    except Exception:
        logger.exception("the page for errors cannot be rendered")
        body = mark_safe(LAST_RESORT)  # noqa: S308
    response = HttpResponseServerError(body)
    response["Cache-Control"] = "no-store"
    return response
