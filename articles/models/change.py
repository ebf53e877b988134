"""The change log: what became visible, changed or was withdrawn, in order of commit."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from articles.models.vocabulary import ChangeOp


class ChangeLog(models.Model):
    """One row: the log's identity and its last number. Updated as a transaction's last statement.

    `site_version` counts edits of what readers see without an entry in the log (sections,
    topics, people, corrections' layout), so that validators of pages can name one state.
    `note_seq` numbers the notes for search indexes (IndexNote), which readers' pages do not hang
    on. `changed_at` is when the row was last updated for anything else: a trigger sets it, under
    the row's lock.
    """

    id = models.SmallIntegerField(primary_key=True, default=1)
    log_id = models.UUIDField(default=uuid.uuid4)
    seq = models.BigIntegerField(default=0)
    site_version = models.BigIntegerField(default=0)
    note_seq = models.BigIntegerField(default=0)
    changed_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("change log")
        verbose_name_plural = _("change log")
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_change_log")]

    def __str__(self) -> str:
        return f"{self.log_id}.{self.seq}"


class Change(models.Model):
    seq = models.BigIntegerField(primary_key=True)
    article = models.ForeignKey(
        "articles.Article", models.PROTECT, null=True, blank=True, related_name="changes"
    )
    # The log outlives a deleted source: its number stays, so that mirrors drop their copy.
    source = models.ForeignKey(
        "articles.Source",
        models.DO_NOTHING,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="changes",
    )
    comment = models.ForeignKey(
        "articles.Comment", models.PROTECT, null=True, blank=True, related_name="changes"
    )
    op = models.CharField(_("what happened"), max_length=20, choices=ChangeOp)
    at = models.DateTimeField(_("at"))
    reason_code = models.CharField(_("reason code"), max_length=30, blank=True)
    version = models.PositiveIntegerField(_("version"))

    class Meta:
        ordering = ["seq"]
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        constraints = [
            models.CheckConstraint(condition=models.Q(op__in=ChangeOp.values), name="op_known"),
            models.CheckConstraint(
                condition=models.Q(article__isnull=False, source=None, comment=None)
                | models.Q(article=None, source__isnull=False, comment=None)
                | models.Q(article=None, source=None, comment__isnull=False),
                name="change_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seq} · {self.get_op_display()}"


class AuditEntry(models.Model):
    """Who did what, also where no revision tells (citations, comments, accounts). Append-only."""

    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("by")
    )
    actor = models.CharField(_("done by"), max_length=150)
    action = models.CharField(_("action"), max_length=50)
    object_type = models.CharField(_("kind of object"), max_length=30)
    object_id = models.BigIntegerField(_("object"), null=True)
    detail = models.JSONField(_("detail"), default=dict)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit")
        indexes = [models.Index(fields=["object_type", "object_id"], name="audit_of_object")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
