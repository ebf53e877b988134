"""What was typed into the rows of sources becomes calls of the citations' services."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from articles.admin.citation_form import CitationForm, CitationFormSet, RowRefused
from articles.models import Article, Citation
from articles.services.actors import Actor
from articles.services.archived_copies import MOST_BYTES, drop_copy, keep_copy
from articles.services.citations import (
    add_citation,
    change_citation,
    remove_citation,
    settle_citations,
)

ADDRESSES = ("report_address", "archived_address")
PLAIN = ("source", "name", "role", "consulted", "position", *ADDRESSES)
EVIDENCE = {"target", "exact", "prefix", "suffix"}


def save_citations(*, by: Actor, article: Article, formset: CitationFormSet) -> None:
    """Remove, change, add, then link the rows into chains; rows nobody touched stay as they are.

    Raises RowRefused with the row and what the service said. To be called in a transaction.
    """
    stored: dict[int, Citation] = {}
    forms: list[tuple[int, Any]] = list(enumerate(formset.forms))
    removed = {id(form) for form in formset.deleted_forms}
    for row, form in forms:
        if id(form) in removed:
            if form.instance.pk:
                _attempt(row, remove_citation, by=by, citation_id=form.instance.pk)
        elif form.instance.pk:
            stored[row] = form.instance
            if form.has_changed():
                _change(by, row, form)
        elif form.has_changed():
            stored[row] = _add(by, row, form, article)
    for row, form in forms:
        if row in stored and "via_row" in form.changed_data:
            _link(by, row, form, stored)


def _add(by: Actor, row: int, form: CitationForm, article: Article) -> Citation:
    cleaned = form.cleaned_data
    citation: Citation = _attempt(
        row,
        add_citation,
        by=by,
        article_id=article.pk,
        role=cleaned["role"],
        source=cleaned["source"],
        name=cleaned["name"],
        evidence=form.evidence() if cleaned["exact"] else None,
        state=cleaned["state"],
        consulted=cleaned["consulted"],
    )
    more = {name: cleaned[name] for name in ADDRESSES if cleaned.get(name)}
    if cleaned.get("position") is not None:
        more["position"] = cleaned["position"]
    if more:
        _attempt(row, change_citation, by=by, citation_id=citation.pk, **more)
    _keep(by, row, form, citation.pk)
    return citation


def _change(by: Actor, row: int, form: CitationForm) -> None:
    pk = form.instance.pk
    _check_unseen(row, form)
    changed = set(form.changed_data)
    values = {name: form.cleaned_data[name] for name in PLAIN if name in changed}
    if values.get("position", 0) is None:
        del values["position"]
    if "via_row" in changed:
        values["via"] = None  # so that turning a chain round is not taken for a circle
    evidence = form.evidence() if EVIDENCE & changed else None
    if values or evidence is not None:
        _attempt(row, change_citation, by=by, citation_id=pk, evidence=evidence, **values)
    if "state" in changed:
        _attempt(row, settle_citations, by=by, citation_ids=[pk], state=form.cleaned_data["state"])
    _keep(by, row, form, pk)


def _keep(by: Actor, row: int, form: CitationForm, pk: int) -> None:
    """Keep the copy of the report that was sent, or drop the one that is kept."""
    sent = form.cleaned_data.get("copy")
    if sent:
        if sent.size > MOST_BYTES:
            raise RowRefused(row, ValidationError({"copy": _("A copy has at most 20 MB.")}))
        content = sent.read()
        _attempt(row, keep_copy, by=by, citation_id=pk, content=content, file_name=sent.name)
    elif form.cleaned_data.get("drop_copy"):
        _attempt(row, drop_copy, by=by, citation_id=pk)


def _link(by: Actor, row: int, form: CitationForm, stored: dict[int, Citation]) -> None:
    target = form.cleaned_data["via_row"]
    if target is None:
        return
    if target not in stored:
        raise RowRefused(row, ValidationError({"via": _("That row holds no source.")}))
    via = Citation.objects.get(pk=stored[target].pk)
    _attempt(row, change_citation, by=by, citation_id=stored[row].pk, via=via)


def _check_unseen(row: int, form: CitationForm) -> None:
    """Refuse to write over what somebody else made of the row after it was read."""
    now = Citation.objects.select_related("source").get(pk=form.instance.pk)
    if form.cleaned_data["seen"] != now.modified_at.isoformat():
        text = _(
            "Somebody changed this row meanwhile: %(name)s, %(role)s, %(state)s. "
            "Save once more to put yours in its place."
        ) % {
            "name": now.source or now.name,
            "role": now.get_role_display(),
            "state": now.get_state_display(),
        }
        raise RowRefused(row, ValidationError(text), current=now)


def _attempt(row: int, service: Any, **arguments: Any) -> Any:
    try:
        return service(**arguments)
    except (ValidationError, PermissionDenied) as reason:
        raise RowRefused(row, reason) from reason
