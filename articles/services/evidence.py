"""Evidence of citations: set from a span or a quote, and found again after every edit."""

from articles.models import Article, Citation, EvidenceState, EvidenceTarget, Revision
from articles.text.anchors import Found, Quote, find_quote, quote_at
from articles.text.moving import moved

SNAPSHOT: dict[str, str] = {EvidenceTarget.BODY: "body_text", EvidenceTarget.BYLINE: "byline_text"}
"""Under which name a revision keeps the text of a target, where it is not the target's own."""
FIELDS = ["exact", "prefix", "suffix", "start", "end", "revision", "evidence_state"]


def target_text(article: Article, target: str) -> str:
    """The text that offsets of `target` count in. Raises ValueError for an unknown target."""
    match target:
        case EvidenceTarget.TITLE:
            return article.title
        case EvidenceTarget.STANDFIRST:
            return article.standfirst
        case EvidenceTarget.BYLINE:
            return article.byline_text
        case EvidenceTarget.BODY:
            return article.body_text
        case EvidenceTarget.FOOTER:
            return article.footer
    raise ValueError(f"unknown target: {target}")


def set_evidence(citation: Citation, article: Article, target: str, quote: Quote) -> None:
    """Let `citation` (not saved) rest on `quote` in `target` of the current version."""
    citation.target = target
    citation.exact, citation.prefix, citation.suffix = quote.exact, quote.prefix, quote.suffix
    citation.start, citation.end = quote.start, quote.end
    citation.revision = article.version
    citation.evidence_state = EvidenceState.FOUND


def clear_evidence(citation: Citation) -> None:
    """Let `citation` (not saved) stand without evidence."""
    citation.target = citation.exact = citation.prefix = citation.suffix = ""
    citation.start = citation.end = citation.revision = None
    citation.evidence_state = EvidenceState.NONE


def moved_quote(citation: Citation, article: Article) -> Quote | None:
    """What stands in `article` now where the evidence stood in its own revision (one query).

    None where nothing does, or the revision was erased.
    """
    if citation.start is None or citation.end is None or citation.revision is None:
        return None
    revision = Revision.objects.filter(article=article, number=citation.revision).first()
    name = SNAPSHOT.get(citation.target, citation.target)
    old = revision.snapshot.get(name, "") if revision is not None else ""
    text = target_text(article, citation.target)
    span = moved(old, text, citation.start, citation.end)
    return quote_at(text, *span) if span is not None else None


def refresh_evidence(article: Article) -> list[Citation]:
    """Find the evidence of all citations in the newest version; returns those that changed.

    What is gone or no longer unique is flagged and keeps its old words, never dropped.
    """
    changed = []
    for citation in article.citations.exclude(evidence_state=EvidenceState.NONE):
        before = [getattr(citation, name) for name in FIELDS]
        found = find_quote(
            target_text(article, citation.target),
            citation.exact,
            prefix=citation.prefix,
            suffix=citation.suffix,
        )
        _refresh(citation, article, found)
        if before != [getattr(citation, name) for name in FIELDS]:
            changed.append(citation)
    if changed:
        Citation.objects.bulk_update(changed, FIELDS)
    return changed


def _refresh(citation: Citation, article: Article, found: Found | None) -> None:
    if found is None:
        citation.evidence_state = EvidenceState.MISSING
    elif not found.unique:
        citation.evidence_state = EvidenceState.AMBIGUOUS
    else:
        set_evidence(citation, article, citation.target, found.quote)
