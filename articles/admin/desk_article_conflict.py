"""Two people on one article: what the other did and what one wanted, side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Citation, CitationRole, Source
from articles.services.actors import actor_title
from articles.services.settling import Stale

LEFT_OUT = ("csrfmiddlewaretoken", "version", "versions", "again", "seen")
WANTED: dict[str, Promise] = {
    "confirm": gettext_lazy("confirm it"),
    "reject": gettext_lazy("reject it"),
    "reopen": gettext_lazy("open it again"),
    "remove": gettext_lazy("remove it"),
    "via": gettext_lazy("link it through another citation"),
    "source": gettext_lazy("choose another source"),
    "evidence": gettext_lazy("change its evidence"),
    "relink": gettext_lazy("link it to the new words"),
    "clear": gettext_lazy("drop its evidence"),
    "add": gettext_lazy("add a citation"),
    "consulted": gettext_lazy("note whether we have read it"),
    "move": gettext_lazy("move it"),
    "confirm_all": gettext_lazy("confirm all that is open"),
    "undo": gettext_lazy("take your last step back"),
    "redo": gettext_lazy("do your last step again"),
}


@dataclass(frozen=True, slots=True)
class Conflict:
    """An act that came after somebody else's. `rows` are the citations as they stand, `fields` what
    the form had sent; `again` says whether it can still be done."""

    text: str
    who: str
    at: datetime | None
    rows: list[Citation]
    wanted: str
    fields: list[tuple[str, str]]
    again: bool

    @property
    def citation_id(self) -> int | None:
        """The citation beside which it is told; None where it is gone, or there are several."""
        return self.rows[0].pk if len(self.rows) == 1 else None

    @property
    def version(self) -> int | None:
        """The version of that citation now."""
        return self.rows[0].version if len(self.rows) == 1 else None


def conflict(request: HttpRequest, reason: Stale) -> Conflict:
    """What the page shows for the form in `request`, which `reason` refused."""
    sent = request.POST
    kind = sent.get("act", "")
    return Conflict(
        text=" ".join(reason.messages),
        who=actor_title(reason.actor) if reason.actor else "",
        at=reason.at,
        rows=reason.rows,
        wanted=wanted(kind, sent),
        fields=[pair for pair in sent.dict().items() if pair[0] not in LEFT_OUT],
        again=bool(reason.rows) and kind not in ("undo", "redo"),
    )  # fmt: skip


def wanted(kind: str, sent: Mapping[str, str]) -> str:
    """What a form wanted, in words: «الدور: قائل»."""
    if kind == "role":
        names = dict(CitationRole.choices)
        return _("role: %(role)s") % {"role": names.get(sent.get("role", ""), "")}
    if kind == "source":
        return _("the source: %(name)s") % {"name": _chosen(sent)}
    return str(WANTED.get(kind, kind))


def _chosen(sent: Mapping[str, str]) -> str:
    what, _sign, value = sent.get("choice", "").partition(":")
    if what == "source" and value.isdecimal():
        return str(Source.objects.filter(pk=int(value)).first() or value)
    return value or sent.get("new_name", "")
