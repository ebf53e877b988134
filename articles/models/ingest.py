"""What came in: batches, one record per item with its outcome, and readers' error reports."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.vocabulary import Outcome, ReportState


class ImportBatch(models.Model):
    """One input (a file), identified by its name and the SHA-256 of its bytes."""

    origin = models.CharField(_("where it came from"), max_length=1000)
    sha256 = models.CharField(max_length=64)
    format = models.CharField(_("format"), max_length=20)
    publish = models.BooleanField(_("published at once"), default=False)
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("by")
    )
    done = models.PositiveIntegerField(
        _("items done"),
        default=0,
        help_text=_("Items read and committed; a resumed run skips them."),
    )

    class Meta:
        ordering = ["-id"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        constraints = [
            models.UniqueConstraint(fields=["sha256", "format", "publish"], name="batch_once")
        ]

    def __str__(self) -> str:
        return self.origin


class ImportRecord(models.Model):
    batch = models.ForeignKey(
        ImportBatch, models.CASCADE, related_name="records", verbose_name=_("import")
    )
    position = models.PositiveIntegerField(_("position"), help_text=_("Line or item, from 1."))
    key = models.CharField(_("key"), max_length=300, blank=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome)
    code = models.CharField(_("reason code"), max_length=50, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    cleaned = models.JSONField(_("cleaned"), default=list, blank=True)
    original = models.ForeignKey(
        "articles.Original", models.PROTECT, null=True, blank=True, verbose_name=_("original")
    )
    article = models.ForeignKey(
        "articles.Article",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="import_records",
        verbose_name=_("article"),
    )

    class Meta:
        ordering = ["batch", "position"]
        verbose_name = _("imported item")
        verbose_name_plural = _("imported items")
        constraints = [
            models.UniqueConstraint(fields=["batch", "position"], name="record_once"),
            models.CheckConstraint(
                condition=models.Q(outcome__in=Outcome.values), name="outcome_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome=Outcome.REJECTED) | ~models.Q(code=""),
                name="rejected_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}:{self.position} · {self.get_outcome_display()}"


class ErrorReport(models.Model):
    """A reader says that something in an article is wrong."""

    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="error_reports", verbose_name=_("article")
    )
    text = models.TextField(_("what is wrong"), max_length=4000)
    quote = models.TextField(_("passage"), blank=True, max_length=1000)
    contact = models.CharField(_("contact"), max_length=200, blank=True)
    state = models.CharField(
        _("state"), max_length=20, choices=ReportState, default=ReportState.OPEN
    )
    address_hash = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(_("sent"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True, editable=False)
    answer = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ["state", "-id"]
        verbose_name = _("error report")
        verbose_name_plural = _("error reports")
        indexes = [models.Index(fields=["state", "-id"], name="report_queue")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="report_says"),
            models.CheckConstraint(
                condition=models.Q(state__in=ReportState.values), name="report_state_known"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
