"""Topics: what articles are about, across sections."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.fields import ArabicSlugField, SortKeyField


class Topic(models.Model):
    name = models.CharField(_("name"), max_length=150, unique=True)
    slug = ArabicSlugField(unique=True)
    sort_key = SortKeyField()
    description = models.TextField(_("description"), blank=True)

    class Meta:
        ordering = ["sort_key", "id"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        indexes = [models.Index(fields=["sort_key", "id"], name="topic_sorted")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="topic_named"),
            models.CheckConstraint(condition=~models.Q(slug=""), name="topic_slugged"),
        ]

    def __str__(self) -> str:
        return self.name
