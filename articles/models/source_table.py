"""What the name table that comes with the program last said about each of its sources."""

from django.db import models


class SourceTableEntry(models.Model):
    """One line of the name table and the source that it was loaded into.

    `loaded` is the line as it was loaded last: where the archive says otherwise, an editor has
    changed it. `digest` is that of the line, '' where not all of it could be loaded. `source` is
    None where an editor deleted the source: it is not made again.
    """

    key = models.CharField(max_length=200, unique=True)
    source = models.OneToOneField(
        "articles.Source", models.SET_NULL, null=True, related_name="table_entry"
    )
    loaded = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["key"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.key
