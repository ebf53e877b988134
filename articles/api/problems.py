"""Errors as problem documents (RFC 9457): the closed list of codes, and how one is raised."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MEDIA_TYPE = "application/problem+json"
WAIT = 10  # seconds after which to ask again while the index of the search is rebuilt

Text = str | Promise


class Kind(NamedTuple):
    """A kind of problem: its HTTP status, its title, and what a program can do about it."""

    status: int
    title: Text
    meaning: Text


KINDS: Mapping[str, Kind] = {
    "invalid_parameters": Kind(
        400,
        _("Parameters were refused"),
        _("“errors” names each wrong parameter and says what is wrong with it."),
    ),
    "malformed_request": Kind(
        400, _("The request cannot be read"), _("“detail” says what cannot be read.")
    ),
    "forbidden": Kind(
        403, _("Not allowed"), _("The request needs an account that has the right to it.")
    ),
    "not_found": Kind(404, _("Not found"), _("Nothing public has this address.")),
    "method_not_allowed": Kind(
        405, _("Method not allowed"), _("The header Allow lists what this address answers.")
    ),
    "not_acceptable": Kind(
        406, _("No such format"), _("The header Accept names no format that this address has.")
    ),
    "withdrawn": Kind(
        410,
        _("The article was withdrawn"),
        _("“reason_code” and “reason” say publicly why, “withdrawn_at” when. Drop your copy."),
    ),
    "erased": Kind(
        410,
        _("The article was erased"),
        _("Nothing of its content is kept here. Erase your copy."),
    ),
    "resync": Kind(
        410,
        _("The change log begins anew"),
        _(
            "The cursor belongs to a log that this archive no longer keeps, after a restored "
            "backup. Read the lists again, then go on from “cursor”."
        ),
    ),
    "precondition_failed": Kind(
        412, _("The precondition does not hold"), _("What is here has another ETag than If-Match.")
    ),
    "unsupported_media_type": Kind(
        415, _("The format sent cannot be read"), _("Send JSON (application/json).")
    ),
    "too_many_requests": Kind(
        429, _("Too many requests"), _("Wait as many seconds as the header Retry-After says.")
    ),
    "search_rebuilding": Kind(
        503,
        _("The search is being rebuilt"),
        _("Ask again after as many seconds as the header Retry-After says."),
    ),
    "internal_error": Kind(500, _("An error on our side"), _("It was recorded. Try again later.")),
}


@dataclass
class Problem(Exception):
    """Ends a request with a problem document of kind `code`.

    `detail` is for people, in their language; `errors` are single faults (dicts with `parameter`,
    `code`, `detail`), `members` further members of the document, `headers` go into the response.
    """

    code: str
    detail: Text
    errors: Iterable[Mapping[str, Text]] = ()
    members: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


def rebuilding() -> Problem:
    """503: there is no index to search in for now."""
    return Problem(
        "search_rebuilding",
        _("The index of the search is being rebuilt. All other addresses answer."),
        headers={"Retry-After": str(WAIT)},
    )


def type_of(code: str) -> str:
    """The URI that names the kind of problem: its entry in the documentation."""
    return f"{settings.SITE_URL}{reverse('api:docs')}#problem-{code}"


def document(problem: Problem, instance: str) -> dict[str, Any]:
    """The problem as JSON, its texts in the language that is active now."""
    kind = KINDS[problem.code]
    errors = [{key: str(text) for key, text in error.items()} for error in problem.errors]
    return {
        "type": type_of(problem.code),
        "title": str(kind.title),
        "status": kind.status,
        "detail": str(problem.detail),
        "code": problem.code,
        "instance": instance,
        **problem.members,
        **({"errors": errors} if errors else {}),
    }
