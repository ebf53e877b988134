"""Comments: sent by readers, decided by moderators, answered by the newsroom."""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from articles.models import Article, ChangeOp, Comment, CommentState, ErrorReport
from articles.services import limits
from articles.services.actors import READER, WORKER, Actor, account
from articles.services.addresses import address_hash
from articles.services.drafting import is_public
from articles.services.permissions import require
from articles.services.recording import Recording, recording
from articles.text.fold import fold_name
from articles.text.normalise import clean_text, has_bidi_override

LONGEST_NAME = 80  # code points
SHORTEST, LONGEST = 2, 4000  # code points of a comment; the shortest counts what is visible


def submit_comment(
    *,
    by: Actor = READER,
    article_id: int,
    name: str,
    text: str,
    parent_id: int | None = None,
    address: str = "",
    spam: bool = False,
    at: datetime | None = None,
) -> Comment:
    """Store a comment, which waits for a moderator. `spam` marks what a trap caught.

    A reply to a reply answers the comment above it. Raises Article.DoesNotExist if not everybody
    may read the article, ValidationError by field or with the code "closed" or "duplicate", and
    limits.TooMany.
    """
    article = _open_to_comments(article_id)
    name, text = _checked_name(name), checked_text(text)
    now = at or timezone.now()
    hashed = address_hash(address)
    comment = Comment(
        article=article,
        name=name,
        text=text,
        state=CommentState.SPAM if spam else CommentState.PENDING,
        by=account(by),
        address_hash=hashed,
        text_hash=_hash(text),
        created_at=now,
    )
    with recording(by):
        limits.lock("comment", hashed or comment.text_hash)
        comment.parent = _top(article, parent_id)
        _refuse_duplicate(comment)
        if hashed:
            limits.check(Comment.objects.all(), hashed, now)
        comment.save(force_insert=True)
    return comment


def _open_to_comments(article_id: int) -> Article:
    article = Article.objects.public().get(pk=article_id)
    if not article.comments_open:
        raise ValidationError(_("Comments on this article are closed."), code="closed")
    return article


def reply_as_newsroom(
    *, by: Actor, parent_id: int, text: str, at: datetime | None = None
) -> Comment:
    """Answer a comment that readers see; the answer is seen at once, under the newsroom's name.

    Raises PermissionDenied, Comment.DoesNotExist, ValidationError.
    """
    require(by, "moderate_comment")
    text = checked_text(text)
    with recording(by) as log:
        asked = Comment.objects.select_related("article").get(pk=parent_id)
        now = at or timezone.now()
        with translation.override(settings.LANGUAGE_CODE):
            name = _("The newsroom")
        reply = Comment(
            article=asked.article,
            parent=_top(asked.article, parent_id),
            name=name,
            text=text,
            state=CommentState.APPROVED,
            from_newsroom=True,
            by=account(by),
            text_hash=_hash(text),
            created_at=now,
            decided_at=now,
            decided_by=account(by),
        )
        reply.save(force_insert=True)
        log.audit("reply", reply, article=reply.article_id)
        if is_public(reply.article):
            log.comment(reply, ChangeOp.PUBLISHED)
    return reply


def decide_comments(*, by: Actor, comment_ids: Iterable[int], state: str) -> list[Comment]:
    """Approve, reject, mark as spam or reopen comments; returns those that changed. All or none.

    What a comment shows or hides, it does with the approved replies to it. Raises
    PermissionDenied, ValidationError, Comment.DoesNotExist.
    """
    require(by, "moderate_comment")
    if state not in CommentState.values:
        raise ValidationError({"state": _("Choose a state.")})
    decided = []
    with recording(by) as log:
        for comment_id in sorted(set(comment_ids)):
            comment = Comment.objects.select_for_update(of=("self",)).get(pk=comment_id)
            if comment.state == state:
                continue
            before, comment.state = comment.state, state
            comment.decided_at, comment.decided_by = timezone.now(), account(by)
            comment.save(update_fields=["state", "decided_at", "decided_by"])
            log.audit("decide", comment, article=comment.article_id, before=before, state=state)
            _tell(log, comment, before)
            decided.append(comment)
    return decided


def drop_address_hashes(
    *, by: Actor = WORKER, days: int | None = None, now: datetime | None = None
) -> int:
    """Forget the hashed addresses of comments and reports older than `days`
    (settings.ADDRESS_HASH_DAYS); returns of how many."""
    days = settings.ADDRESS_HASH_DAYS if days is None else days
    old = (now or timezone.now()) - timedelta(days=days)
    with recording(by):
        return sum(
            model.objects.exclude(address_hash="")
            .filter(created_at__lt=old)
            .update(address_hash="")
            for model in (Comment, ErrorReport)
        )


def checked_text(text: str, *, field: str = "text") -> str:
    """A reader's text as stored: clean and within its length. Raises ValidationError."""
    text = clean_text(text)
    if has_bidi_override(text):
        raise ValidationError({field: _overrides_refused()})
    if sum(char.isprintable() and not char.isspace() for char in text) < SHORTEST:
        raise ValidationError({field: _("Write a text first.")})
    if len(text) > LONGEST:
        raise ValidationError(
            {
                field: _("The text has %(length)d characters; at most %(most)d are possible.")
                % {"length": len(text), "most": LONGEST}
            }
        )
    return text


def _overrides_refused() -> str:
    return _("The text holds invisible signs that turn the direction of writing: remove them.")


def _checked_name(name: str) -> str:
    name = " ".join(clean_text(name).split())
    if has_bidi_override(name):
        raise ValidationError({"name": _overrides_refused()})
    if not fold_name(name):
        raise ValidationError({"name": _("Write your name, or the name you want to appear under.")})
    if len(name) > LONGEST_NAME:
        raise ValidationError(
            {"name": _("A name has at most %(most)d characters.") % {"most": LONGEST_NAME}}
        )
    return name


def _top(article: Article, parent_id: int | None) -> Comment | None:
    """The comment of the first level that a reply to `parent_id` belongs under."""
    if parent_id is None:
        return None
    asked = article.comments.approved().select_related("parent").filter(pk=parent_id).first()
    top = asked.parent or asked if asked else None
    if top is None or top.state != CommentState.APPROVED:
        raise ValidationError({"parent": _("The comment you are answering is no longer there.")})
    return top


def _refuse_duplicate(comment: Comment) -> None:
    same_writer = Q(name=comment.name)
    if comment.address_hash:
        same_writer |= Q(address_hash=comment.address_hash)
    same = Comment.objects.filter(
        same_writer, article=comment.article_id, text_hash=comment.text_hash
    )
    if same.exists():
        raise ValidationError(_("You have sent this comment already."), code="duplicate")


def _hash(text: str) -> str:
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()


def _tell(log: Recording, comment: Comment, before: str) -> None:
    """Say in the log what readers see now and did not before, or the other way round."""
    if CommentState.APPROVED not in (before, comment.state) or not is_public(comment.article):
        return
    shown = comment.parent is None or comment.parent.state == CommentState.APPROVED
    if not shown:
        return
    now_visible = comment.state == CommentState.APPROVED
    op = ChangeOp.PUBLISHED if now_visible else ChangeOp.WITHDRAWN
    log.comment(comment, op, "" if now_visible else comment.state)
    for reply in comment.replies.approved():
        log.comment(reply, op, "" if now_visible else comment.state)
