"""Storing a file of articles: its batch opened, gone on with where it stopped, and finished."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

from django.db.models import Count

from articles.importers.registry import Format, UnknownFormat, detect
from articles.models import ImportBatch, Outcome
from articles.services.actors import Actor
from articles.services.ingest.batches import finish_batch, open_batch
from articles.services.ingest.filing import Filing
from articles.services.ingest.many import ingest_many
from articles.services.ingest.results import Tally
from articles.services.ingest.terms import UNFILED


@dataclass(frozen=True, slots=True)
class FileProgress:
    """How far a file is: items stored in this run, bytes read of `size` (as they lie on disk)."""

    tally: Tally
    read: int
    size: int


@dataclass(frozen=True, slots=True)
class FileImport:
    """What became of a file. `tally` counts this run; `resumed` items were stored by earlier ones.

    Where the whole file came in before, `repeated` is true, nothing was read again, and `tally`
    says what stands: the items that are here, and those that were refused then.
    """

    batch: ImportBatch
    tally: Tally
    resumed: int
    repeated: bool


def import_file(
    path: Path,
    *,
    by: Actor,
    origin: str,
    form: Format | None = None,
    publish: bool = False,
    filing: Filing = UNFILED,
    progress: Callable[[FileProgress], None] = lambda progress: None,
) -> FileImport:
    """Store the articles of a file, known to the archive as `origin`, in its batch.

    Without a `form` its format is told from its content. A file that broke off (a kill, a lost
    connection) goes on after the last item that is stored; the same bytes again change nothing.
    Raises UnknownFormat, OSError and PermissionDenied.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        raise UnknownFormat(f"{path}: not a file")  # a pipe cannot be read twice
    form = form or detect(path)
    with path.open("rb") as stream:
        sha256 = _digest(stream)
        size = stream.tell()
        stream.seek(0)
        batch = open_batch(by=by, origin=origin, sha256=sha256, format=form.name, publish=publish)
        if batch.finished_at is not None:
            return FileImport(batch, _standing(batch), batch.done, repeated=True)
        start = batch.done
        tally = ingest_many(
            form.read(stream, source=origin, start=start),
            by=by,
            publish=publish,
            batch=batch,
            start=start,
            filing=filing,
            progress=lambda tally: progress(FileProgress(tally, stream.tell(), size)),
        )
        batch = finish_batch(by=by, batch=batch)
    return FileImport(batch, tally, start, repeated=False)


def _digest(stream: BufferedReader) -> str:
    return hashlib.file_digest(stream, "sha256").hexdigest()


def _standing(batch: ImportBatch) -> Tally:
    """What a finished batch brought, counted as a repetition: its articles are here already."""
    tally = Tally()
    counts = batch.records.order_by().values_list("outcome", "code").annotate(Count("pk"))
    for outcome, code, count in counts:
        if outcome == Outcome.REJECTED:
            tally.outcomes[Outcome.REJECTED.value] += count
            tally.rejected[code] += count
        else:
            tally.outcomes[Outcome.UNCHANGED.value] += count
    return tally
