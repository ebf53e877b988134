"""Questions as readers may ask them of a site with generated articles, in several kinds."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import urlencode

from tests.benchmarks.generated import Material

QUERIES = 60
FIRST_ONES = 10  # questions that are asked before those that count
RARER = 2_000
PAGE, API, SUGGESTIONS = "/search/", "/api/v1/search/", "/search/suggestions/"


@dataclass(frozen=True)
class Kind:
    """Questions of one kind: the parameters of each, and where they are asked."""

    name: str
    asked: Sequence[dict[str, str]]
    path: str = PAGE

    def addresses(self) -> list[str]:
        return [f"{self.path}?{urlencode(each)}" for each in self.asked]


@dataclass
class Drawn:
    """The words of questions."""

    common: list[str]
    rarer: list[str]
    warming: list[str]
    runs: list[list[str]] = field(default_factory=list)


def drawn_from(made_of: Material) -> Drawn:
    """The commonest words of some texts, rarer ones, and runs of their words, as they stand."""
    from articles.search.reading import reader
    from articles.text.analyser import analyse_text

    index = reader()
    assert index is not None, "there is no index"
    chance = random.Random(3)
    words: dict[str, str] = {}
    runs = []
    for text, _ in chance.sample(made_of.runs, 2_000):
        terms = [term for term in analyse_text(text) if not term.is_stop]
        words |= {term.stem: text[term.start : term.end] for term in terms}
        runs.append([text[term.start : term.end] for term in terms])
    stems = sorted(words, key=lambda stem: -index.doc_freq("text", stem))
    telling = [words[stem] for stem in stems]
    return Drawn(
        common=telling[:QUERIES],
        rarer=telling[RARER : RARER + QUERIES],
        warming=telling[QUERIES : QUERIES + FIRST_ONES],
        runs=runs,
    )


def kinds_of(drawn: Drawn) -> Iterator[Kind]:
    from articles.models import Section

    chance = random.Random(5)
    section = Section.objects.order_by("pk")[1].pk

    def run(count: int) -> Iterator[str]:
        for words in drawn.runs:
            if len(words) > count:
                at = chance.randrange(len(words) - count)
                yield " ".join(words[at : at + count])

    def some(texts: Sequence[str], **more: str) -> list[dict[str, str]]:
        return [{"q": text, **more} for text in texts]

    five = [*islice(run(5), QUERIES)]
    phrases = [f'"{text}"' for text in islice(run(2), QUERIES)]
    yield Kind("a common word", some(drawn.common))
    yield Kind("a rarer word", some(drawn.rarer))
    yield Kind("five words", some(five))
    yield Kind("a phrase", some(phrases))
    yield Kind("common, newest first", some(drawn.common, ordering="-published_at"))
    yield Kind("common, narrowed", some(drawn.common, section=str(section), year="2019"))
    yield Kind("API, a common word", some(drawn.common), API)
    yield Kind("API, five words", some(five), API)
    yield Kind("API, no facets", some(drawn.common, facets="off"), API)
    typed = [word[:3] for word in drawn.rarer]
    yield Kind("suggestions, 3 letters", some(typed), SUGGESTIONS)
    two = [text[:-2] for text in islice(run(2), QUERIES)]
    yield Kind("suggestions, 2 words", some(two), SUGGESTIONS)
