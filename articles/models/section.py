"""Sections of the newsroom: every article stands in at most one."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.fields import ArabicSlugField


class Section(models.Model):
    name = models.CharField(_("name"), max_length=100, unique=True)
    slug = ArabicSlugField(unique=True)
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Order in the section rail, smallest first.")
    )
    description = models.TextField(_("description"), blank=True)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="section_named"),
            models.CheckConstraint(condition=~models.Q(slug=""), name="section_slugged"),
        ]

    def __str__(self) -> str:
        return self.name
