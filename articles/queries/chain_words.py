"""The words of a text that readers see marked: those by which it attributes something to a source
of its chain."""

from collections.abc import Iterable, Sequence
from itertools import chain as joined
from typing import NamedTuple

from articles.attribution.types import Analysis
from articles.models import Article
from articles.queries.chain import Hop
from articles.queries.chain_places import Place, analysed, evidence_of, found_of, meet
from articles.text.marks import paragraph_spans
from articles.text.paragraphs import Span
from articles.text.phrases import whole_phrase

LONGEST_ACT = 160  # code points; a longer one has a clause between the verb and its subject
FURTHEST = 60  # code points between a name and the words that make it a source


class Words(NamedTuple):
    """`start:end` in code points of the body, for the link `number` of the chain; `evidence` says
    that the citation rests on them, else they name its source once more."""

    start: int
    end: int
    number: int
    evidence: bool


def attributing_words(article: Article, chain: Sequence[Hop]) -> list[Words]:
    """The words to mark, in their order, none over another if citations do not rest on the same
    (no query).

    The evidence of each link with the verb or the «بحسب» that goes with it («وفقا لخبر نشرته مجلة
    …»), and in each paragraph that has no evidence of a link the first words that attribute
    something to its source: so one sees of every paragraph whom it comes from.
    """
    text, found = article.body_text, analysed(article, chain)
    acts = {hop.number: sorted(_acts(text, hop, found)) for hop in chain}
    shown = _evidence(text, chain, acts)
    for span in paragraph_spans(article.body, text):
        shown += _further(span, shown, acts)
    return sorted(shown)


def _evidence(text: str, chain: Sequence[Hop], acts: dict[int, list[Place]]) -> list[Words]:
    bare = {hop.number: evidence_of(hop.citation) for hop in chain}
    found: list[Words] = []
    for number, places in bare.items():
        others = [place for other, at in bare.items() if other != number for place in at]
        for place in places:
            near = [act for act in acts[number] if meet([act], [place])]
            wide = whole_phrase(text, *_around([place, *near]))
            others += ((one.start, one.end) for one in found)
            shown = place if meet([wide], others) else wide
            found.append(Words(*shown, number, evidence=True))
    return found


def _further(span: Span, shown: Iterable[Words], acts: dict[int, list[Place]]) -> list[Words]:
    """What a paragraph attributes to links of which it has no evidence."""
    here = [one for one in shown if one.start < span.end and span.start < one.end]
    numbers = {one.number for one in here}
    found: list[Words] = []
    for number, places in acts.items():
        taken = [(one.start, one.end) for one in joined(here, found)]
        for place in places if number not in numbers else ():
            if span.start <= place[0] and place[1] <= span.end and not meet([place], taken):
                found.append(Words(*place, number, evidence=False))
                break
    return found


def _acts(text: str, hop: Hop, found: Analysis) -> Iterable[Place]:
    """Where the text lets the source of a link speak, or says that it has something from it."""
    speakers, mentions = found_of(hop, found)
    for start, end in (act for speaker in speakers for act in speaker.acts):
        if end - start <= LONGEST_ACT:
            yield whole_phrase(text, start, end)
    for one in mentions:
        place = _around([(one.start, one.end), (one.cue_start, one.cue_end)])
        between = place[1] - place[0] - len(one.exact) - len(one.cue)
        if one.cue and between <= FURTHEST and "\n" not in text[slice(*place)]:
            yield whole_phrase(text, *place)


def _around(places: Sequence[Place]) -> Place:
    return min(start for start, _ in places), max(end for _, end in places)
