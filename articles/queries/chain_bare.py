"""Paragraphs of an article that name no source: what its confirmed chain and the analysis leave."""

from collections.abc import Iterable, Sequence

from articles.models import Article
from articles.queries.chain import Hop
from articles.queries.chain_places import LONGEST, analysed, evidence_of, found_of, speaks
from articles.text.marks import paragraph_spans
from articles.text.paragraphs import Span

FEWEST_WORDS = 8  # a shorter paragraph is a heading or a leftover


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
    found = analysed(article, chain)
    named: list[tuple[int, int]] = []
    for hop in chain:
        speakers, mentions = found_of(hop, found)
        named += evidence_of(hop.citation)
        named += (place for speaker in speakers for place in speaks(speaker))
        named += ((mention.start, mention.end) for mention in mentions)
    return [
        span
        for span in spans
        if not any(start < span.end and span.start < end for start, end in named)
    ]
