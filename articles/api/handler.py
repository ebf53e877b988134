"""Turns whatever a view raised into a problem document, and tells nothing that is not public."""

import logging
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions
from rest_framework.response import Response

from articles.api.problems import KINDS, MEDIA_TYPE, Problem, document

logger = logging.getLogger(__name__)

# The framework's exceptions, the most special first.
_CODES: list[tuple[type[Exception], str]] = [
    (Http404, "not_found"),
    (PermissionDenied, "forbidden"),
    (SuspiciousOperation, "malformed_request"),
    (exceptions.NotFound, "not_found"),
    (exceptions.PermissionDenied, "forbidden"),
    (exceptions.NotAuthenticated, "forbidden"),
    (exceptions.AuthenticationFailed, "forbidden"),
    (exceptions.MethodNotAllowed, "method_not_allowed"),
    (exceptions.NotAcceptable, "not_acceptable"),
    (exceptions.UnsupportedMediaType, "unsupported_media_type"),
    (exceptions.Throttled, "too_many_requests"),
    (exceptions.APIException, "malformed_request"),
]
_DETAILS = {
    "not_found": _("There is nothing at this address, or nothing that is public."),
    "forbidden": _("Your account does not allow this."),
    "malformed_request": _("The request cannot be read."),
    "method_not_allowed": _("This address can only be read."),
    "not_acceptable": _("Ask for application/json."),
}


def problem_response(error: Exception, context: Mapping[str, Any]) -> Response:
    """The response to `error`, in the language of the request."""
    return respond(_as_problem(error, context), context["request"])


def respond(problem: Problem, request: HttpRequest) -> Response:
    """The problem document as a response that nothing keeps."""
    response = Response(
        document(problem, request.get_full_path()),
        status=KINDS[problem.code].status,
        content_type=MEDIA_TYPE,
        headers={
            "Content-Language": get_language() or settings.LANGUAGE_CODE,
            "Cache-Control": "no-store",
            **problem.headers,
        },
    )
    patch_vary_headers(response, ["Accept-Language"])
    return response


def _as_problem(error: Exception, context: Mapping[str, Any]) -> Problem:
    if isinstance(error, Problem):
        return error
    code = next((code for kind, code in _CODES if isinstance(error, kind)), None)
    if code is None:
        logger.error("%s failed", context["request"].path, exc_info=error)
        return Problem("internal_error", gettext("The request could not be answered."))
    wait = getattr(error, "wait", None)  # seconds, where there is a limit on requests
    headers = {} if wait is None else {"Retry-After": str(int(wait))}
    detail: Any = _DETAILS.get(code) or getattr(error, "detail", "")
    return Problem(code, detail if not isinstance(detail, dict | list) else "", headers=headers)
