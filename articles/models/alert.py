"""Warnings about articles that the worker found, and what the newsroom decided on them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.vocabulary import AlertKind, ReportState


class Alert(models.Model):
    """Something about `article` that an editor should look at, and the `other` article, if any.

    `detail` holds by kind: `share` (0 to 1) of a near-copy, `articles` (ids in their order) of a
    circle, `found` (lists of code, footer, body) of a closing line, `retraction` of a withdrawal.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=AlertKind)
    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="alerts", verbose_name=_("article")
    )
    other = models.ForeignKey(
        "articles.Article",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="alerts_of_others",
        verbose_name=_("other article"),
    )
    detail = models.JSONField(_("detail"), default=dict)
    state = models.CharField(
        _("state"), max_length=20, choices=ReportState, default=ReportState.OPEN
    )
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("by")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        default_permissions = ()
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        indexes = [
            models.Index(
                fields=["kind", "-id"],
                name="alert_open",
                condition=models.Q(state=ReportState.OPEN),
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "article", "other"], name="alert_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=AlertKind.values), name="alert_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=ReportState.values), name="alert_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.article_id}"
