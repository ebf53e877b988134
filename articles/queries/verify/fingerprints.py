"""Fingerprints: each that of its article's text, with the bands that follow from it."""

from collections.abc import Iterator
from typing import Any

from django.db.models import F

from articles.attribution.near_copies import SCHEME, bands, signature, unpacked
from articles.models import Fingerprint
from articles.queries.verify.finding import Finding, portions

PORTION = 100  # articles with their texts in memory at once


def check() -> Iterator[Finding]:
    """Those of the present scheme; one of an older version of its article waits for the worker."""
    rows = Fingerprint.objects.filter(scheme=SCHEME).prefetch_related("bands")
    kept = rows.annotate(text=F("article__body_text"), version=F("article__version"))
    for portion in portions(kept, PORTION):
        for row in portion:
            now: Any = row
            for what in _of_one(row, now.text if now.version == row.revision else None):
                yield Finding("fingerprints", f"article {row.pk}", what)


def _of_one(row: Fingerprint, text: str | None) -> Iterator[str]:
    """What is wrong with one; `text` is None where it is of an older text, which is not here."""
    try:
        kept = unpacked(row.shingles, bytes(row.signature))
    except ValueError:
        yield "its signature is none"
        return
    if text is not None and kept != signature(text):
        yield "its signature is not that of its text"
    if {band.band for band in row.bands.all()} != bands(kept):
        yield "its bands are not those of its signature"
