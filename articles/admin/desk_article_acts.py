"""From a form of the desk to acts on citations, and what became of them in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Citation, CitationStep
from articles.queries.desk_words import action_in_words
from articles.services.actors import Actor
from articles.services.recording import recording
from articles.services.settling import Act, apply_act, confirm_all, undo

DONE: dict[str, Promise] = {
    "confirm": gettext_lazy("Confirmed: %(name)s."),
    "reject": gettext_lazy("Rejected: %(name)s."),
    "reopen": gettext_lazy("Open again: %(name)s."),
    "role": gettext_lazy("Role changed: %(name)s."),
    "via": gettext_lazy("Chain linked: %(name)s."),
    "source": gettext_lazy("Source chosen: %(name)s."),
    "evidence": gettext_lazy("Evidence changed: %(name)s."),
    "relink": gettext_lazy("Linked to the new words: %(name)s."),
    "clear": gettext_lazy("Evidence dropped: %(name)s."),
    "consulted": gettext_lazy("Noted: %(name)s."),
    "move": gettext_lazy("Moved: %(name)s."),
    "remove": gettext_lazy("Removed: %(name)s."),
    "add": gettext_lazy("Added: %(name)s."),
}
MOST_OF_A_NAME = 200
Sent = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Done:
    """What an act did: in words, and as the step that keeps it; `citation_id` is where it was."""

    text: str
    step: CitationStep
    citation_id: int | None
    base: int | None = None

    @property
    def versions(self) -> dict[str, list[int]]:
        """The versions of the touched citations before and after, by id: by these a browser knows
        the rows that it changed itself."""
        before, after = self.step.before, self.step.after
        found = {pk: [before[pk]["version"], after[pk]["version"]] for pk in after if pk in before}
        if self.base is not None and str(self.citation_id) in found:
            found[str(self.citation_id)][0] = self.base  # several acts of one form
        return found


def carry_out(*, by: Actor, article_id: int, sent: Sent) -> Done:
    """Do what a form of the desk asks for. Raises as `services.settling` does."""
    kind = sent.get("act", "")
    arrived = _arrived(by, article_id, sent) if sent.get("again") else None
    if arrived is not None:
        return Done(_("This was done already."), arrived, whole(sent, "citation"))
    if kind in ("undo", "redo"):
        step = undo(by=by, article_id=article_id, step_id=whole(sent, "step"))
        text = _("Taken back: %(what)s.") if kind == "undo" else _("Done again: %(what)s.")
        return Done(text % {"what": action_in_words(_meant(step).action)}, step, _first(step))
    if kind == "confirm_all":
        step = confirm_all(by=by, article_id=article_id, base_versions=versions_of(sent))
        return Done(_("All that was open and clear is confirmed."), step, None)
    return _on_citation(by, article_id, kind, sent)


def _meant(step: CitationStep) -> CitationStep:
    """The step that was taken back, or done again: what the last of both took back itself."""
    while step.undoes is not None:
        step = step.undoes
    return step


def versions_of(sent: Sent) -> dict[int, int]:
    """The versions that the person saw, by id, from «id:version» and blanks."""
    pairs = [pair.partition(":") for pair in sent.get("versions", "").split()]
    return {_number(pk): _number(version) for pk, _sign, version in pairs}


def whole(sent: Sent, name: str) -> int | None:
    """The number that a field holds; None for an empty one. Raises ValidationError."""
    value = sent.get(name, "").strip()
    return _number(value) if value else None


def _number(value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) < 19):
        raise ValidationError(_("This form is not one of the desk's."))
    return int(value)


def _arrived(by: Actor, article_id: int, sent: Sent) -> CitationStep | None:
    """The step of an act that came in before, though its answer got lost on the way back."""
    own = CitationStep.objects.filter(
        article_id=article_id, by=getattr(by, "pk", None), pk__gt=whole(sent, "seen") or 0
    )
    citation = sent.get("citation", "")
    for step in own.order_by("pk"):
        if citation in step.before or citation in step.after or step.action == sent.get("act"):
            return step
    return None


def _on_citation(by: Actor, article_id: int, kind: str, sent: Sent) -> Done:
    pk = whole(sent, "citation")
    acts = acts_of(kind, sent)
    version = base = whole(sent, "version")
    with recording(by):
        for act in acts:
            step = apply_act(by=by, article_id=article_id, act=replace(act, base_version=version))
            version = step.after.get(str(pk), {}).get("version", version)
    text = _told(kind, step, pk)
    return Done(text, step, pk if kind != "add" else _first(step), base)


def acts_of(kind: str, sent: Sent) -> list[Act]:
    """The acts that a form asks for; more than one where choices in it wait to be stored too.

    Raises ValidationError where the form is none of the desk's.
    """
    if kind == "confirm" and sent.get("choice"):
        kind = "source"
    if kind not in VALUES:
        raise ValidationError(_("This form is not one of the desk's."))
    values = VALUES[kind](sent)
    pk, version = whole(sent, "citation"), whole(sent, "version")
    if kind != "add" and (pk is None or version is None):
        raise ValidationError(_("This form is not one of the desk's."))
    acts = [Act("evidence" if kind in ("relink", "clear") else kind, pk, version, values)]
    if kind == "confirm":
        acts = _confirming(acts[0], sent)
    return acts


def _confirming(act: Act, sent: Sent) -> list[Act]:
    """Confirm, with what was chosen in the form beside it and not stored yet."""
    chosen = [
        replace(act, kind=name, values=VALUES[name](sent))
        for name in ("via", "role")
        if sent.get(name, "") != sent.get(f"was_{name}", sent.get(name, ""))
    ]
    return [*chosen, act]


def _told(kind: str, step: CitationStep, pk: int | None) -> str:
    if step.pk is None:
        return _("Nothing to change.")
    rows = {**step.before, **step.after}
    row = rows.get(str(pk or _first(step)), {})
    return str(DONE[kind]) % {"name": _name(row)}


def _name(row: Mapping[str, Any]) -> str:
    """What people call a kept row: the name in the text, or that of its source."""
    if row.get("name"):
        return str(row["name"])
    citation = Citation.objects.select_related("source").filter(pk=row.get("id", 0)).first()
    return str(citation) if citation is not None else ""


def _first(step: CitationStep) -> int | None:
    return min((int(pk) for pk in {**step.before, **step.after}), default=None)


# What each kind of form carries.


def _nothing(sent: Sent) -> dict[str, Any]:
    return {}


def _role(sent: Sent) -> dict[str, Any]:
    return {"role": sent.get("role", "")}


def _via(sent: Sent) -> dict[str, Any]:
    return {"via_id": whole(sent, "via")}


def _consulted(sent: Sent) -> dict[str, Any]:
    return {"consulted": bool(sent.get("consulted"))}


def _source(sent: Sent) -> dict[str, Any]:
    """Whom the form chose: a source, a name that was suggested, or a new one."""
    what, _sign, value = sent.get("choice", "").partition(":")
    if what == "new":
        name = sent.get("new_name", "").strip()
        fields = {key: sent.get(f"new_{key}", "").strip() for key in ("name", "kind", "country")}
        if not name:
            raise ValidationError({"name": _("Give the new source a name.")})
        return {"new": fields | {"country": fields["country"].upper()}, "confirm": True}
    if what == "candidate":
        return {"candidate": value, "confirm": True}
    return {"source_id": _number(value) if what == "source" else None, "confirm": True}


def _span(sent: Sent) -> dict[str, Any]:
    words = {name: sent.get(name, "") for name in ("exact", "prefix", "suffix")}
    start, end = whole(sent, "start"), whole(sent, "end")
    if end is None:
        words["exact"] = words["exact"].strip()
    # Without a place the words are looked for: a span that cuts out nothing fits no words.
    return {"target": sent.get("target", ""), **words, "start": start or 0, "end": end or 0}


def _evidence(sent: Sent) -> dict[str, Any]:
    values = _span(sent)
    if not values["exact"].strip() and not values["end"]:
        raise ValidationError({"exact": _("Select or type words of the text.")})
    return values


def _clear(sent: Sent) -> dict[str, Any]:
    return {"clear": True}


def _add(sent: Sent) -> dict[str, Any]:
    values: dict[str, Any] = {**_role(sent), **_via(sent)}
    words = sent.get("exact", "").strip()
    if sent.get("choice"):
        values |= _source(sent)
        del values["confirm"]
    if not sent.get("choice") or len(words) <= MOST_OF_A_NAME:
        values["name"] = words
    if sent.get("exact", "").strip() or sent.get("end"):
        values |= _span(sent)
    return values


def _move(sent: Sent) -> dict[str, Any]:
    return {"position": whole(sent, "position") or 0}


VALUES: dict[str, Callable[[Sent], dict[str, Any]]] = {
    "confirm": _nothing,
    "reject": _nothing,
    "reopen": _nothing,
    "remove": _nothing,
    "role": _role,
    "via": _via,
    "consulted": _consulted,
    "source": _source,
    "evidence": _evidence,
    "relink": _evidence,
    "clear": _clear,
    "move": _move,
    "add": _add,
}
