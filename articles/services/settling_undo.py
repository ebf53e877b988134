"""Steps taken back: each citation as it was before, where it is still as the step left it."""

from dataclasses import dataclass, field
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from articles.models import Article, Citation, CitationStep, Source
from articles.queries.source_merging import heirs_of
from articles.services.actors import Actor, account
from articles.services.citations import require_settling, tell
from articles.services.drafting import locked
from articles.services.recording import recording
from articles.services.settling_rows import (
    bring_back,
    circular,
    keep_step,
    row_of,
    rows_of,
    sources_of,
    stands,
)
from articles.services.settling_stale import stale

UNDO, REDO = "undo", "redo"


@dataclass
class BatchUndone:
    """What became of a batch that was taken back: the new steps, and by article what forbade it."""

    steps: list[CitationStep] = field(default_factory=list)
    refused: dict[int, Exception] = field(default_factory=dict)


def undo(*, by: Actor, article_id: int, step_id: int | None = None) -> CitationStep:
    """Take back the person's own last act on the article, or the step named; returns the step
    that does so. Taking that one back does the act again.

    Raises Stale where a row is not as the act left it, PermissionDenied where the step is another
    person's, and ValidationError where there is nothing to take back.
    """
    with recording(by) as log:
        article = locked(article_id)
        require_settling(by, article)
        step = _step(by, article, step_id)
        rows = rows_of(article)
        heirs = heirs_of(sources_of(step.before, step.after))
        before = {pk: row_of(row) for pk, row in rows.items()}
        _check(article, step, rows, heirs)
        _bring_back(article, step, rows, heirs)
        done = keep_step(
            by,
            article,
            REDO if step.action == UNDO else UNDO,
            before,
            undoes=step,
            batch=step.batch,
        )
        log.audit(done.action, article, step=step.pk, citations=sorted(map(int, _touched(step))))
        tell(log, article)
    return done


def undo_batch(*, by: Actor, batch: UUID) -> BatchUndone:
    """Take back all steps of a batch that stand; articles where somebody went on are left.

    Raises PermissionDenied where the batch is another person's, CitationStep.DoesNotExist.
    """
    steps = list(CitationStep.objects.filter(batch=batch, undoes=None).order_by("article_id"))
    if not steps:
        raise CitationStep.DoesNotExist(str(batch))
    undone = BatchUndone()
    with recording(by):
        for step in steps:
            _require_own(by, step)
            if CitationStep.objects.filter(undoes=step).exists():
                continue
            try:
                done = undo(by=by, article_id=step.article_id, step_id=step.pk)
            except (ValidationError, PermissionDenied) as reason:
                undone.refused[step.article_id] = reason
            else:
                undone.steps.append(done)
    return undone


def last_undoable(by: Actor, article: Article) -> CitationStep | None:
    """The person's last act on the article that stands (or was done again)."""
    return _open(by, article).exclude(action=UNDO).first()


def last_redoable(by: Actor, article: Article) -> CitationStep | None:
    """The person's last undoing, if they did nothing else since."""
    step = _open(by, article).exclude(action=REDO).first()
    return step if step is not None and step.action == UNDO else None


def _open(by: Actor, article: Article) -> QuerySet[CitationStep]:
    """The person's steps on the article that are not taken back, the newest first."""
    return article.citation_steps.filter(by=account(by), undone_by=None)


def _step(by: Actor, article: Article, step_id: int | None) -> CitationStep:
    if step_id is None:
        found = last_undoable(by, article)
    else:
        found = article.citation_steps.filter(pk=step_id).first()
    if found is None:
        raise ValidationError(_("There is nothing to take back."))
    _require_own(by, found)
    if CitationStep.objects.filter(undoes=found).exists():
        raise ValidationError(_("This step was taken back already."))
    return found


def _require_own(by: Actor, step: CitationStep) -> None:
    person = account(by)
    if step.by_id != (person.pk if person is not None else None):
        raise PermissionDenied(_("This step is somebody else's."))


def _touched(step: CitationStep) -> list[str]:
    return list({**step.before, **step.after})


def _check(
    article: Article, step: CitationStep, rows: dict[int, Citation], heirs: dict[int, int]
) -> None:
    """Raises Stale unless all rows are as the step left them, and nothing hangs on what goes."""
    late = [int(key) for key in _touched(step)
            if not stands(rows.get(int(key)), step.after.get(key), heirs)]  # fmt: skip
    going = {int(key) for key in step.after if key not in step.before}
    hanging = [row.pk for row in rows.values()
               if row.via_id in going and str(row.pk) not in step.after]  # fmt: skip
    if late or hanging:
        raise stale(article, late + hanging, step)


def _bring_back(
    article: Article, step: CitationStep, rows: dict[int, Citation], heirs: dict[int, int]
) -> None:
    for key in step.after:
        if key not in step.before:
            rows.pop(int(key)).delete()
    sources = {heirs.get(pk, pk) for pk in sources_of(step.before)}
    if Source.objects.filter(pk__in=sources).count() < len(sources):
        raise ValidationError({"source": _("This source is not there any more.")})
    for key, kept in step.before.items():
        row = bring_back(article, rows.get(int(key)), kept, step.after.get(key), heirs)
        rows[row.pk] = row
    if circular({pk: row.via_id for pk, row in rows.items()}):
        raise ValidationError({"via": _("The chain would lead back to itself.")})
