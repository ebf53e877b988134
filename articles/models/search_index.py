"""What keeps search indexes in step with the archive: notes beside the log, and where each is."""

import uuid

from django.db import models
from django.db.models.functions import Now

from articles.models.vocabulary import NotedKind


class IndexNote(models.Model):
    """Something an index has of a thing changed, and the readers' log does not say so: a draft, a
    citation, the name of a topic. One row for each thing, with the number of its last change.

    Numbers come from `ChangeLog.note_seq`, so their order is the order of commits.
    """

    pk = models.CompositePrimaryKey("kind", "thing_id")
    kind = models.CharField(max_length=10, choices=NotedKind)
    thing_id = models.BigIntegerField()
    seq = models.BigIntegerField()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["seq"], name="index_note_in_order")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=NotedKind.values), name="noted_kind_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.seq} · {self.kind} {self.thing_id}"


class IndexGeneration(models.Model):
    """An index in a folder of a node: it holds at least what was committed up to `seq` and
    `note_seq` of the log `log_id`.

    `built` is False while it is filled for the first time. `backlog` are things whose articles
    are still to be indexed again: {"kind", "id", "after"}, the last article that was.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    node = models.UUIDField()
    log_id = models.UUIDField()
    seq = models.BigIntegerField(default=0)
    note_seq = models.BigIntegerField(default=0)
    analyser = models.PositiveIntegerField()
    shape = models.TextField()
    built = models.BooleanField(default=False)
    backlog = models.JSONField(default=list)
    at = models.DateTimeField(db_default=Now())
    problem = models.TextField(blank=True, default="")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.id} · {self.log_id}.{self.seq}"
