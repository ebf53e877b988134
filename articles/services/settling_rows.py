"""Citations as rows of JSON: what a step keeps of them, and how they are brought back."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from articles.models import Article, Citation, CitationStep, EvidenceState
from articles.services.actors import Actor, account
from articles.services.evidence import set_evidence, target_text
from articles.text.anchors import find_quote

Row = dict[str, Any]
"""The columns of a citation by name, `modified_at` left out."""

NAMES = [
    field.attname for field in Citation._meta.concrete_fields if field.name != "modified_at"
]  # fmt: skip
PLACE = ("start", "end", "prefix", "suffix", "revision", "evidence_state")
"""What an edit of the text changes by itself."""
WORDS = ("target", "exact", *PLACE)
UNCOMPARED = {"version", "created_at", "source_id", *PLACE}


def row_of(citation: Citation) -> Row:
    """The citation as JSON."""
    row = {name: getattr(citation, name) for name in NAMES}
    return row | {"created_at": citation.created_at.isoformat()}


def rows_of(article: Article) -> dict[int, Citation]:
    """The article's citations as the database holds them, by id, in their order (one query)."""
    citations = article.citations.select_related("source").order_by("position", "pk")
    return {citation.pk: citation for citation in citations}


def differing(
    before: Mapping[int, Row], after: Mapping[int, Row]
) -> tuple[dict[str, Row], dict[str, Row]]:
    """Those rows of both sides that are not the same, by id as JSON has it."""
    changed = [pk for pk in {**before, **after} if before.get(pk) != after.get(pk)]
    return (
        {str(pk): before[pk] for pk in changed if pk in before},
        {str(pk): after[pk] for pk in changed if pk in after},
    )


def stands(citation: Citation | None, kept: Row | None, heirs: Mapping[int, int]) -> bool:
    """Whether the citation is still as `kept` says; where an edit moved its words, it is.

    `heirs` says into what sources were merged meanwhile.
    """
    if citation is None or kept is None:
        return citation is None and kept is None
    now = row_of(citation)
    if any(now[name] != kept[name] for name in NAMES if name not in UNCOMPARED):
        return False
    if now["source_id"] != heirs.get(kept["source_id"], kept["source_id"]):
        return False
    moved = now["revision"] != kept["revision"]
    return moved or all(now[name] == kept[name] for name in ("start", "end"))


def bring_back(
    article: Article, citation: Citation | None, kept: Row, left: Row | None, heirs: dict[int, int]
) -> Citation:
    """Store the row as `kept` says, under its old id; returns it.

    `left` is how the act left it: evidence that the act did not touch stays where the text has it
    now, other evidence is looked for in the text of now.
    """
    values = {name: kept[name] for name in NAMES if name not in ("id", "version", "created_at")}
    values["source_id"] = heirs.get(kept["source_id"], kept["source_id"])
    if citation is not None and left is not None and all(kept[n] == left[n] for n in WORDS):
        for name in WORDS:
            del values[name]
    new = citation is None
    citation = citation or Citation(pk=kept["id"], version=kept["version"] + 1)
    for name, value in values.items():
        setattr(citation, name, value)
    _look_again(citation, article)
    citation.save(force_insert=new)
    if new:
        created: datetime | None = parse_datetime(kept["created_at"])
        Citation.objects.filter(pk=citation.pk).update(created_at=created)
    return citation


def _look_again(citation: Citation, article: Article) -> None:
    """Let the evidence stand where the words are now, or flag it; what fits stays as it was."""
    if citation.evidence_state == EvidenceState.NONE or citation.revision == article.version:
        return
    text = target_text(article, citation.target)
    found = find_quote(text, citation.exact, prefix=citation.prefix, suffix=citation.suffix)
    if found is None:
        citation.evidence_state = EvidenceState.MISSING
    elif not found.unique:
        citation.evidence_state = EvidenceState.AMBIGUOUS
    elif (
        citation.evidence_state != EvidenceState.FOUND
        or (citation.start, citation.end) != (found.quote.start, found.quote.end)
    ):  # fmt: skip
        set_evidence(citation, article, citation.target, found.quote)


def circular(links: Mapping[int, int | None]) -> bool:
    """Whether a link leads back to itself, or through one that is not there."""
    for first in links:
        seen = {first}
        step = links[first]
        while step is not None:
            if step in seen or step not in links:
                return True
            seen.add(step)
            step = links[step]
    return False


def sources_of(*sides: Mapping[str, Row]) -> set[int]:
    """The ids of all sources that the rows name."""
    every: Iterable[Row] = (row for side in sides for row in side.values())
    return {row["source_id"] for row in every if row["source_id"] is not None}


def keep_step(
    by: Actor, article: Article, action: str, before: Mapping[int, Row], **fields: Any
) -> CitationStep:
    """Store what differs between `before` and the database as a step; not, if nothing does."""
    after = {pk: row_of(row) for pk, row in rows_of(article).items()}
    was, now = differing(before, after)
    step = CitationStep(
        article=article, action=action, before=was, after=now, by=account(by), at=timezone.now(),
        **fields,
    )  # fmt: skip
    if was or now:
        step.save(force_insert=True)
    return step
