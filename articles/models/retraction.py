"""Reports that their sources took back, and the notices that readers of dependent articles see."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Retraction(models.Model):
    """That a source took back a report, or an article of the archive was withdrawn; what rests on
    it is found by `source` with `address`, or by `article`."""

    source = models.ForeignKey(
        "articles.Source",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="retractions",
        verbose_name=_("source"),
    )
    address = models.URLField(_("address of the report"), max_length=1000, blank=True)
    article = models.ForeignKey(
        "articles.Article",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="retractions",
        verbose_name=_("article"),
    )
    reason = models.TextField(_("reason"), help_text=_("Readers see it."))
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("by")
    )

    class Meta:
        ordering = ["-at", "-id"]
        default_permissions = ()
        verbose_name = _("retraction")
        verbose_name_plural = _("retractions")
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="retraction_says_why"),
            models.CheckConstraint(
                condition=models.Q(source__isnull=False, article=None)
                | models.Q(source=None, article__isnull=False),
                name="retraction_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return str(self.source or self.article)


class Notice(models.Model):
    """What readers of an article see because something that it rests on was taken back."""

    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="notices", verbose_name=_("article")
    )
    retraction = models.ForeignKey(
        Retraction, models.CASCADE, related_name="notices", verbose_name=_("because of")
    )
    text = models.TextField(_("text"), blank=True)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("by")
    )
    dismissed = models.BooleanField(
        _("does not concern this article"), default=False, help_text=_("Readers see no notice.")
    )

    class Meta:
        ordering = ["-at", "-id"]
        default_permissions = ()
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [
            models.UniqueConstraint(fields=["article", "retraction"], name="notice_once"),
            models.CheckConstraint(
                condition=models.Q(dismissed=True) | ~models.Q(text=""), name="notice_says"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
