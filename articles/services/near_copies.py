"""Fingerprints of articles' texts: asked for when a text is new or changed, dropped on erasure."""

from collections.abc import Iterable, Sequence

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from articles.attribution.near_copies import SCHEME, bands, signature, unpacked
from articles.models import Article, Fingerprint, FingerprintBand, Job
from articles.services.jobs import enqueue

JOB = "fingerprints"
"""Kind of the job that writes them; its payload is `article_ids`."""

PORTION = 100
"""Articles of one job, which keeps the worker from its other duties for a tenth of a second."""

_READ = ("pk", "version", "body_text")
_COPY = "COPY articles_fingerprintband (band, fingerprint_id) FROM STDIN"
_WRITTEN = ["scheme", "revision", "shingles", "signature"]


def ask_for_signatures(article_ids: Iterable[int]) -> None:
    """Let the worker write the fingerprints; part of the transaction that changed the texts."""
    ids = list(article_ids)
    for begin in range(0, len(ids), PORTION):
        enqueue(JOB, article_ids=ids[begin : begin + PORTION])


def ask_for_missing_signatures() -> int:
    """Ask for those that are not there or were made in another way; returns how many.

    Nothing while earlier jobs wait: they may be about the same articles.
    """
    if Job.objects.filter(kind=JOB, failed_at=None).exists():
        return 0
    made = Fingerprint.objects.filter(article=OuterRef("pk"), scheme=SCHEME)
    missing = Article.objects.filter(~Exists(made), erased_at=None).order_by("pk")
    ids = list(missing.values_list("pk", flat=True))
    ask_for_signatures(ids)
    return len(ids)


def remember_signature(*, article_id: int) -> bool:
    """Write the fingerprint of an article's text as it stands; whether it was another before.

    Of an article that does not exist, or was erased, nothing is written.
    """
    return remember_signatures(article_ids=[article_id]) == 1


def remember_signatures(*, article_ids: Sequence[int]) -> int:
    """`remember_signature` for many in one transaction, and how many were another before.

    They follow from the texts, so that they need no permission and no line in the log. An article
    whose version has one already costs no more than the question.
    """
    with transaction.atomic():
        # Locked, so that neither an edit nor an erasure comes between reading and writing.
        locked = Article.objects.select_for_update(no_key=True).filter(erased_at=None)
        articles = list(locked.filter(pk__in=article_ids).only(*_READ).order_by("pk"))
        kept = Fingerprint.objects.filter(scheme=SCHEME).in_bulk([one.pk for one in articles])
        changed = [
            _fingerprint(article)
            for article in articles
            if article.pk not in kept or kept[article.pk].revision != article.version
        ]
        Fingerprint.objects.bulk_create(
            changed, update_conflicts=True, unique_fields=["article"], update_fields=_WRITTEN
        )
        new = [row for row in changed if not _same(row, kept.get(row.pk))]
        FingerprintBand.objects.filter(fingerprint__in=new).delete()
        _write_bands(new)
    return len(new)


def forget_signature(article: Article) -> None:
    """Drop the fingerprint of an article, which tells whether a text is like the one it had."""
    Fingerprint.objects.filter(article=article).delete()


def _fingerprint(article: Article) -> Fingerprint:
    made = signature(article.body_text)
    return Fingerprint(
        article=article,
        scheme=SCHEME,
        revision=article.version,
        shingles=made.shingles,
        signature=made.packed(),
    )


def _write_bands(rows: Sequence[Fingerprint]) -> None:
    """By COPY: as objects, the bands would take longer than all the rest."""
    with (
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.copy(_COPY) as copy,
    ):
        for row in rows:
            for band in sorted(bands(unpacked(row.shingles, bytes(row.signature)))):
                copy.write_row((band, row.pk))


def _same(row: Fingerprint, old: Fingerprint | None) -> bool:
    return old is not None and bytes(old.signature) == row.signature
