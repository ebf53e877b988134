"""Pictures and their renditions."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.vocabulary import Shape

_PART = [MinValueValidator(0.0), MaxValueValidator(1.0)]


class Image(models.Model):
    file = models.FileField(_("file"), upload_to="images/", max_length=255)
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    alt = models.CharField(_("alternative text"), max_length=500, blank=True)
    caption = models.TextField(_("caption"), blank=True)
    credit = models.CharField(_("credit"), max_length=300, blank=True)
    rights = models.CharField(_("rights"), max_length=300, blank=True)
    focus_x = models.FloatField(_("focal point, across"), default=0.5, validators=_PART)
    focus_y = models.FloatField(_("focal point, down"), default=0.5, validators=_PART)
    created_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(width__gt=0, height__gt=0), name="image_has_pixels"
            ),
            models.CheckConstraint(
                condition=models.Q(focus_x__gte=0, focus_x__lte=1, focus_y__gte=0, focus_y__lte=1),
                name="image_focus_inside",
            ),
        ]

    def __str__(self) -> str:
        return self.alt or f"{self._meta.verbose_name} {self.pk}"


class Rendition(models.Model):
    image = models.ForeignKey(Image, models.CASCADE, related_name="renditions")
    shape = models.CharField(max_length=10, choices=Shape, default=Shape.FULL)
    format = models.CharField(max_length=10)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    file = models.FileField(upload_to="renditions/", max_length=255)

    class Meta:
        ordering = ["shape", "format", "width"]
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        constraints = [
            models.UniqueConstraint(
                fields=["image", "shape", "format", "width"], name="rendition_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.shape} {self.format} {self.width}"
