"""Paragraphs of an article that name no source: what its confirmed chain and the analysis leave."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from articles.attribution.chain import chain_of
from articles.attribution.mentions import MentionFinder
from articles.attribution.table import MEDIA, Entry, NameTable
from articles.attribution.types import Analysis, Speaker, Texts
from articles.models import Article, EvidenceState, EvidenceTarget
from articles.queries.chain import Hop
from articles.text.fold import fold_name
from articles.text.marks import paragraph_spans
from articles.text.paragraphs import Span

FEWEST_WORDS = 8  # a shorter paragraph is a heading or a leftover
LONGEST = 60_000  # code points; a longer text is not read for this
KEPT = 32  # analyses kept in memory


def content_paragraphs(article: Article) -> list[Span]:
    """The <p> of the body that say something, as spans of its text."""
    text = article.body_text
    return [
        span
        for span in paragraph_spans(article.body, text)
        if len(text[span.start : span.end].split()) >= FEWEST_WORDS
    ]


def bare_paragraphs(article: Article, chain: Sequence[Hop], spans: Iterable[Span]) -> list[Span]:
    """Those of `spans` in which nothing stands of whom the confirmed chain names (no query).

    Neither the evidence of a link, nor another place that names the same source, nor words of one
    who speaks. Without a chain there are none: then nobody has looked at the article yet.
    """
    if not chain or len(article.body_text) > LONGEST:
        return []
    texts = Texts(article.title, article.body_text, article.standfirst)
    found = _analysis(texts, tuple(_entries(chain)))
    named = sorted(place for hop in chain for place in _places(hop, found))
    return [
        span
        for span in spans
        if not any(start < span.end and span.start < end for start, end in named)
    ]


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


def _places(hop: Hop, found: Analysis) -> list[tuple[int, int]]:
    """Where the body shows that it has something from the source of a link."""
    citation = hop.citation
    own: list[tuple[int, int]] = []
    if (
        citation.evidence_state == EvidenceState.FOUND
        and citation.target == EvidenceTarget.BODY
        and citation.start is not None
        and citation.end is not None
    ):
        own.append((citation.start, citation.end))
    source = citation.source
    called = {citation.name, *((source.name, source.label) if source else ())}
    names = {fold_name(name) for name in called} - {""}
    places = list(own)
    for speaker in found.speakers:
        speaks = _speaks(speaker)
        if {fold_name(speaker.name), fold_name(speaker.title)} & names or _meet(speaks, own):
            places.extend(speaks)
    for mention in found.mentions:
        if mention.target != EvidenceTarget.BODY:
            continue
        at = (mention.start, mention.end)
        known = {fold_name(name) for name in (mention.exact, *mention.candidates)}
        if known & names or _meet([at], own):
            places.append(at)
    return places


def _speaks(speaker: Speaker) -> list[tuple[int, int]]:
    return [*speaker.places, *((said.start, said.end) for said in speaker.quotations)]


def _meet(one: Iterable[tuple[int, int]], other: Sequence[tuple[int, int]]) -> bool:
    return any(a[0] < b[1] and b[0] < a[1] for a in one for b in other)
