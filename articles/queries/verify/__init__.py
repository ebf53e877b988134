"""Checks that the archive is what its design says: every invariant that no constraint can hold.

Each check works out for itself what must be there, without the code that wrote it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from articles.models import Article, Change, Citation, Comment, Original, Revision, Source
from articles.queries.verify import (
    chains,
    comments,
    content,
    erasure,
    fingerprints,
    incoming,
    log,
    media,
    names,
    quotations,
    schema,
    search_index,
)
from articles.queries.verify.finding import Finding

__all__ = ["Finding", "counts", "findings", "index_findings", "one_snapshot"]

COUNTED = (Article, Revision, Citation, Source, Comment, Original, Change)


def findings(role: str = "") -> Iterator[Finding]:
    """All that is wrong, check by check, in bounded memory.

    `role` is the database role whose rights are checked, by default the one in use.
    """
    yield from schema.check(role)
    yield from log.check()
    yield from content.check()
    yield from chains.check()
    yield from comments.check()
    yield from names.check()
    yield from incoming.check()
    yield from erasure.check()
    yield from fingerprints.check()
    yield from quotations.check()
    yield from media.check()


def index_findings() -> Iterator[Finding]:
    """What is wrong with this node's search index; asked outside `one_snapshot`, as the index goes
    on meanwhile."""
    return search_index.check()


def counts() -> dict[str, int]:
    """How many rows of each kind there are to check, by the name of the kind."""
    return {str(model._meta.model_name): model._default_manager.count() for model in COUNTED}


@contextmanager
def one_snapshot() -> Iterator[None]:
    """Let all queries see one moment, so that a site at work gives no false findings.

    Inside a transaction that has begun already, that one's view is taken as it is.
    """
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield
