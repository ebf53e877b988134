"""Erasing an article for good: a court order, a person's right. What stays is an empty stone."""

from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from articles.models import Article, ArticleStatus, ChangeOp, CommentState, WithdrawalReason
from articles.services.actors import Actor
from articles.services.drafting import add_revision, locked
from articles.services.fields import set_dates
from articles.services.near_copies import forget_signature
from articles.services.permissions import require
from articles.services.quotations import forget_quotations
from articles.services.recording import recording

REDACTED = "—"  # where the database wants a text
_EMPTIED = (
    "slug", "standfirst", "body", "body_text", "footer", "footer_prompt", "byline_text", "rights",
    "publisher_name", "origin_url", "dated", "withdrawal_reason",
)  # fmt: skip


def erase_article(*, by: Actor, article_id: int, reason: str) -> Article:
    """Redact an article in any state, with its revisions, original, citations and comments.

    Its number, its times on this site and the key under which it was imported stay, so that its
    address answers 410 and the same item does not come in again. `reason` is for the newsroom and
    stands in the audit only. Files of pictures stay. Raises PermissionDenied, ValidationError,
    Article.DoesNotExist.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the article is erased.")})
    with recording(by) as log:
        article = locked(article_id)
        require(by, "erase_article", article)
        if article.erased_at is not None:
            raise ValidationError(_("This article was erased already."))
        _empty(article, timezone.now())
        _empty_surroundings(article)
        with connection.cursor() as cursor:
            cursor.execute("SELECT isnad_erase(%s, %s)", [article.pk, article.erased_at])
        add_revision(article, by=by, why=_("Erased"))
        log.chain(article.pk)
        if article.changes.exists():
            log.article(article, ChangeOp.DELETED, WithdrawalReason.ERASED)
        else:  # it was never public, so the log has nothing to take back
            log.site_changed()
        log.audit("erase", article, reason=reason.strip())
    return article


def _empty(article: Article, now: datetime) -> None:
    """Store the article as a stone without content."""
    for name in _EMPTIED:
        setattr(article, name, "")
    with translation.override(settings.LANGUAGE_CODE):
        article.title = _("Erased article")
    article.section = article.lead_image = None
    article.publish_at = article.embargo_until = article.corrected_at = None
    article.date_unknown = article.comments_open = False
    set_dates(article)
    article.status = ArticleStatus.WITHDRAWN
    article.withdrawn_at = article.withdrawn_at or now
    article.withdrawal_code = WithdrawalReason.ERASED
    article.erased_at = article.modified_at = now
    article.version += 1
    article.save()


def _empty_surroundings(article: Article) -> None:
    """Remove what tells of the content; comments stay as empty rows, since the log names them."""
    article.topics.clear()
    article.bylines.all().delete()
    article.citations.all().delete()
    article.citation_steps.all().delete()
    article.corrections.all().delete()
    article.error_reports.all().delete()
    article.notices.all().delete()
    article.alerts.all().delete()
    article.alerts_of_others.all().delete()
    article.retractions.filter(notices=None).delete()
    article.retractions.update(reason=REDACTED)
    forget_signature(article)
    forget_quotations(article)
    article.comments.update(
        name=REDACTED, text=REDACTED, state=CommentState.REJECTED,
        by=None, address_hash="", text_hash="",
    )  # fmt: skip
    article.import_records.update(reason="")
    if article.import_key:
        # Refused versions of the same item have no article, only its key.
        model = article.import_records.model
        model._default_manager.filter(key=article.import_key, article=None).update(reason="")
