"""What becomes of one incoming item: a new article, nothing because it is here, or a refusal."""

from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from articles.importers.records import ArticleRecord, Item, Rejected
from articles.models import Article, Citation, ImportBatch, ImportRecord, Original, Outcome
from articles.services.ingest import reasons
from articles.services.ingest.known import Known, Standing, digest
from articles.services.ingest.prepare import prepare
from articles.services.ingest.terms import Terms
from articles.text.normalise import clean_text

UNREADABLE = "application/octet-stream"
_KEY_LENGTH = Article._meta.get_field("import_key").max_length or 0
_ORIGIN_LENGTH = Original._meta.get_field("origin").max_length or 0


@dataclass(slots=True)
class Verdict:
    """The outcome for one item, not stored yet.

    `sha256` names the original to keep ('' for none). `article` is new (and unsaved) where the
    outcome is CREATED, the one that stands already where it is UNCHANGED.
    """

    item: Item
    outcome: Outcome
    sha256: str = ""
    code: str = ""
    reason: str = ""
    cleaned: list[str] = field(default_factory=list)
    article: Article | None = None
    citations: list[Citation] = field(default_factory=list)

    @property
    def created(self) -> bool:
        return self.outcome == Outcome.CREATED

    @property
    def key(self) -> str:
        """The item's key as it can be stored, '' for none."""
        return clean_text(self.item.key or "")[:_KEY_LENGTH]

    def record(self, batch: ImportBatch, original_id: int | None) -> ImportRecord:
        """The row that accounts for the item in `batch`, not saved; the article must be saved."""
        return ImportRecord(
            batch=batch,
            position=self.item.position,
            key=self.key,
            outcome=self.outcome,
            code=self.code,
            reason=self.reason,
            cleaned=self.cleaned,
            original_id=original_id,
            article_id=self.article.pk if self.article is not None else None,
        )

    def original(self, batch: ImportBatch | None) -> Original:
        """The item's bytes as they are kept, not saved."""
        record = self.item if isinstance(self.item, ArticleRecord) else None
        place = f"{batch.origin}:{self.item.position}" if batch is not None else ""
        return Original(
            sha256=self.sha256,
            media_type=record.media_type if record else UNREADABLE,
            origin=((record.url if record else "") or place)[-_ORIGIN_LENGTH:],
            content=self.item.raw,
        )


def judge(item: Item, known: Known, terms: Terms, now: datetime) -> Verdict:
    """What becomes of `item`; a new article is remembered in `known` for the items after it.

    Raises PermissionDenied where the article would stand in a section that is not `terms.by`'s.
    """
    sha = digest(item)
    standing = known.articles.get(item.key or "")
    erased = sha in known.erased or (standing is not None and standing.erased)
    # The bytes of what was erased are not kept again, not even as those of a refused item.
    kept = "" if erased else sha
    if isinstance(item, Rejected):
        detail = f" ({clean_text(item.detail)})" if item.detail else ""
        return _refused(item, item.code, gettext(item.reason) + detail, kept)
    if erased:
        return _refused(item, reasons.ERASED, reasons.sentence(reasons.ERASED), kept)
    if standing is not None:
        if standing.sha256 == sha:
            return Verdict(item, Outcome.UNCHANGED, sha, article=standing.article)
        return _refused(item, reasons.DUPLICATE, reasons.sentence(reasons.DUPLICATE), kept)
    if not 0 < len(item.key) <= _KEY_LENGTH or clean_text(item.key) != item.key:
        return _refused(item, reasons.BAD_ID, reasons.sentence(reasons.BAD_ID), kept)
    try:
        prepared = prepare(item, terms=terms, sources=known.sources, now=now)
    except ValidationError as error:
        told = " ".join([reasons.sentence(reasons.INVALID), *error.messages])
        return _refused(item, reasons.INVALID, told, kept)
    terms.check(prepared.article)
    known.articles[item.key] = Standing(prepared.article, sha)
    return Verdict(
        item,
        Outcome.CREATED,
        sha,
        cleaned=prepared.cleaned,
        article=prepared.article,
        citations=prepared.citations,
    )


def _refused(item: Item, code: str, reason: str, sha: str) -> Verdict:
    return Verdict(item, Outcome.REJECTED, sha, code, reason)
