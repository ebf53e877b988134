"""Suggested citations: what attribution finds in an article, for an editor to settle.

Programs suggest and people decide: what somebody confirmed, rejected, changed or entered is never
touched, and what equals it is not suggested again. Suggestions that the text or the table no
longer bear out go; the others keep their ids, and doing it again changes nothing. Readers see
none of it, so the log of changes is told nothing.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from articles.attribution.analysis import analyse
from articles.attribution.table import NameTable, load_table
from articles.attribution.types import Disagreement
from articles.attribution.version import VERSION
from articles.models import Article, AuditEntry, Citation, SourceName
from articles.queries.source_merging import heirs_of
from articles.queries.texts import texts_of
from articles.services.actors import WORKER, Actor
from articles.services.alerts import remember_footers
from articles.services.ingest.copying import copy_in, number
from articles.services.permissions import require_edit
from articles.services.recording import Recording, recording
from articles.services.suggesting_nodes import Node, nodes
from articles.services.suggesting_rows import ASSERTED_HOW, COLUMNS, Plan, Reader, Sources, link
from articles.services.suggesting_sources import Meanings

HOW = f"{ASSERTED_HOW} {VERSION}"
PORTION = 50
"""Articles of one transaction."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """How many articles were read, and what became of their suggestions."""

    articles: int = 0
    added: int = 0
    changed: int = 0
    removed: int = 0

    def __add__(self, other: "Suggested") -> "Suggested":
        return Suggested(
            self.articles + other.articles,
            self.added + other.added,
            self.changed + other.changed,
            self.removed + other.removed,
        )


class _Read(NamedTuple):
    """The version of an article that was read, the chain found in it, and where its closing line
    says something else than its text."""

    version: int
    nodes: list[Node]
    disagreements: tuple[Disagreement, ...]


def suggest(article_id: int, *, by: Actor, table: NameTable | None = None) -> Suggested:
    """Suggest the citations of one article. Raises PermissionDenied.

    An article that does not exist, or was erased, has none.
    """
    return suggest_many([article_id], by=by, table=table)


def suggest_many(
    article_ids: Iterable[int],
    *,
    by: Actor,
    table: NameTable | None = None,
    progress: Callable[[Suggested], None] = lambda total: None,
) -> Suggested:
    """Suggest the citations of many articles, `PORTION` in each transaction.

    `table` is by default the one that comes with the program. `progress` is called after every
    portion with what was done so far. Raises PermissionDenied, with the portions before stored.
    """
    table = table or load_table()
    total = Suggested()
    portion: list[int] = []
    for article_id in article_ids:
        portion.append(article_id)
        if len(portion) == PORTION:
            total += _suggest(portion, by, table)
            progress(total)
            portion = []
    if portion:
        total += _suggest(portion, by, table)
        progress(total)
    return total


def suggest_as_worker(*, article_ids: list[int]) -> Suggested:
    """What the worker does for a job of suggesting_jobs."""
    return suggest_many(article_ids, by=WORKER)


def _suggest(ids: Sequence[int], by: Actor, table: NameTable) -> Suggested:
    # Reading takes most of the time, and nobody waits meanwhile for the articles' locks.
    read = {article.pk: _read(article, table) for article in _articles(ids)}
    with recording(by) as log:
        articles = list(_articles(ids).select_for_update())
        for article in articles:
            require_edit(by, article)
            known = read.get(article.pk)
            if known is None or known.version != article.version:
                read[article.pk] = _read(article, table)
        found = {article.pk: read[article.pk].nodes for article in articles}
        plans = _plans(articles, found)
        _store(plans, found, log)
        remember_footers({article.pk: read[article.pk].disagreements for article in articles})
    return Suggested(
        len(plans),
        sum(len(plan.created) for plan in plans),
        sum(len(plan.changed) for plan in plans),
        sum(len(plan.removed) for plan in plans),
    )


def _articles(ids: Sequence[int]) -> QuerySet[Article]:
    return Article.objects.filter(pk__in=ids, erased_at=None).order_by("pk")


def _read(article: Article, table: NameTable) -> _Read:
    analysis = analyse(texts_of(article), table)
    return _Read(article.version, nodes(analysis), analysis.disagreements)


def _plans(articles: list[Article], found: dict[int, list[Node]]) -> list[Plan]:
    """What becomes of the suggestions of each article (the same number of queries for any)."""
    citations: dict[int, list[Citation]] = {article.pk: [] for article in articles}
    for row in Citation.objects.filter(article__in=articles).order_by("position", "pk"):
        citations[row.article_id].append(row)
    every = [row for rows in citations.values() for row in rows]
    touched = _touched([row.pk for row in every])
    sources = _sources({row.source_id for row in every if row.source_id is not None})
    meanings = Meanings(node for chain in found.values() for node in chain)
    plans = []
    for article in articles:
        chain = found[article.pk]
        reader = Reader(article, citations[article.pk], touched, sources)
        plans.append(reader.plan(chain, [meanings.of(node) for node in chain], HOW))
    return plans


def _sources(ids: set[int]) -> Sources:
    names: dict[int, set[str]] = {}
    rows = SourceName.objects.filter(source__in=ids)
    for pk, folded in rows.values_list("source_id", "folded"):
        names.setdefault(pk, set()).add(folded)
    return Sources(heirs_of(ids), names)


def _touched(ids: list[int]) -> set[int]:
    """Those of these citations that somebody has changed or settled, be it back again."""
    rows = AuditEntry.objects.filter(
        object_type="citation", object_id__in=ids, action__in=("change", "settle")
    )
    return {pk for pk in rows.values_list("object_id", flat=True) if pk is not None}


def _store(plans: list[Plan], found: dict[int, list[Node]], log: Recording) -> None:
    created = [row for plan in plans for row in plan.created]
    number(created)
    for plan in plans:
        link(plan, found[plan.article.pk])
    copy_in(created)
    changed = [row for plan in plans for row in plan.changed]
    if changed:
        now = timezone.now()
        for row in changed:
            row.modified_at = now
        Citation.objects.bulk_update(changed, COLUMNS)
    removed = [row.pk for plan in plans for row in plan.removed]
    if removed:
        Citation.objects.filter(pk__in=removed).delete()
    for plan in plans:
        if not plan.empty:
            log.audit(
                "suggest",
                plan.article,
                how=HOW,
                added=len(plan.created),
                changed=len(plan.changed),
                removed=len(plan.removed),
            )
