"""The states of an article: to review, scheduled, published, corrected, withdrawn."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, ArticleStatus, ChangeOp, Correction, WithdrawalReason
from articles.services.actors import WORKER, Actor, account
from articles.services.drafting import add_revision, is_public, locked, save_version
from articles.services.errors import StaleVersion
from articles.services.fields import set_dates
from articles.services.permissions import require, require_edit
from articles.services.recording import recording
from articles.services.retractions import retract, undo_retraction

UNPUBLISHED = (ArticleStatus.DRAFT, ArticleStatus.IN_REVIEW, ArticleStatus.SCHEDULED)


def submit_for_review(*, by: Actor, article_id: int) -> Article:
    """A draft goes to the editors. Raises PermissionDenied, ValidationError."""
    with recording(by) as log:
        article = locked(article_id)
        require_edit(by, article)
        _expect(article, ArticleStatus.DRAFT)
        article.status = ArticleStatus.IN_REVIEW
        save_version(article, by=by, why=_("Sent to review"), log=log)
    return article


def return_to_draft(*, by: Actor, article_id: int) -> Article:
    """An article in review or scheduled becomes a draft again."""
    with recording(by) as log:
        article = locked(article_id)
        require_edit(by, article)
        _expect(article, ArticleStatus.IN_REVIEW, ArticleStatus.SCHEDULED)
        article.status, article.publish_at = ArticleStatus.DRAFT, None
        save_version(article, by=by, why=_("Returned to draft"), log=log)
    return article


def publish(
    *, by: Actor, article_id: int, base_version: int | None = None, at: datetime | None = None
) -> Article:
    """Publish now, or record that it was published at `at` (an import of dated articles).

    Also brings back a withdrawn article, under its first date. An article written here without
    a date of its own is dated by its publication; one with an unknown date stays undated.
    Raises PermissionDenied, ValidationError, StaleVersion.
    """
    with recording(by) as log:
        article = locked(article_id)
        require(by, "publish_article", article)
        if base_version is not None and base_version != article.version:
            raise StaleVersion(article, base_version)
        _expect(article, *UNPUBLISHED, ArticleStatus.WITHDRAWN)
        if article.erased_at is not None:
            raise ValidationError(_("An erased article cannot be published."))
        if not article.body_text:
            raise ValidationError({"body": _("An article without text cannot be published.")})
        mark_published(article, at or timezone.now())
        save_version(article, by=by, why=_("Published"), log=log)
        for retraction in article.retractions.all():
            undo_retraction(by=by, retraction_id=retraction.pk)
    return article


def mark_published(article: Article, at: datetime) -> None:
    """Set state and dates as of `at`, or of the end of an embargo that lies later (not saved)."""
    if article.embargo_until is not None and article.embargo_until > at:
        at = article.embargo_until
    article.status = ArticleStatus.PUBLISHED
    article.publish_at = None
    article.withdrawn_at, article.withdrawal_code, article.withdrawal_reason = None, "", ""
    article.first_published_at = article.first_published_at or at
    article.published_at = max(at, article.first_published_at)
    if not article.dated and not article.date_unknown:
        article.dated = timezone.localtime(article.first_published_at).isoformat("T", "seconds")
    set_dates(article)


def schedule(*, by: Actor, article_id: int, publish_at: datetime) -> Article:
    """Publish by itself at `publish_at`, which must lie ahead."""
    with recording(by) as log:
        article = locked(article_id)
        require(by, "publish_article", article)
        _expect(article, *UNPUBLISHED)
        if publish_at <= timezone.now():
            raise ValidationError({"publish_at": _("The time of publication must lie ahead.")})
        if not article.body_text:
            raise ValidationError({"body": _("An article without text cannot be published.")})
        article.status, article.publish_at = ArticleStatus.SCHEDULED, publish_at
        save_version(article, by=by, why=_("Scheduled"), log=log)
    return article


def correct(*, by: Actor, article_id: int, text: str, at: datetime | None = None) -> Correction:
    """Add a public, dated note on a correction of a published article."""
    if not text.strip():
        raise ValidationError({"text": _("Say what was wrong and what is right.")})
    with recording(by) as log:
        article = locked(article_id)
        require(by, "publish_article", article)
        _expect(article, ArticleStatus.PUBLISHED)
        article.corrected_at = at or timezone.now()
        save_version(article, by=by, why=_("Correction"), log=log)
        revision = article.revisions.get(number=article.version)
        return Correction.objects.create(
            article=article,
            text=text.strip(),
            at=article.corrected_at,
            by=account(by),
            revision=revision,
        )


def withdraw(
    *, by: Actor, article_id: int, code: str, reason: str, at: datetime | None = None
) -> Article:
    """Take a published article back; its address answers with the public `reason` from then on.

    What depends on it is told to the newsroom (`articles.services.retractions`).
    """
    if code not in WithdrawalReason.values or code == WithdrawalReason.ERASED:
        raise ValidationError({"code": _("Choose a reason.")})
    if not reason.strip():
        raise ValidationError({"reason": _("Readers are owed a reason.")})
    with recording(by) as log:
        article = locked(article_id)
        require(by, "publish_article", article)
        _expect(article, ArticleStatus.PUBLISHED)
        was_public = is_public(article)
        article.status = ArticleStatus.WITHDRAWN
        article.withdrawn_at = at or timezone.now()
        article.withdrawal_code, article.withdrawal_reason = code, reason.strip()
        article.version += 1
        article.modified_at = timezone.now()
        article.save()
        add_revision(article, by=by, why=_("Withdrawn"))
        log.chain(article.pk)
        if was_public:
            log.article(article, ChangeOp.WITHDRAWN, code)
        if not article.retractions.exists():
            retract(by=by, article=article, reason=reason, at=article.withdrawn_at)
    return article


def publish_due(*, by: Actor = WORKER) -> int:
    """Publish what is due and end embargoes that are over; returns how many articles changed."""
    now = timezone.now()
    due = Article.objects.filter(
        Q(status=ArticleStatus.SCHEDULED, publish_at__lte=now)
        | Q(status=ArticleStatus.PUBLISHED, embargo_until__lte=now)
    ).values_list("pk", flat=True)
    done = 0
    for pk in list(due[:500]):
        done += _release(by, pk)
    return done


def _release(by: Actor, article_id: int) -> bool:
    """Make one due article public, unless another node was faster."""
    with recording(by) as log:
        now = timezone.now()
        found = Article.objects.select_for_update(skip_locked=True).filter(pk=article_id).first()
        if found is None:
            return False
        if found.status == ArticleStatus.SCHEDULED and found.publish_at and found.publish_at <= now:
            mark_published(found, found.publish_at)
            why = _("Published as scheduled")
        elif found.embargo_until is not None and found.embargo_until <= now:
            why = _("The embargo ended")
        else:
            return False
        if found.embargo_until is not None and found.embargo_until <= now:
            found.embargo_until = None
        found.version += 1
        found.modified_at = now
        found.save()
        add_revision(found, by=by, why=why)
        log.chain(found.pk)
        if is_public(found):
            log.article(found, ChangeOp.PUBLISHED)
    return True


def _expect(article: Article, *states: ArticleStatus) -> None:
    if article.status not in states:
        raise ValidationError(
            _("This is not possible while the article is %(status)s.")
            % {"status": article.get_status_display()}
        )
