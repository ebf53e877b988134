"""Reports that were taken back, and the notices about them on articles that depend on them."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Notice, Retraction, Source
from articles.services.actors import Actor, account
from articles.services.alerts_withdrawn import (
    alerts_of,
    remember_dependents,
    settle_dependent,
)
from articles.services.drafting import locked, save_version
from articles.services.permissions import require
from articles.services.recording import Recording, recording
from articles.services.sources import heir_of
from articles.text.normalise import clean_text, strip_bidi_overrides

LONGEST = 2000  # code points of a notice


def retract(
    *,
    by: Actor,
    source: Source | None = None,
    address: str = "",
    article: Article | None = None,
    reason: str,
    at: datetime | None = None,
) -> Retraction:
    """Note that `source` took back the report at `address`, or that `article` was taken back.

    What depends on it is told to the newsroom; readers see notices once somebody writes them.
    Raises PermissionDenied, and ValidationError by field.
    """
    reason = _checked("reason", reason, _("Readers are owed a reason."))
    if article is None:
        require(by, "publish_article")
        source, address = _report(source, address)
    else:
        require(by, "publish_article", article)
        source, address = None, ""
    with recording(by) as log:
        same = Retraction.objects.filter(source=source, address=address, article=article)
        if same.exists():
            raise ValidationError(_("This was noted already."), code="duplicate")
        retraction = Retraction.objects.create(
            source=source,
            address=address,
            article=article,
            reason=reason,
            at=at or timezone.now(),
            by=account(by),
        )
        log.audit("retract", retraction, **_what(retraction))
        remember_dependents(retraction)
    return retraction


def undo_retraction(*, by: Actor, retraction_id: int) -> None:
    """Take a retraction back with all its notices; they stay in the audit.

    Raises PermissionDenied, Retraction.DoesNotExist.
    """
    with recording(by) as log:
        retraction = Retraction.objects.select_for_update().get(pk=retraction_id)
        _require(by, retraction)
        notices = list(retraction.notices.order_by("article_id"))
        told = [{"article": n.article_id, "text": n.text, "dismissed": n.dismissed}
                for n in notices]  # fmt: skip
        log.audit("unretract", retraction, **_what(retraction), notices=told)
        alerts_of(retraction).delete()
        retraction.delete()
        for notice in notices:
            if not notice.dismissed:
                _without(locked(notice.article_id), by, log)


def write_notice(*, by: Actor, retraction_id: int, article_id: int, text: str) -> Notice:
    """Tell the readers of a dependent article; a notice that is there gets the new text.

    Raises PermissionDenied, ValidationError, Retraction.DoesNotExist, Article.DoesNotExist.
    """
    text = _checked("text", text, _("Say what readers should know."))
    with recording(by) as log:
        retraction, article = _pair(by, retraction_id, article_id)
        notice = Notice.objects.filter(retraction=retraction, article=article).first()
        if notice is not None and not notice.dismissed and notice.text == text:
            return notice
        now = timezone.now()
        notice = notice or Notice(retraction=retraction, article=article)
        notice.text, notice.dismissed, notice.at, notice.by = text, False, now, account(by)
        notice.save()
        article.corrected_at = now
        save_version(article, by=by, why=_("Notice to readers"), log=log)
        log.audit("notice", notice, article=article.pk, retraction=retraction.pk, text=text)
        settle_dependent(retraction, article, by)
    return notice


def write_notices(*, by: Actor, retraction_id: int, texts: Mapping[int, str]) -> list[Notice]:
    """`write_notice` for many articles, by id; all or none."""
    with recording(by):
        return [
            write_notice(by=by, retraction_id=retraction_id, article_id=pk, text=texts[pk])
            for pk in sorted(texts)
        ]


def dismiss_notice(*, by: Actor, retraction_id: int, article_id: int) -> Notice:
    """Note that the retraction does not concern the article; a notice on it goes.

    Raises as `write_notice`.
    """
    with recording(by) as log:
        retraction, article = _pair(by, retraction_id, article_id)
        notice = Notice.objects.filter(retraction=retraction, article=article).first()
        if notice is not None and notice.dismissed:
            return notice
        shown = notice is not None
        notice = notice or Notice(retraction=retraction, article=article)
        log.audit(
            "dismiss", article, retraction=retraction.pk, **({"text": notice.text} if shown else {})
        )
        notice.text, notice.dismissed = "", True
        notice.at, notice.by = timezone.now(), account(by)
        notice.save()
        if shown:
            _without(article, by, log)
        settle_dependent(retraction, article, by)
    return notice


def _without(article: Article, by: Actor, log: Recording) -> None:
    """Save an article whose readers see one notice less."""
    notices = Notice.objects.filter(article=article, dismissed=False).values_list("at", flat=True)
    moments = [*notices, *article.corrections.values_list("at", flat=True)]
    article.corrected_at = max(moments, default=None)
    save_version(article, by=by, why=_("Notice taken back"), log=log)


def _pair(by: Actor, retraction_id: int, article_id: int) -> tuple[Retraction, Article]:
    """Both, locked, where `by` may tell the readers of the article."""
    retraction = Retraction.objects.select_for_update().get(pk=retraction_id)
    article = locked(article_id)
    require(by, "publish_article", article)
    if article.erased_at is not None:
        raise ValidationError(_("An erased article cannot be edited."))
    return retraction, article


def _require(by: Actor, retraction: Retraction) -> None:
    """Whoever takes it back writes again every article that has a notice."""
    require(by, "publish_article", retraction.article)
    for notice in retraction.notices.select_related("article").filter(dismissed=False):
        require(by, "publish_article", notice.article)


def _report(source: Source | None, address: str) -> tuple[Source, str]:
    if source is None:
        raise ValidationError({"source": _("Choose a source.")})
    source = heir_of(source)
    address = address.strip()
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError as error:
        raise ValidationError({"address": _("Give the full address of the report.")}) from error
    if len(address) > 1000:
        raise ValidationError({"address": _("Give the full address of the report.")})
    return source, address


def _checked(name: str, text: str, empty: str) -> str:
    text = strip_bidi_overrides(clean_text(text)).strip()
    if not text:
        raise ValidationError({name: empty})
    if len(text) > LONGEST:
        raise ValidationError({name: _("At most %(most)d characters.") % {"most": LONGEST}})
    return text


def _what(retraction: Retraction) -> dict[str, object]:
    """What the audit keeps; why an article was withdrawn is erased with it, so it is not told."""
    if retraction.article_id is not None:
        return {"article": retraction.article_id}
    return {
        "source": retraction.source_id,
        "address": retraction.address,
        "reason": retraction.reason,
    }
