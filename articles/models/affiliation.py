"""Owners and parents of sources over time, and mergers that can be taken back."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.vocabulary import AffiliationKind


class Affiliation(models.Model):
    """That a source belonged to another from one day to another; open ends are unknown or now.

    `Source.owner` and `Source.parent` say what holds today.
    """

    source = models.ForeignKey(
        "articles.Source", models.CASCADE, related_name="affiliations", verbose_name=_("source")
    )
    to = models.ForeignKey(
        "articles.Source", models.PROTECT, related_name="affiliated", verbose_name=_("belongs to")
    )
    kind = models.CharField(_("how"), max_length=20, choices=AffiliationKind)
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["kind", "valid_from", "id"]
        default_permissions = ()
        verbose_name = _("affiliation")
        verbose_name_plural = _("affiliations")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=AffiliationKind.values), name="affiliation_kind_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(source=models.F("to")), name="affiliation_not_to_itself"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_from=None)
                | models.Q(valid_to=None)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="affiliation_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} · {self.to}"


class SourceMerge(models.Model):
    """That one source was merged into another, with all that moved, so that it can be undone.

    `moved` holds, by kind of row, the ids that pointed to `source` and now point to `into`, and
    the names and domains that `into` got from it.
    """

    source = models.ForeignKey("articles.Source", models.PROTECT, related_name="mergers")
    into = models.ForeignKey("articles.Source", models.PROTECT, related_name="absorbed")
    moved = models.JSONField(default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"))
    undone_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        default_permissions = ()
        verbose_name = _("merger of sources")
        verbose_name_plural = _("mergers of sources")

    def __str__(self) -> str:
        return f"{self.source} → {self.into}"
