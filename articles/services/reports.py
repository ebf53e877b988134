"""Readers' reports of errors: sent, and settled by the newsroom."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, ErrorReport, ReportState
from articles.services import limits
from articles.services.actors import READER, Actor, account
from articles.services.addresses import address_hash
from articles.services.comments import checked_text
from articles.services.permissions import require
from articles.services.recording import recording
from articles.text.normalise import clean_text, strip_bidi_overrides

LONGEST_QUOTE, LONGEST_CONTACT = 1000, 200  # code points


def report_error(
    *,
    by: Actor = READER,
    article_id: int,
    text: str,
    quote: str = "",
    contact: str = "",
    address: str = "",
    at: datetime | None = None,
) -> ErrorReport:
    """Store what a reader holds to be wrong, with the passage and a way to answer, if given.

    Raises Article.DoesNotExist if not everybody may read the article, ValidationError by field or
    with the code "duplicate", and limits.TooMany.
    """
    article = Article.objects.public().get(pk=article_id)
    text = checked_text(text)
    now = at or timezone.now()
    report = ErrorReport(
        article=article,
        text=text,
        quote=_short("quote", quote, LONGEST_QUOTE),
        contact=_short("contact", contact, LONGEST_CONTACT),
        address_hash=address_hash(address),
        created_at=now,
    )
    with recording(by):
        limits.lock("report", report.address_hash or str(article.pk))
        if ErrorReport.objects.filter(article=article, text=text, state=ReportState.OPEN).exists():
            raise ValidationError(_("This report has reached us already."), code="duplicate")
        if report.address_hash:
            limits.check(ErrorReport.objects.all(), report.address_hash, now)
        report.save(force_insert=True)
    return report


def settle_reports(
    *, by: Actor, report_ids: Iterable[int], state: str, answer: str = ""
) -> list[ErrorReport]:
    """Settle, dismiss or reopen reports, with a note for the newsroom; returns those that changed.

    All or none. Raises PermissionDenied, ValidationError, ErrorReport.DoesNotExist.
    """
    if state not in ReportState.values:
        raise ValidationError({"state": _("Choose a state.")})
    settled = []
    with recording(by) as log:
        for report_id in sorted(set(report_ids)):
            report = ErrorReport.objects.select_for_update(of=("self",)).get(pk=report_id)
            require(by, "change_errorreport", report.article)
            note = clean_text(answer) or report.answer
            if (report.state, report.answer) == (state, note):
                continue
            report.state, report.answer = state, note
            report.decided_at, report.decided_by = timezone.now(), account(by)
            report.save(update_fields=["state", "answer", "decided_at", "decided_by"])
            log.audit("settle", report, article=report.article_id, state=state)
            settled.append(report)
    return settled


def _short(field: str, text: str, most: int) -> str:
    text = strip_bidi_overrides(clean_text(text))
    if len(text) > most:
        raise ValidationError(
            {
                field: _("The text has %(length)d characters; at most %(most)d are possible.")
                % {"length": len(text), "most": most}
            }
        )
    return text
