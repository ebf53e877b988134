"""Storing a stream of incoming items, hundreds in one transaction: the bulk twin of `ingest`."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.importers.records import Item
from articles.models import (
    Article,
    ArticleStatus,
    ChangeOp,
    ImportBatch,
    Original,
    Revision,
)
from articles.services import suggesting_jobs
from articles.services.actors import Actor, account, actor_name
from articles.services.ingest.batches import advance, locked_at
from articles.services.ingest.copying import copy_in
from articles.services.ingest.filing import Filing
from articles.services.ingest.judging import Verdict, judge
from articles.services.ingest.known import known_of
from articles.services.ingest.one import audit
from articles.services.ingest.results import Tally, told
from articles.services.ingest.retrying import retried
from articles.services.ingest.terms import UNFILED, Terms
from articles.services.near_copies import ask_for_signatures
from articles.services.quotations_jobs import ask_for_quotations
from articles.services.recording import Recording, recording
from articles.services.snapshots import snapshot

PORTION = 500
"""Items of one transaction."""

PORTION_BYTES = 8 * 1024 * 1024
"""Bytes of one transaction's originals, beyond which no further item joins it."""


def ingest_many(
    items: Iterable[Item],
    *,
    by: Actor,
    publish: bool = False,
    batch: ImportBatch | None = None,
    start: int = 0,
    filing: Filing = UNFILED,
    progress: Callable[[Tally], None] = lambda tally: None,
) -> Tally:
    """Store `items` as `ingest` would one by one; each portion is one transaction.

    With a `batch`, `items` begin with its item number `start` (from 0), and what another process
    stored meanwhile is passed over. `progress` is called after every portion with what was stored
    so far. Raises PermissionDenied, with the portions before stored.
    """
    terms = Terms(by, publish, filing)
    terms.check()
    tally = Tally()
    for portion in _portions(items):
        first = start
        for verdict in retried(lambda: _ingest(portion, first, terms, batch)):  # noqa: B023
            tally.add(told(verdict))
        start += len(portion)
        progress(tally)
    return tally


def _portions(items: Iterable[Item]) -> Iterator[list[Item]]:
    portion: list[Item] = []
    size = 0
    for item in items:
        portion.append(item)
        size += len(item.raw)
        if len(portion) == PORTION or size >= PORTION_BYTES:
            yield portion
            portion, size = [], 0
    if portion:
        yield portion


def _ingest(
    portion: list[Item], first: int, terms: Terms, batch: ImportBatch | None
) -> list[Verdict]:
    with recording(terms.by) as log:
        end = first + len(portion)
        if batch is not None:
            done = locked_at(batch)
            if done < first:
                raise ValueError(f"The batch has {done} items; these begin after {first}.")
            portion = portion[done - first :]
        if not portion:
            return []
        now = timezone.now()
        known = known_of(portion)
        verdicts = [judge(item, known, terms, now) for item in portion]
        originals = _keep(verdicts, batch, known.originals)
        _create([verdict for verdict in verdicts if verdict.created], originals, now, log)
        if batch is not None:
            copy_in([verdict.record(batch, originals.get(verdict.sha256)) for verdict in verdicts])
            advance(batch, end)
        else:
            for verdict in verdicts:
                audit(verdict, originals.get(verdict.sha256), log)
    return verdicts


def _keep(
    verdicts: list[Verdict], batch: ImportBatch | None, known: dict[str, int]
) -> dict[str, int]:
    """The ids of the originals by SHA-256; those that are new are stored, each once."""
    new: dict[str, Original] = {}
    for verdict in verdicts:
        if verdict.sha256 and verdict.sha256 not in known and verdict.sha256 not in new:
            new[verdict.sha256] = verdict.original(batch)
    copy_in(list(new.values()))
    return known | {sha: original.pk for sha, original in new.items()}


def _create(
    verdicts: list[Verdict], originals: dict[str, int], now: datetime, log: Recording
) -> None:
    articles: list[Article] = []
    for verdict in verdicts:
        assert verdict.article is not None
        verdict.article.original_id = originals.get(verdict.sha256)
        articles.append(verdict.article)
    copy_in(articles)
    copy_in([_first_revision(article, now, log.by) for article in articles])
    citations = [citation for verdict in verdicts for citation in verdict.citations]
    for citation in citations:
        citation.article_id = citation.article.pk
    copy_in(citations)
    for citation in citations:
        log.audit(
            "add", citation, article=citation.article_id, role=citation.role, name=str(citation)
        )
    ask_for_signatures(article.pk for article in articles)
    ask_for_quotations(article.pk for article in articles)
    for article in articles:
        log.indexed(article.pk)
        if article.status == ArticleStatus.PUBLISHED:
            log.article(article, ChangeOp.PUBLISHED)
    suggesting_jobs.queue([article.pk for article in articles])


def _first_revision(article: Article, now: datetime, by: Actor) -> Revision:
    """What `drafting.add_revision` stores, without asking for topics and people: it has none."""
    return Revision(
        article=article,
        number=article.version,
        snapshot=snapshot(article, topics=[], people=[]),
        by=account(by),
        actor=actor_name(by),
        why=_("Imported"),
        at=now,
    )
