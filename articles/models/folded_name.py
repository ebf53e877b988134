"""Names of sources as texts give them, each with its folded form, by which they are counted."""

from django.db import models


class FoldedName(models.Model):
    """Follows from `Citation.name` of citations without a source; a name that the worker has not
    folded yet counts as its own form."""

    name = models.CharField(max_length=200, primary_key=True)
    folded = models.CharField(max_length=800)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["folded"], name="folded_name_form")]

    def __str__(self) -> str:
        return self.name
