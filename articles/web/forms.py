"""What the comment form and the report form share: a text that is refused comes back whole."""

from dataclasses import dataclass, field

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseRedirectBase
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.translation import gettext as _

from articles.services.addresses import client_address
from articles.services.limits import TooMany

TRAP = "website"  # a field that people do not see; programs that fill in everything do


class SeeOther(HttpResponseRedirectBase):
    """After a POST that was taken: fetch this with GET, so that a reload sends nothing again."""

    status_code = 303


@dataclass(frozen=True, slots=True)
class Sent:
    """What came back with a form: its values, why it was refused, and with which status."""

    values: dict[str, str] = field(default_factory=dict)
    errors: dict[str, list[str]] = field(default_factory=dict)
    problem: str = ""
    status: int = 200
    retry_after: int | None = None


class _Check(CsrfViewMiddleware):
    def _reject(self, request: HttpRequest, reason: str) -> str:  # type: ignore[override]
        return reason


def forged(request: HttpRequest) -> bool:
    """Whether the token of a form is missing or wrong, as after an hour on another tab.

    The view is exempt from the middleware, which would answer with a page that lost the text.
    """
    check = _Check(lambda _: None)  # type: ignore[arg-type,return-value]
    check.process_request(request)
    return check.process_view(request, None, (), {}) is not None  # type: ignore[arg-type]


def refused_token(values: dict[str, str]) -> Sent:
    return Sent(
        values, problem=_("The form was too old. Nothing is lost: send it again."), status=403
    )


def refused(values: dict[str, str], error: ValidationError) -> Sent:
    """What goes back with the form for an error of a service."""
    if isinstance(error, TooMany):
        return Sent(values, problem=str(error.message), status=429, retry_after=error.retry_after)
    if hasattr(error, "error_dict"):
        return Sent(values, error.message_dict, status=422)
    status = 409 if getattr(error, "code", "") == "duplicate" else 422
    return Sent(values, problem=" ".join(error.messages), status=status)


def address_of(request: HttpRequest) -> str:
    """The reader's network address, behind the proxies that settings.TRUSTED_PROXIES counts."""
    return client_address(
        request.META.get("REMOTE_ADDR", ""),
        request.META.get("HTTP_X_FORWARDED_FOR", ""),
        settings.TRUSTED_PROXIES,
    )
