"""Storing what importers read: originals, articles and citations, each item accounted for."""

from articles.services.ingest.batches import finish_batch, open_batch
from articles.services.ingest.filing import Filing, filing
from articles.services.ingest.many import ingest_many
from articles.services.ingest.one import ingest
from articles.services.ingest.results import Ingested, Tally

__all__ = [
    "Filing",
    "Ingested",
    "Tally",
    "filing",
    "finish_batch",
    "ingest",
    "ingest_many",
    "open_batch",
]
