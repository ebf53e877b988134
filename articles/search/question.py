"""A question to the index in parts, and its best answers in two steps."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from articles.search.engine import KEY, Hit, Index
from articles.search.nodes import Combined, Everything, Flat, Node, OneOf, Weighted, Word
from articles.search.ranking import TEXT_WEIGHTS, telling, weighing, words_node
from articles.text.analyser import Term

WEIGHED = 100
"""Documents that are weighed by all that tells how well they fit; those after them stand in the
order of their stems alone. With 200 the first ten are no better (`benchmarks/relevance.py`), and
weighing all that have a common word takes many times as long."""

_DEEPEST = 60  # parts that weigh one after another, as deep as a tree may be

FINDING = ("text", "names", "captions")
"""The texts by which a word finds a document; title and standfirst stand in the first."""


@dataclass(frozen=True, slots=True)
class Question:
    """Documents with any of `words` or of what `also` describes, best first.

    All of `phrases` and `filters` must hold too and nothing of `never`; with phrases, words only
    weigh. `seen` are conditions that nearly all documents meet: who may see them.
    """

    words: tuple[Term, ...] = ()
    also: tuple[Node, ...] = ()
    phrases: tuple[Node, ...] = ()
    filters: tuple[Node, ...] = ()
    never: tuple[Node, ...] = ()
    seen: tuple[Node, ...] = ()

    def found(self) -> Node:
        """All that is asked for, without scores: to be counted, or put in order of dates."""
        if self.phrases or not (self.words or self.also):
            return self._under(Flat(part, 0.0) for part in self.phrases)
        return self._under([Flat(Combined(should=(*self._stems(), *self.also)), 0.0)])

    def ranked(self) -> Node:
        """All that is asked for, weighed by all that tells how well it fits."""
        if self.phrases:
            return self._under(self.phrases, self._weighing())
        if not (self.words or self.also):
            return self._under(())
        return self._under([Combined(should=self._weighing())])

    def rough(self, *, under_conditions: bool) -> Node:
        """What the words find by their stems, which is quick; without any condition quicker yet,
        since most of it need not be looked at."""
        stems = (
            Weighted(Word(text, term.stem), weight)
            for term in telling(self.words)
            for text, weight in TEXT_WEIGHTS.items()
            if text in FINDING or text == "title"
        )
        node = Combined(should=(*stems, *self.also))
        return self._under([node]) if under_conditions else node

    def weighed(self, keys: Sequence[int]) -> Node:
        """Those of these documents that are asked for, weighed as `ranked` does.

        The engine goes through all documents of parts that weigh side by side, but looks up those
        of a part that weighs alone: so each weighs what the ones before it have weighed.
        """
        node = self._under([OneOf(KEY, tuple(keys))])
        parts = (*weighing(self.words), *self.also)
        together = -(-len(parts) // _DEEPEST) or 1
        for at in range(0, len(parts), together):
            node = Combined(must=(node,), should=parts[at : at + together])
        return node

    def _weighing(self) -> tuple[Node, ...]:
        return (words_node(self.words), *self.also) if self.words else self.also

    def _stems(self) -> Iterator[Node]:
        return (Word(text, term.stem) for term in telling(self.words) for text in FINDING)

    def _under(self, must: Iterable[Node], should: tuple[Node, ...] = ()) -> Node:
        every = (*must, *self.filters, *self.seen)
        return Combined(must=every or (Everything(),), should=should, never=self.never)


def best(index: Index, question: Question, *, begin: int, end: int) -> list[Hit]:
    """Answers `begin:end`, counted from 0, the best first. Raises IndexProblem."""
    if question.phrases or not question.words:
        return index.best(question.ranked(), limit=end)[begin:]
    if end <= WEIGHED and not (question.filters or question.never):
        free = [
            hit.key for hit in index.best(question.rough(under_conditions=False), limit=WEIGHED)
        ]
        hits = index.best(question.weighed(free), limit=len(free)) if free else []
        # Where the conditions left too few of them, others may come next.
        if len(hits) >= end or len(free) < WEIGHED:
            return hits[begin:end]
    rough = index.best(question.rough(under_conditions=True), limit=max(end, WEIGHED))
    first = [hit.key for hit in rough[:WEIGHED]]
    weighed = index.best(question.weighed(first), limit=len(first)) if first else []
    return [*weighed, *rough[WEIGHED:]][begin:end]
