"""Work for the worker: rows taken with FOR UPDATE SKIP LOCKED, no broker."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Job(models.Model):
    kind = models.CharField(_("kind"), max_length=50)
    payload = models.JSONField(_("payload"), default=dict)
    run_at = models.DateTimeField(_("due"))
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.TextField(_("last error"), blank=True)
    failed_at = models.DateTimeField(_("given up"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["run_at", "id"]
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        indexes = [
            models.Index(
                fields=["run_at", "id"], name="job_due", condition=models.Q(failed_at=None)
            )
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.id}"
