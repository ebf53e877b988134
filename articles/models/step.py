"""What editors did to citations, step by step, so that each step can be seen and undone."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class CitationStep(models.Model):
    """One act on citations of one article: the rows before and after it.

    What nobody can rewrite is the audit; this is for undoing.
    `before` and `after` hold the citations that it touched, as JSON by id; a citation that
    the act made is missing before, one that it removed is missing after. Acts on many articles
    (a name settled everywhere) share a `batch`. `undoes` is the step that this one took back.
    """

    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="citation_steps", verbose_name=_("article")
    )
    batch = models.UUIDField(null=True, blank=True)
    action = models.CharField(_("action"), max_length=50)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    undoes = models.OneToOneField(
        "self", models.CASCADE, null=True, blank=True, related_name="undone_by"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        ordering = ["-id"]
        default_permissions = ()
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        indexes = [
            models.Index(fields=["article", "-id"], name="step_of_article"),
            models.Index(
                fields=["batch"], name="step_of_batch", condition=models.Q(batch__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.pk}"
