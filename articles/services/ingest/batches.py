"""Batches: one per input, which says how far it is stored, so that an import can go on there."""

from django.db.models import Count
from django.utils import timezone

from articles.models import ImportBatch
from articles.services.actors import Actor, account
from articles.services.ingest.terms import Terms
from articles.services.recording import recording
from articles.text.normalise import clean_text

_ORIGIN_LENGTH = ImportBatch._meta.get_field("origin").max_length or 0


def open_batch(*, by: Actor, origin: str, sha256: str, format: str, publish: bool) -> ImportBatch:
    """The batch of an input, made where these bytes never came in this way before.

    Its `done` is the number of items that are stored, its `finished_at` says that these are all.
    Raises PermissionDenied.
    """
    Terms(by, publish).check()
    with recording(by) as log:
        batch, made = ImportBatch.objects.get_or_create(
            sha256=sha256,
            format=format,
            publish=publish,
            defaults={"origin": clean_text(origin)[-_ORIGIN_LENGTH:], "by": account(by)},
        )
        if made:
            log.audit("import", batch, origin=batch.origin, sha256=sha256, publish=publish)
    return batch


def finish_batch(*, by: Actor, batch: ImportBatch) -> ImportBatch:
    """Note that all items are stored; of several processes that read it, the first one's time."""
    Terms(by, batch.publish).check()
    with recording(by) as log:
        batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        if batch.finished_at is None:
            batch.finished_at = timezone.now()
            batch.save(update_fields=["finished_at"])
            counts = batch.records.order_by().values_list("outcome").annotate(Count("pk"))
            log.audit("import_end", batch, items=batch.done, **dict(counts))
    return batch


def locked_at(batch: ImportBatch) -> int:
    """How many items of the batch are stored; others wait until this transaction ends."""
    return ImportBatch.objects.select_for_update().values_list("done", flat=True).get(pk=batch.pk)


def advance(batch: ImportBatch, done: int) -> None:
    """Note, in the transaction that stores them, that `done` items are stored."""
    ImportBatch.objects.filter(pk=batch.pk).update(done=done)
