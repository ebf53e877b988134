"""The verbatim bytes of what came in, stored once and never rewritten."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Original(models.Model):
    sha256 = models.CharField(_("SHA-256"), max_length=64, unique=True)
    media_type = models.CharField(_("media type"), max_length=100)
    origin = models.CharField(_("where it came from"), max_length=1000, blank=True)
    content = models.BinaryField(_("content"))
    received_at = models.DateTimeField(_("received"), auto_now_add=True)
    erased_at = models.DateTimeField(_("erased"), null=True, editable=False)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("original")
        verbose_name_plural = _("originals")

    def __str__(self) -> str:
        return f"{self.media_type} {self.sha256[:12]}"
