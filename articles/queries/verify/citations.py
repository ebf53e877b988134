"""Citations: evidence that cuts out its words or is flagged, and chains that lead to an end."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from articles.models import Article, Citation, EvidenceState, Revision
from articles.queries.verify.finding import Finding
from articles.text.anchors import quote_at

# Target -> the key of a snapshot, and the field of an article, that holds its text.
FIELDS = {
    "title": "title",
    "standfirst": "standfirst",
    "byline": "byline_text",
    "body": "body_text",
    "footer": "footer",
}
FLAGGED = (EvidenceState.AMBIGUOUS, EvidenceState.MISSING)


def check(portion: list[Article]) -> Iterator[Finding]:
    """Chains and evidence of these articles, whose citations are loaded."""
    snapshots = _snapshots(portion)
    for article in portion:
        cited = list(article.citations.all())
        links = {citation.pk: citation.via_id for citation in cited}
        for citation in cited:
            where = f"citation {citation.pk}"
            for what in _chain(citation.pk, links):
                yield Finding("chain", where, what)
            if citation.evidence_state != EvidenceState.NONE:
                kept = snapshots.get((article.pk, citation.revision))
                for what in _evidence(citation, article, kept):
                    yield Finding("evidence", where, what)


def _snapshots(portion: list[Article]) -> dict[tuple[int, int | None], dict[str, Any]]:
    """The revisions in which evidence of these articles is counted."""
    wanted: dict[int, set[int]] = defaultdict(set)
    for article in portion:
        for citation in article.citations.all():
            if citation.revision is not None:
                wanted[citation.revision].add(article.pk)
    found: dict[tuple[int, int | None], dict[str, Any]] = {}
    for number, ids in wanted.items():
        rows = Revision.objects.filter(number=number, article_id__in=ids)
        for pk, kept in rows.values_list("article_id", "snapshot"):
            found[pk, number] = kept
    return found


def _chain(pk: int, links: dict[int, int | None]) -> Iterator[str]:
    step, seen = links[pk], {pk}
    while step is not None:
        if step not in links:
            yield f"its chain leads to citation {step}, which the article does not have"
            return
        if step in seen:
            yield "its chain leads in a circle"
            return
        seen.add(step)
        step = links[step]


def _evidence(citation: Citation, article: Article, kept: dict[str, Any] | None) -> Iterator[str]:
    field = FIELDS.get(citation.target)
    if field is None or citation.evidence_state not in EvidenceState.values:
        yield "its evidence has an unknown target or state"
        return
    if kept is None or not _cuts_out(citation, kept.get(field, "")):
        yield f"its words do not stand there in revision {citation.revision}"
    text = getattr(article, field)
    if citation.evidence_state in FLAGGED:
        missing = citation.evidence_state == EvidenceState.MISSING
        if missing == (citation.exact in text):
            yield f"it is flagged as {citation.evidence_state}, which is not so"
    elif not _cuts_out(citation, text):
        yield "its evidence is not at its place in the text and not flagged"


def _cuts_out(citation: Citation, text: str) -> bool:
    """Whether the offsets give the words, with what surrounds them."""
    try:
        quote = quote_at(text, citation.start or 0, citation.end or 0)
    except ValueError:
        return False
    return (quote.exact, quote.prefix, quote.suffix) == (
        citation.exact, citation.prefix, citation.suffix,
    )  # fmt: skip
