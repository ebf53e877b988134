"""Storing one incoming item, row by row."""

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.importers.records import Item
from articles.models import ArticleStatus, ChangeOp, ImportBatch, Original
from articles.services import suggesting_jobs
from articles.services.actors import Actor
from articles.services.drafting import add_revision
from articles.services.ingest.batches import advance, locked_at
from articles.services.ingest.filing import Filing
from articles.services.ingest.judging import Verdict, judge
from articles.services.ingest.known import known_of
from articles.services.ingest.results import Ingested, told
from articles.services.ingest.retrying import retried
from articles.services.ingest.terms import UNFILED, Terms
from articles.services.near_copies import ask_for_signatures
from articles.services.quotations_jobs import ask_for_quotations
from articles.services.recording import Recording, recording


def ingest(
    item: Item,
    *,
    by: Actor,
    publish: bool = False,
    batch: ImportBatch | None = None,
    filing: Filing = UNFILED,
) -> Ingested:
    """Keep the bytes of one item and make an article of it, in one transaction.

    The same item again changes nothing. Raises PermissionDenied; everything that is wrong with
    the item is an outcome, never an error.
    """
    terms = Terms(by, publish, filing)
    terms.check()
    return told(retried(lambda: _ingest(item, terms, batch)))


def _ingest(item: Item, terms: Terms, batch: ImportBatch | None) -> Verdict:
    with recording(terms.by) as log:
        done = locked_at(batch) if batch is not None else 0
        verdict = judge(item, known_of([item]), terms, timezone.now())
        original = _keep(verdict, batch)
        if verdict.created:
            _create(verdict, original, log)
        if batch is not None:
            verdict.record(batch, original.pk if original else None).save(force_insert=True)
            advance(batch, done + 1)
        else:
            audit(verdict, original.pk if original else None, log)
    return verdict


def _keep(verdict: Verdict, batch: ImportBatch | None) -> Original | None:
    """The stored original; the first one to bring these bytes stays named as their origin."""
    if not verdict.sha256:
        return None
    found = Original.objects.filter(sha256=verdict.sha256).only("pk").first()
    if found is None:
        found = verdict.original(batch)
        found.save(force_insert=True)
    return found


def _create(verdict: Verdict, original: Original | None, log: Recording) -> None:
    article = verdict.article
    assert article is not None
    article.original = original
    article.save(force_insert=True)
    log.indexed(article.pk)
    add_revision(article, by=log.by, why=_("Imported"))
    for citation in verdict.citations:
        citation.article_id = article.pk
        citation.save(force_insert=True)
        log.audit("add", citation, article=article.pk, role=citation.role, name=str(citation))
    ask_for_signatures([article.pk])
    ask_for_quotations([article.pk])
    if article.status == ArticleStatus.PUBLISHED:
        log.article(article, ChangeOp.PUBLISHED)
    suggesting_jobs.queue([article.pk])


def audit(verdict: Verdict, original_id: int | None, log: Recording) -> None:
    """Account for an item that came in outside a batch, where no record does."""
    log.audit(
        "import",
        verdict.article,
        key=verdict.key,
        outcome=verdict.outcome,
        code=verdict.code,
        cleaned=verdict.cleaned,
        original=original_id,
    )
