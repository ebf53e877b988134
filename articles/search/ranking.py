"""How words are looked for and weighed: any of them may be missing, the best match comes first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from articles.search.documents import LONGEST_NAME, form, whole_name
from articles.search.engine import FORMS, KIN
from articles.search.nodes import Best, Combined, Flat, Node, Phrase, Weighted, Word
from articles.search.question_words import LIGHT_WORDS, PRONOUNS, answer_wanted, asks_what
from articles.text.analyser import Term
from articles.text.roots import root
from articles.text.thesaurus import concept

MOST_WORDS = 32
"""Of a question that are looked for; no more make it slow."""

TEXT_WEIGHTS: Mapping[str, float] = {
    "text": 1.0,
    "title": 0.02,
    "names": 0.2,
}
"""Title and names stand in `text` as well."""

_PAIRED = 8  # words of a question; in a longer one each pair says less
_IN_BRACKETS = 4  # words


@dataclass(frozen=True, slots=True)
class Weights:
    """What a match adds, as parts of the BM25 of a stem in the text.

    `texts`: the stem in each text. `roots`: a word of the same root in the text, where that is
    more than the stem gives; `concepts`: likewise one that stands for it in the thesaurus.
    `wholes`: a title or name that is words of the question and nothing else. `forms`: the word in
    the very form that was asked for, in the text. `pairs`: two words that follow one another in
    the question, in the same order with at most `slop` words between or so, in the text.
    `defined`: where a question asks what something is, its last word with هو or هي after it.
    `light`: what all that is multiplied by for words that questions are made with, where there
    are others. `stops`: function words; with 0 they count only where there are no others.
    `answers`: the score, not a part of one, of a passage with the kind of answer that is asked for.
    """

    texts: Mapping[str, float] = field(default_factory=lambda: TEXT_WEIGHTS)
    roots: float = 0.85
    concepts: float = 1.1
    wholes: float = 0.5
    forms: float = 0.1
    pairs: float = 0.1
    slop: int = 3
    defined: float = 0.3
    light: float = 0.5
    stops: float = 0.0
    answers: float = 3.0


SITE = Weights()
"""The site's: docs/decisions/0012-ranking.md says what each gave."""


def words_node(terms: Sequence[Term], weights: Weights = SITE) -> Node:
    """Documents with any of the words, those with the rarest, most and nearest of them first.

    What finds them are the stems; all else only weighs.
    """
    stems = [term.stem for term in telling(terms)]
    if weights.stops:
        stems += dict.fromkeys(term.stem for term in terms if term.is_stop)
    found = Combined(should=tuple(Word("text", stem) for stem in stems))
    return Combined(must=(Flat(found, 0.0),), should=weighing(terms, weights))


def weighing(terms: Sequence[Term], weights: Weights = SITE) -> tuple[Node, ...]:
    """All that weighs documents, where something else says which."""
    words = telling(terms)
    parts = [*_words(words, weights)]
    if weights.stops and words and not words[0].is_stop:
        stops = dict.fromkeys(term.stem for term in terms if term.is_stop)
        parts += (_weighted(Word("text", stem), weights.stops) for stem in stops)
    if weights.defined and words and asks_what(terms):
        parts.append(_weighted(_defined(words[-1].stem), weights.defined))
    if weights.wholes:
        parts += _names(terms[:MOST_WORDS], weights.wholes)
    wanted = answer_wanted(terms) if weights.answers else ""
    if wanted:
        parts.append(Flat(Word("answers", wanted), weights.answers))
    return tuple(parts)


def telling(terms: Iterable[Term]) -> list[Term]:
    """The words that are looked for, each once: function words only where there are no others."""
    every = list(terms)
    once: dict[str, Term] = {}
    for term in [term for term in every if not term.is_stop] or every:
        once.setdefault(term.stem, term)
    return list(once.values())[:MOST_WORDS]


def _words(terms: Sequence[Term], weights: Weights) -> Iterator[Node]:
    some_light = not all(term.stem in LIGHT_WORDS for term in terms)
    for term in terms:
        by = weights.light if some_light and term.stem in LIGHT_WORDS else 1.0
        for text, weight in weights.texts.items():
            word = _weighted(Word(text, term.stem), weight * by)
            if text in KIN:
                kin = ((root(term.stem), weights.roots), (concept(term.stem), weights.concepts))
                others = [
                    _weighted(Word(KIN[text], one), part * by) for one, part in kin if one and part
                ]
                word = Best((word, *others)) if others else word
            yield word
        if weights.forms:
            yield _weighted(Word(FORMS["text"], form(term)), weights.forms * by)
    if weights.pairs:
        for one, other in pairwise(terms):
            pair = Phrase("text", (one.stem, other.stem), weights.slop)
            yield _weighted(pair, weights.pairs * min(1, _PAIRED / len(terms)))


def _names(terms: Sequence[Term], weight: float) -> Iterator[Node]:
    """Runs of words as names of a text."""
    runs = (
        terms[first : first + count]
        for first in range(len(terms))
        for count in range(1, min(LONGEST_NAME, len(terms) - first) + 1)
    )
    names = (
        whole_name([term.stem for term in run])
        for run in runs
        if not (run[0].is_stop or run[-1].is_stop)
    )
    words = tuple(Word(KIN["text"], name) for name in dict.fromkeys(names))
    if words:
        yield _weighted(Combined(should=words), weight)


def _defined(stem: str) -> Node:
    """«الفيزياء هي», perhaps with a name in brackets between."""
    return Best(tuple(Phrase("text", (stem, pronoun), _IN_BRACKETS) for pronoun in PRONOUNS))


def _weighted(node: Node, by: float) -> Node:
    return node if by == 1.0 else Weighted(node, by)
