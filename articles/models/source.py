"""Sources: who articles rest on, under which names and domains."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.fields import ArabicSlugField, SortKeyField
from articles.models.vocabulary import NameKind, SourceKind


class SourceQuerySet(models.QuerySet["Source"]):
    def standing(self) -> Self:
        """Sources that were not merged into another."""
        return self.filter(merged_into=None)

    def named(self, folded: str) -> Self:
        """Sources with a name that folds to `folded`; several may share one."""
        return self.filter(names__folded=folded).distinct()


class Source(models.Model):
    """A publication, agency, broadcaster, site, institution or person."""

    name = models.CharField(
        _("canonical name"),
        max_length=200,
        help_text=_(
            "English, or the original Latin or Arabic name where no English one is in use."
        ),
    )
    label = models.CharField(
        _("Arabic name"), max_length=200, help_text=_("The name that readers see.")
    )
    slug = ArabicSlugField(blank=True)
    sort_key = SortKeyField()
    kind = models.CharField(_("kind"), max_length=20, choices=SourceKind, default=SourceKind.OTHER)
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("ISO 3166-1, two letters.")
    )
    description = models.TextField(_("description"), blank=True)
    owner = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="owned",
        verbose_name=_("owner"),
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("part of"),
    )
    valid_from = models.DateField(_("active from"), null=True, blank=True)
    valid_to = models.DateField(_("active until"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        editable=False,
        verbose_name=_("merged into"),
    )
    is_demo = models.BooleanField(_("demo"), default=False, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("added"), auto_now_add=True)
    modified_at = models.DateTimeField(_("modified"), auto_now=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "id"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        permissions = [("merge_source", _("Can merge sources"))]
        indexes = [models.Index(fields=["sort_key", "id"], name="source_sorted")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="source_named"),
            models.CheckConstraint(
                condition=models.Q(kind__in=SourceKind.values), name="source_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(country="") | models.Q(country__regex=r"^[A-Z]{2}$"),
                name="source_country_code",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_from=None)
                | models.Q(valid_to=None)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="source_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into=None) | ~models.Q(merged_into=models.F("id")),
                name="source_not_merged_into_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.label or self.name


class SourceName(models.Model):
    """One name of a source in one language; the folded form is indexed and not unique."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="names")
    name = models.CharField(_("name"), max_length=200)
    folded = models.CharField(max_length=200, editable=False)
    language = models.CharField(
        _("language"), max_length=8, default="ar", help_text=_("Such as ar, ru, en.")
    )
    kind = models.CharField(
        _("kind of name"), max_length=20, choices=NameKind, default=NameKind.ALIAS
    )
    valid_from = models.DateField(_("in use from"), null=True, blank=True)
    valid_to = models.DateField(_("in use until"), null=True, blank=True)

    class Meta:
        ordering = ["language", "id"]
        verbose_name = _("name of a source")
        verbose_name_plural = _("names of sources")
        indexes = [
            models.Index(
                fields=["folded"], name="source_name_folded", opclasses=["varchar_pattern_ops"]
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["source", "name", "language"], name="name_once"),
            models.CheckConstraint(condition=~models.Q(folded=""), name="name_folds_to_something"),
            models.CheckConstraint(
                condition=models.Q(kind__in=NameKind.values), name="name_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SourceDomain(models.Model):
    source = models.ForeignKey(Source, models.CASCADE, related_name="domains")
    domain = models.CharField(_("domain"), max_length=253, unique=True)

    class Meta:
        ordering = ["domain"]
        verbose_name = _("domain")
        verbose_name_plural = _("domains")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(domain__regex=r"^[^\s/:A-Z]+\.[^\s/:A-Z]+$"), name="domain_shape"
            )
        ]

    def __str__(self) -> str:
        return self.domain
