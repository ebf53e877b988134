"""Settling an article's citations act by act: each one checked, kept as a step, and undoable."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.models import CitationState, CitationStep
from articles.services.actors import Actor
from articles.services.citations import require_settling
from articles.services.drafting import locked
from articles.services.recording import recording
from articles.services.settling_acts import Act, confirm, perform
from articles.services.settling_names import Decision, NameSettled, settle_name
from articles.services.settling_rows import keep_step, row_of, rows_of
from articles.services.settling_stale import Stale, stale
from articles.services.settling_undo import (
    BatchUndone,
    last_redoable,
    last_undoable,
    undo,
    undo_batch,
)

__all__ = [
    "Act", "BatchUndone", "Decision", "NameSettled", "Stale", "apply_act", "confirm_all",
    "last_redoable", "last_undoable", "settle_name", "undo", "undo_batch",
]  # fmt: skip


def apply_act(*, by: Actor, article_id: int, act: Act) -> CitationStep:
    """Do one act on a citation of the article, or add one; the step says what it changed.

    An act that changes nothing gives a step that is not stored (`pk` is None, no rows). Raises
    Stale, PermissionDenied, ValidationError by field, Article.DoesNotExist.
    """
    with recording(by):
        article = locked(article_id)
        require_settling(by, article)
        if article.erased_at is not None:
            raise ValidationError(_("An erased article cannot be edited."))
        rows = rows_of(article)
        before = {pk: row_of(row) for pk, row in rows.items()}
        citation = None
        if act.kind != "add":
            citation = rows.get(act.citation_id or 0)
            if citation is None or act.base_version not in (None, citation.version):
                raise stale(article, [act.citation_id or 0], act)
        perform(by, article, citation, act)
        return keep_step(by, article, act.kind, before)


def confirm_all(*, by: Actor, article_id: int, base_versions: Mapping[int, int]) -> CitationStep:
    """Confirm those citations that are still only suggested, all in one step.

    `base_versions` are the versions that the person saw, by id. Raises as `apply_act`.
    """
    with recording(by):
        article = locked(article_id)
        require_settling(by, article)
        rows = rows_of(article)
        before = {pk: row_of(row) for pk, row in rows.items()}
        late = [pk for pk, seen in base_versions.items()
                if pk not in rows or rows[pk].version != seen]  # fmt: skip
        if late:
            raise stale(article, late, Act("confirm_all", values={"base_versions": base_versions}))
        for pk in base_versions:
            if rows[pk].state == CitationState.SUGGESTED:
                confirm(by, rows[pk])
        return keep_step(by, article, "confirm_all", before)
