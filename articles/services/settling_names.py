"""A name settled everywhere: one decision for all articles that leave it open."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, ChangeOp, Citation, CitationState, CitationStep, Source
from articles.services.actors import Actor, account
from articles.services.citations import may_settle
from articles.services.permissions import require
from articles.services.recording import Recording, recording
from articles.services.settling_acts import source_for
from articles.services.settling_rows import Row, row_of
from articles.services.sources import heir_of
from articles.text.fold import fold_name

ACTION = "settle_name"
COLUMNS = ["source", "state", "asserted_by", "modified_at"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a name means: the source `source_id`, or `new` (as of an act), or with `reject` none.

    A source is given to what was confirmed under the raw name as well; what is only suggested
    stays so unless `confirm`. Only suggestions are rejected.
    """

    source_id: int | None = None
    new: Mapping[str, Any] | None = None
    reject: bool = False
    confirm: bool = False


@dataclass
class NameSettled:
    """The citations that a decision changed (or would change), each with its article; `left` is
    the number of articles that the person may not edit. `batch` takes it back; None for nothing.
    """

    citations: list[Citation] = field(default_factory=list)
    left: int = 0
    batch: UUID | None = None
    source: Source | None = None

    @property
    def articles(self) -> list[Article]:
        """The articles, in the order of their ids."""
        return list({citation.article_id: citation.article for citation in self.citations}.values())


def settle_name(
    *,
    by: Actor,
    name: str,
    decision: Decision,
    article_ids: Collection[int] | None = None,
    preview: bool = False,
) -> NameSettled:
    """Decide for all citations without a source whose name folds to that of `name`.

    In all articles that `by` may edit, or those of `article_ids` among them; `preview` changes
    nothing. Raises PermissionDenied without the right to settle, ValidationError.
    """
    require(by, "settle_citation")
    folded = fold_name(name)
    if not folded:
        raise ValidationError({"name": _("Choose a source, or give the name in the text.")})
    if not (decision.reject or decision.new or decision.source_id is not None):
        raise ValidationError({"source": _("Choose a source, or give the name in the text.")})
    with recording(by) as log:
        settled = _found(by, folded, decision, article_ids, lock=not preview)
        if settled.citations and not preview:
            _settle(by, decision, settled, log)
    return settled


def _found(
    by: Actor, folded: str, decision: Decision, ids: Collection[int] | None, *, lock: bool
) -> NameSettled:
    states = [CitationState.SUGGESTED]
    if not decision.reject:
        states.append(CitationState.CONFIRMED)
    unresolved = Citation.objects.filter(source=None, state__in=states)
    if ids is not None:
        unresolved = unresolved.filter(article__in=ids)
    # The folded form is not stored: of the names that occur, those are taken that fold to it.
    every = unresolved.order_by().values_list("name", flat=True).distinct()
    named = unresolved.filter(name__in=[name for name in every if fold_name(name) == folded])
    articles = Article.objects.filter(pk__in=named.order_by().values("article"), erased_at=None)
    articles = articles.defer("body", "body_text").order_by("pk")
    found = list(articles.select_for_update() if lock else articles)
    mine = {article.pk: article for article in found if may_settle(by, article)}
    # Read again, now that nobody else can write.
    rows = list(named.filter(article__in=mine).order_by("article_id", "position", "pk"))
    for row in rows:
        row.article = mine[row.article_id]
    return NameSettled(rows, len(found) - len(mine))


def _settle(by: Actor, decision: Decision, settled: NameSettled, log: Recording) -> None:
    before = _by_article(settled.citations)
    source = None if decision.reject else _source(by, decision)
    source = settled.source = heir_of(source) if source is not None else None
    now = timezone.now()
    for row in settled.citations:
        row.modified_at = now
        if source is not None:
            row.source = source
        state = _state(decision, row)
        if state != row.state:
            row.state, row.asserted_by = state, account(by)
    Citation.objects.bulk_update(settled.citations, COLUMNS, batch_size=1000)
    versions = dict(
        Citation.objects.filter(pk__in=[row.pk for row in settled.citations]).values_list(
            "pk", "version"
        )
    )
    for row in settled.citations:
        row.version = versions[row.pk]
        log.audit("settle" if decision.reject else "change", row, article=row.article_id,
                  fields=["source"] if source else [], state=row.state)  # fmt: skip
    settled.batch = uuid4()
    _keep_steps(by, settled, before)
    _tell_all(log, settled.articles)


def _source(by: Actor, decision: Decision) -> Source | None:
    return source_for(by, {"source_id": decision.source_id, "new": decision.new})


def _state(decision: Decision, row: Citation) -> str:
    if decision.reject:
        return CitationState.REJECTED
    return CitationState.CONFIRMED if decision.confirm else row.state


def _by_article(citations: Iterable[Citation]) -> dict[int, dict[str, Row]]:
    rows: dict[int, dict[str, Row]] = {}
    for citation in citations:
        rows.setdefault(citation.article_id, {})[str(citation.pk)] = row_of(citation)
    return rows


def _keep_steps(by: Actor, settled: NameSettled, before: Mapping[int, dict[str, Row]]) -> None:
    after = _by_article(settled.citations)
    now = timezone.now()
    CitationStep.objects.bulk_create(
        CitationStep(
            article_id=pk, batch=settled.batch, action=ACTION, before=before[pk], after=after[pk],
            by=account(by), at=now,
        )
        for pk in before
    )  # fmt: skip


def _tell_all(log: Recording, articles: list[Article]) -> None:
    shown = set(
        Article.objects.public()
        .filter(pk__in=[article.pk for article in articles])
        .values_list("pk", flat=True)
    )
    for article in articles:
        if article.pk in shown:
            log.article(article, ChangeOp.UPDATED)
