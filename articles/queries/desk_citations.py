"""The citations of an article as its desk shows them: what each may mean, why, and what is old."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, IntegerField, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from articles.models import (
    Article,
    Citation,
    CitationState,
    EvidenceState,
    EvidenceTarget,
    Revision,
    Source,
)
from articles.queries.desk_text import look, texts
from articles.queries.desk_words import in_words
from articles.text.differences import Piece, Row, side_by_side
from articles.text.moving import moved

FLAGGED = (EvidenceState.AMBIGUOUS, EvidenceState.MISSING)
SNAPSHOT: dict[str, str] = {EvidenceTarget.BODY: "body_text", EvidenceTarget.BYLINE: "byline_text"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A source that a name may mean: `name` is what an act calls it, `source` is None where the
    archive does not have it yet, `articles` are those that cite it."""

    name: str
    source: Source | None
    articles: int

    @property
    def label(self) -> str:
        """What people call it."""
        return str(self.source) if self.source is not None else self.name


@dataclass(frozen=True, slots=True)
class OldEvidence:
    """Evidence that an edit made stale: its words, and those that stand in their place now.

    `start:end` (code points of the citation's target) cut out the new words; None where nothing
    stands there. The pieces say which words differ.
    """

    old: tuple[Piece, ...]
    new: tuple[Piece, ...]
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A citation on the desk. `number` counts from 1; `look` is the state or "ambiguous"; `via` is
    the number of the citation that it was had through; `articles` cite the same source."""

    citation: Citation
    number: int
    look: str
    via: int | None
    candidates: tuple[Candidate, ...]
    reasons: tuple[str, ...]
    articles: int
    paragraph: int | None
    old: OldEvidence | None

    @property
    def open(self) -> bool:
        """Whether nobody has decided yet."""
        return self.citation.state == CitationState.SUGGESTED


def citations_of(article: Article) -> list[Citation]:
    """The article's citations in their order, with their sources, the reports that they rest on
    and, where the evidence is stale, the `kept` revision that had it (one query)."""
    kept = Revision.objects.filter(article=OuterRef("article"), number=OuterRef("revision"))
    stale = When(evidence_state__in=FLAGGED, then=Subquery(kept.values("snapshot")[:1]))
    rows = Citation.objects.filter(article=article).select_related("source", "rests_on")
    rows = rows.defer("rests_on__body", "rests_on__body_text").annotate(kept=Case(stale))
    return list(rows.order_by("position", "pk"))


def entries(article: Article, citations: Sequence[Citation]) -> tuple[Entry, ...]:
    """The citations with what the desk says of each (one query, none without citations)."""
    known = _Known(citations)
    numbers = {citation.pk: number for number, citation in enumerate(citations, 1)}
    return tuple(
        Entry(
            citation=citation,
            number=numbers[citation.pk],
            look=look(citation),
            via=numbers.get(citation.via_id or 0),
            candidates=known.candidates(citation),
            reasons=tuple(in_words(citation.reasons)),
            articles=known.articles(citation.source_id),
            paragraph=_paragraph(article, citation),
            old=_old(article, citation),
        )
        for citation in citations
    )


class _Known:
    """The sources that some citations name or may mean, read at once."""

    def __init__(self, citations: Sequence[Citation]) -> None:
        own = {citation.source_id for citation in citations if citation.source_id is not None}
        named = [one for citation in citations for one in citation.candidates]
        ids = own | {one["source"] for one in named if one["source"] is not None}
        keys = {one["name"] for one in named if one["source"] is None}
        self._by_id: dict[int, Any] = {}
        self._by_key: dict[str, Any] = {}
        if not ids and not keys:
            return
        for source in _counted(Q(pk__in=ids) | Q(table_entry__key__in=keys)):
            self._by_id[source.pk] = source
            self._by_key[source.key] = source

    def articles(self, pk: int | None) -> int:
        """How many articles cite the source."""
        source = self._by_id.get(pk or 0)
        return source.cited if source is not None else 0

    def candidates(self, citation: Citation) -> tuple[Candidate, ...]:
        """The sources that may be meant, those that were merged into one only once."""
        found: dict[Any, Candidate] = {}
        for one in citation.candidates:
            source = self._by_id.get(one["source"] or 0) or self._by_key.get(one["name"])
            cited = source.cited if source is not None else 0
            heir = source.merged_into or source if source is not None else None
            found.setdefault(
                heir.pk if heir is not None else one["name"], Candidate(one["name"], heir, cited)
            )
        return tuple(found.values())


def _counted(condition: Q) -> QuerySet[Any]:
    """Sources with `cited`, the number of articles that cite them, and `key`, their line in the
    name table."""
    citing = Citation.objects.confirmed().filter(
        source=Coalesce(OuterRef("merged_into"), OuterRef("pk"))
    )
    count = citing.order_by().values("source").values(n=Count("article", distinct=True))
    return (
        Source.objects.filter(condition)
        .select_related("merged_into")
        .annotate(
            cited=Coalesce(Subquery(count, output_field=IntegerField()), 0),
            key=Subquery(Source.objects.filter(pk=OuterRef("pk")).values("table_entry__key")[:1]),
        )
    )


def _paragraph(article: Article, citation: Citation) -> int | None:
    """In which paragraph of the body, from 1, the evidence stands."""
    if citation.evidence_state != EvidenceState.FOUND or citation.target != EvidenceTarget.BODY:
        return None
    before = article.body_text[: citation.start]
    return sum(1 for part in before.split("\n\n")[:-1] if part.strip()) + 1


def _old(article: Article, citation: Any) -> OldEvidence | None:
    if citation.evidence_state not in FLAGGED:
        return None
    kept = citation.kept or {}
    text = texts(article)[citation.target]
    old = kept.get(SNAPSHOT.get(citation.target, citation.target), "")
    span = moved(old, text, citation.start, citation.end)
    start, end = span if span is not None else (None, None)
    words = text[start:end] if span is not None else ""
    rows = side_by_side(citation.exact, words)
    return OldEvidence(_side(rows, "left"), _side(rows, "right"), start, end)


def _side(rows: Sequence[Row], side: str) -> tuple[Piece, ...]:
    return tuple(piece for row in rows for piece in getattr(row, side))
