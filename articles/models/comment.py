"""Readers' comments: plain text, held for a moderator."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.vocabulary import CommentState


class CommentQuerySet(models.QuerySet["Comment"]):
    def approved(self) -> Self:
        return self.filter(state=CommentState.APPROVED)


class Comment(models.Model):
    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="comments", verbose_name=_("article")
    )
    parent = models.ForeignKey(
        "self",
        models.DO_NOTHING,
        null=True,
        blank=True,
        related_name="replies",
        db_constraint=False,
        verbose_name=_("reply to"),
    )
    name = models.CharField(_("name"), max_length=80)
    text = models.TextField(_("comment"), max_length=4000)
    state = models.CharField(
        _("state"), max_length=20, choices=CommentState, default=CommentState.PENDING
    )
    from_newsroom = models.BooleanField(_("from the newsroom"), default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    address_hash = models.CharField(max_length=64, blank=True, editable=False)
    text_hash = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField(_("written"))
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("decided by"),
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        permissions = [("moderate_comment", _("Can decide on comments"))]
        indexes = [
            models.Index(fields=["article", "state", "created_at"], name="comment_of_article"),
            models.Index(fields=["state", "created_at"], name="comment_queue"),
            models.Index(
                fields=["address_hash", "created_at"],
                name="comment_by_address",
                condition=~models.Q(address_hash=""),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["id", "article"], name="comment_id_article"),
            models.CheckConstraint(
                condition=models.Q(state__in=CommentState.values), name="comment_state_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(name="") & ~models.Q(text=""), name="comment_says_something"
            ),
            models.CheckConstraint(
                condition=models.Q(parent=None) | ~models.Q(parent=models.F("id")),
                name="comment_not_own_reply",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.text[:60]}"
