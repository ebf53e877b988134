"""People and desks in bylines, and their place in an article's byline."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.fields import ArabicSlugField, SortKeyField


class Person(models.Model):
    """Who signs articles. Two people may share a name, so only the id is unique."""

    name = models.CharField(_("name"), max_length=200)
    slug = ArabicSlugField(blank=True)
    folded = models.CharField(max_length=200, editable=False)
    sort_key = SortKeyField()
    description = models.TextField(_("about"), blank=True)

    class Meta:
        ordering = ["sort_key", "id"]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        indexes = [models.Index(fields=["folded"], name="person_folded")]
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="person_named")]

    def __str__(self) -> str:
        return self.name


class Byline(models.Model):
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="bylines")
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="bylines", verbose_name=_("person")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        constraints = [
            models.UniqueConstraint(fields=["article", "person"], name="byline_once"),
        ]

    def __str__(self) -> str:
        return str(self.person)
