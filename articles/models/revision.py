"""Append-only snapshots of articles, and the public notes on their corrections."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Revision(models.Model):
    """One saved state of an article. The database refuses to change or delete a row."""

    article = models.ForeignKey(
        "articles.Article", models.PROTECT, related_name="revisions", verbose_name=_("article")
    )
    number = models.PositiveIntegerField(_("number"))
    snapshot = models.JSONField(_("content"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("by")
    )
    actor = models.CharField(
        _("done by"), max_length=150, help_text=_("Login name, or the part of the program.")
    )
    why = models.CharField(_("reason"), max_length=500, blank=True)
    at = models.DateTimeField(_("at"))

    class Meta:
        ordering = ["article", "-number"]
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_numbered_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="revision_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id}@{self.number}"


class Correction(models.Model):
    """A public, dated note on what was wrong and what is right."""

    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="corrections", verbose_name=_("article")
    )
    text = models.TextField(_("text"))
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("by")
    )
    revision = models.ForeignKey(
        Revision, models.PROTECT, null=True, blank=True, verbose_name=_("revision")
    )

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        indexes = [
            models.Index(models.F("at").desc(), models.F("id").desc(), name="correction_newest")
        ]
        constraints = [models.CheckConstraint(condition=~models.Q(text=""), name="correction_says")]

    def __str__(self) -> str:
        return self.text[:80]
