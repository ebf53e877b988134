"""How words are looked for and weighed: any of them may be missing, the best match comes first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from articles.search.documents import form
from articles.search.engine import FORMS
from articles.search.nodes import Combined, Node, Phrase, Weighted, Word
from articles.text.analyser import Term

MOST_WORDS = 32
"""Of a question that are looked for; no more make it slow."""

TEXT_WEIGHTS: Mapping[str, float] = {
    "text": 1.0,
    "title": 0.1,
    "standfirst": 0.05,
    "names": 0.2,
    "captions": 0.2,
}


@dataclass(frozen=True, slots=True)
class Weights:
    """What a match adds, as parts of the BM25 of a stem in the text.

    `texts`: the stem in each text. `forms`: the word in the very form that was asked for, in the
    text. `pairs`: two words that follow one another in the question, in the same order with at
    most `slop` words between or so, in the text. `stops`: function words; with 0 they count only
    where there are no others.
    """

    texts: Mapping[str, float] = field(default_factory=lambda: TEXT_WEIGHTS)
    forms: float = 0.2
    pairs: float = 0.2
    slop: int = 1
    stops: float = 0.0


SITE = Weights()
"""The site's: docs/decisions/0012-ranking.md says what each gave."""


def words_node(terms: Sequence[Term], weights: Weights = SITE) -> Node:
    """Documents with any of the words, those with the rarest, most and nearest of them first."""
    telling = [term for term in terms if not term.is_stop]
    once: dict[str, Term] = {}
    for term in telling or terms:
        once.setdefault(term.stem, term)
    parts = [*_words(list(once.values())[:MOST_WORDS], weights)]
    if weights.stops and telling:
        stops = dict.fromkeys(term.stem for term in terms if term.is_stop)
        parts += (_weighted(Word("text", stem), weights.stops) for stem in stops)
    return Combined(should=tuple(parts))


def _words(terms: Sequence[Term], weights: Weights) -> Iterator[Node]:
    for term in terms:
        for text, by in weights.texts.items():
            yield _weighted(Word(text, term.stem), by)
        if weights.forms:
            yield _weighted(Word(FORMS["text"], form(term)), weights.forms)
    if weights.pairs:
        for one, other in pairwise(terms):
            pair = Phrase("text", (one.stem, other.stem), weights.slop)
            yield _weighted(pair, weights.pairs)


def _weighted(node: Node, by: float) -> Node:
    return node if by == 1.0 else Weighted(node, by)
