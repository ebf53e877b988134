"""Where the text of an article shows whom it has something from: what its confirmed chain names,
found again by the analysis."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from articles.attribution.chain import chain_of
from articles.attribution.mentions import MentionFinder
from articles.attribution.table import MEDIA, Entry, NameTable
from articles.attribution.types import Analysis, Mention, Speaker, Texts
from articles.models import Article, Citation, CitationRole, EvidenceState, EvidenceTarget
from articles.queries.chain import Hop
from articles.text.fold import fold_name

LONGEST = 60_000  # code points; a longer text is not read for this
KEPT = 32  # analyses kept in memory
Place = tuple[int, int]
"""Start and end in code points of the body."""


def analysed(article: Article, chain: Sequence[Hop]) -> Analysis:
    """What the analysis finds of the outlets and the speakers of a chain; nothing without one, or
    in a text of more than `LONGEST` (no query)."""
    if not chain or len(article.body_text) > LONGEST:
        return Analysis()
    texts = Texts(article.title, article.body_text, article.standfirst)
    return _analysis(texts, tuple(_entries(chain)))


def evidence_of(citation: Citation) -> list[Place]:
    """The words of the body that the citation rests on; none where they are elsewhere or gone."""
    if (
        citation.evidence_state != EvidenceState.FOUND
        or citation.target != EvidenceTarget.BODY
        or citation.start is None
        or citation.end is None
    ):
        return []
    return [(citation.start, citation.end)]


def found_of(hop: Hop, found: Analysis) -> tuple[list[Speaker], list[Mention]]:
    """Who speaks in the text, and the mentions in its body, that are the source of a link: by its
    names, or by the words that it rests on. What somebody says is not evidence of others whom he
    names."""
    citation, own = hop.citation, evidence_of(hop.citation)
    source = citation.source
    called = {citation.name, *((source.name, source.label) if source else ())}
    names = {fold_name(name) for name in called} - {""}
    by_voice = citation.role in (CitationRole.SPOKEN, CitationRole.STATEMENT)
    speakers = [
        one
        for one in found.speakers
        if {fold_name(one.name), fold_name(one.title)} & names
        or meet(speaks(one) if by_voice else one.places, own)
    ]
    mentions = [
        one
        for one in found.mentions
        if one.target == EvidenceTarget.BODY
        and (
            {fold_name(name) for name in (one.exact, *one.candidates)} & names
            or meet([(one.start, one.end)], own)
        )
    ]
    return speakers, mentions


def speaks(speaker: Speaker) -> list[Place]:
    """Where somebody is named, and what he says."""
    return [*speaker.places, *((said.start, said.end) for said in speaker.quotations)]


def meet(some: Iterable[Place], others: Sequence[Place]) -> bool:
    """Whether any of the one lies over any of the other."""
    return any(a[0] < b[1] and b[0] < a[1] for a in some for b in others)


def _entries(chain: Iterable[Hop]) -> list[Entry]:
    """The outlets of the chain alone: the whole table is not read for a reader's page."""
    entries: dict[str, Entry] = {}
    for hop in chain:
        source, name = hop.citation.source, hop.citation.name
        if source is not None and source.kind in MEDIA:
            called = tuple(dict.fromkeys(one for one in (source.label, name) if one))
            entries.setdefault(source.name, Entry(source.name, source.kind, "", ar=called))
    return [entries[name] for name in sorted(entries)]


@lru_cache(maxsize=KEPT)
def _analysis(texts: Texts, entries: tuple[Entry, ...]) -> Analysis:
    table = NameTable(entries)
    return chain_of(texts, MentionFinder(table).mentions(texts), table.related())
