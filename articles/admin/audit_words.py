"""The detail of an entry of the audit in words: people need not know the keys of programs."""

from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.admin import roles
from articles.admin.links import change_link, facts, isolated
from articles.models import (
    Article,
    AuditEntry,
    CitationRole,
    CitationState,
    CommentState,
    Original,
    Outcome,
    ReportState,
)
from articles.services.ingest.reasons import sentence

LABELS = {
    "added": _("suggestions added"),
    "after": _("roles now"),
    "article": _("article"),
    "batch": _("made together"),
    "before": _("before"),
    "changed": _("suggestions changed"),
    "citations": _("citations"),
    "cleaned": _("cleaned"),
    "code": _("reason"),
    "exact": _("evidence"),
    "fields": _("what was changed"),
    "how": _("asserted through"),
    "into": _("into the source"),
    "items": _("items"),
    "key": _("key"),
    "kind": _("kind"),
    "left": _("left as they are"),
    "name": _("name"),
    "origin": _("where it came from"),
    "original": _("original"),
    "outcome": _("outcome"),
    "periods": _("periods"),
    "publish": _("published at once"),
    "reason": _("reason"),
    "removed": _("suggestions taken back"),
    "retraction": _("retraction"),
    "role": _("role"),
    "roles": _("roles"),
    "sections": _("sections"),
    "sha256": _("SHA-256"),
    "source": _("source"),
    "state": _("state"),
    "step": _("step"),
    "text": _("text"),
    "username": _("login name"),
    **dict(Outcome.choices),
}
STATES = {
    "citation": dict(CitationState.choices),
    "comment": dict(CommentState.choices),
    "errorreport": dict(ReportState.choices),
}


def in_words(entry: AuditEntry) -> Any:
    """Labels and values as a list; '—' where the entry says no more than its action."""
    rows = [(LABELS.get(key, key), _value(entry, key, value))
            for key, value in entry.detail.items() if value not in (None, "", [])]  # fmt: skip
    return facts(rows) if rows else "—"


def _value(entry: AuditEntry, key: str, value: Any) -> Any:
    if key in ("article", "original"):
        model = Article if key == "article" else Original
        return change_link(model(pk=value), value)
    if key == "sha256":
        return format_html('<code dir="ltr">{}</code>', value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return isolated("، ".join(_word(entry, key, item) for item in value))
    return isolated(_word(entry, key, value))


def _word(entry: AuditEntry, key: str, value: Any) -> str:
    if key == "fields":
        return _field(entry.object_type, str(value))
    if key in ("roles", "after") or (key == "before" and entry.object_type == "user"):
        return roles.title(str(value))
    if key in ("before", "state"):
        return str(STATES.get(entry.object_type, {}).get(value, value))
    if key in ("code", "cleaned"):
        return sentence(str(value))
    names = {"role": CitationRole.choices, "outcome": Outcome.choices}.get(key, [])
    return str(dict(names).get(value, value))


def _field(model: str, name: str) -> str:
    try:
        return str(apps.get_model("articles", model)._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    except (LookupError, FieldDoesNotExist, AttributeError):
        return name
