"""Suggestions compared with the citations that an article has: what is new, changed and stale."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from articles.attribution.types import Speaker
from articles.models import Article, Citation, CitationRole, CitationState, EvidenceState
from articles.services.evidence import set_evidence, target_text
from articles.services.sources import one_line
from articles.services.suggesting_nodes import Node, Place
from articles.services.suggesting_sources import Meant
from articles.text.anchors import quote_at
from articles.text.fold import fold_name

ASSERTED_HOW = "attribution"
SPEAKING = (CitationRole.SPOKEN, CitationRole.STATEMENT)
WORDS = ("target", "exact", "prefix", "suffix", "start", "end", "evidence_state")
PLAIN = ("source_id", "name", "role", "cue", "confidence", "candidates", "reasons", "asserted_how")
COLUMNS = ["source", "name", "role", "via", "cue", "confidence", "candidates", "reasons",
           "asserted_how", "target", "exact", "prefix", "suffix", "start", "end", "revision",
           "evidence_state", "modified_at"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sources:
    """Of the sources that citations have: into what they were merged, and their folded names."""

    heirs: dict[int, int]
    names: dict[int, set[str]]


@dataclass
class Plan:
    """What becomes of an article's suggestions; `created` are not stored and have no `via` yet."""

    article: Article
    created: list[Citation] = field(default_factory=list)
    changed: list[Citation] = field(default_factory=list)
    removed: list[Citation] = field(default_factory=list)
    rows: list[Citation] = field(default_factory=list)
    """For each node the citation that stands for it."""
    decided: set[int] = field(default_factory=set)
    """Positions of the nodes whose citation is a person's decision."""

    @property
    def empty(self) -> bool:
        return not (self.created or self.changed or self.removed)


class Reader:
    """One article's citations: what people decided, and what the program may change."""

    def __init__(
        self,
        article: Article,
        citations: Sequence[Citation],
        touched: set[int],
        sources: Sources,
    ) -> None:
        """`touched` are ids of citations that somebody changed or settled."""
        self.article = article
        self._sources = sources
        kept = {row.pk for row in citations if not _is_ours(row) or row.pk in touched}
        by_pk = {row.pk: row for row in citations}
        for row in [by_pk[pk] for pk in kept]:
            # What a decided link leads through stays, or its chain would change.
            while row.via_id in by_pk and row.via_id not in kept:
                kept.add(row.via_id)
                row = by_pk[row.via_id]
        self.decided = [row for row in citations if row.pk in kept]
        self.ours = [row for row in citations if row.pk not in kept]
        self.last = max((row.position for row in citations), default=-1)

    def plan(self, nodes: Sequence[Node], meanings: Sequence[Meant], how: str) -> Plan:
        """Compare; rows of suggestions are changed in memory, `via` is not set yet."""
        plan = Plan(self.article)
        free = list(self.ours)
        for node, meant in zip(nodes, meanings, strict=True):
            decided = self._match(self.decided, node, meant, near=False)
            if decided is not None:
                plan.decided.add(len(plan.rows))
                plan.rows.append(decided)
                continue
            row = self._match(free, node, meant, near=True)
            if row is not None:
                free.remove(row)
                if _fill(row, self.article, node, meant, how):
                    plan.changed.append(row)
            else:
                self.last += 1
                row = Citation(
                    article=self.article, position=self.last, state=CitationState.SUGGESTED
                )
                _fill(row, self.article, node, meant, how)
                plan.created.append(row)
            plan.rows.append(row)
        plan.removed = free
        return plan

    def _match(
        self, rows: Iterable[Citation], node: Node, meant: Meant, *, near: bool
    ) -> Citation | None:
        """The row that speaks of the node; with `near` the closest, also at another place."""
        ranked = [(self._rank(row, node, meant), row) for row in rows]
        most = 3 if near else 2
        fitting = [pair for pair in ranked if pair[0] <= most]
        return min(fitting, key=lambda pair: (pair[0], pair[1].pk))[1] if fitting else None

    def _rank(self, row: Citation, node: Node, meant: Meant) -> int:
        """0: the same source or name at the same place; 1: the same at an overlapping place, or
        the same words there; 2: the same, and nobody knows where, or it is who speaks; 3: the
        same elsewhere; 4: another."""
        equal, close = self._same(row, node, meant)
        if row.evidence_state != EvidenceState.FOUND:
            return 2 if equal else 4
        place = Place(row.target, row.start or 0, row.end or 0)
        if equal and place == node.places[0]:
            return 0
        met = [other for other in node.places if place.meets(other)]
        if met and (equal or close or _words(self.article, met[0]) == fold_name(row.exact)):
            return 1
        if equal and row.role in SPEAKING and isinstance(node.found, Speaker):
            return 2  # a person speaks in an article once, however often
        return 3 if equal else 4

    def _same(self, row: Citation, node: Node, meant: Meant) -> tuple[bool, bool]:
        """Whether source or name are the same, and whether one name holds the other."""
        source = self._sources.heirs.get(row.source_id or 0, row.source_id)
        names = {fold_name(row.name), *self._sources.names.get(row.source_id or 0, ())} - {""}
        other = fold_name(node.name)
        equal = source in meant.ids or other in names
        close = any(f" {other} " in f" {name} " or f" {name} " in f" {other} " for name in names)
        return equal, close


def _is_ours(row: Citation) -> bool:
    return (
        row.state == CitationState.SUGGESTED
        and row.asserted_by_id is None
        and row.asserted_how.split(" ")[0] == ASSERTED_HOW
    )


def _words(article: Article, place: Place) -> str:
    return fold_name(target_text(article, place.target)[place.start : place.end])


def _fill(row: Citation, article: Article, node: Node, meant: Meant, how: str) -> bool:
    """Set what the program found on a row (not saved); whether anything differs."""
    before = [getattr(row, name) for name in (*PLAIN, *WORDS)]
    revision = row.revision
    values: dict[str, Any] = {
        "source_id": meant.source_id,
        "name": one_line(node.name)[:200] or node.name[:200],
        "role": node.found.role,
        "cue": one_line(node.found.cue)[:100],
        "confidence": min(max(round(node.found.confidence, 3), 0.0), 1.0),
        "candidates": [{"name": name, "source": pk} for name, pk in meant.candidates],
        "reasons": list(getattr(node.found, "reasons", ())),
        "asserted_how": how,
    }
    for name, value in values.items():
        setattr(row, name, value)
    found = node.places[0]
    text = target_text(article, found.target)
    set_evidence(row, article, found.target, quote_at(text, found.start, found.end))
    if before != [getattr(row, name) for name in (*PLAIN, *WORDS)]:
        return True
    row.revision = revision  # the words stand there in that one too
    return False


def link(plan: Plan, nodes: Sequence[Node]) -> None:
    """Set `via` of the plan's suggestions, all of which have ids now."""
    for position, row in enumerate(plan.rows):
        if position in plan.decided:
            continue
        via = _above(plan, nodes, position)
        if row.via_id != via:
            row.via_id = via
            if row not in plan.created and row not in plan.changed:
                plan.changed.append(row)


def _above(plan: Plan, nodes: Sequence[Node], position: int) -> int | None:
    """What the node's citation leads through; what a person rejected is passed over."""
    step = nodes[position].via
    while step is not None:
        row = plan.rows[step]
        if row.state != CitationState.REJECTED and row is not plan.rows[position]:
            return row.pk
        step = nodes[step].via
    return None
