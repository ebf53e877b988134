"""A question to the index in parts, and its best answers in two steps."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from articles.search.engine import KEY, Hit, Index
from articles.search.nodes import Combined, Everything, Flat, Node, OneOf, Word
from articles.search.question_words import LIGHT_WORDS, is_question
from articles.search.ranking import telling, weighing, words_node
from articles.text.analyser import Term

WEIGHED, OF_ANY = 50, 100
"""Documents that are weighed by all that tells how well they fit, and where any of several words
will do: those after them stand in the order of their stems alone. With more the first ten are
hardly better (`benchmarks/relevance.py`), and weighing all that have a common word takes many
times as long."""

ENOUGH = 10
"""So many articles with all words are enough to leave out those that lack one."""

_DEEPEST = 60  # parts that weigh one after another, as deep as a tree may be


@dataclass(frozen=True, slots=True)
class Other:
    """What stands for some of the words, by their `stems`: other names of the same source."""

    node: Node
    stems: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Question:
    """Documents with any of `words`, best first; with `every`, with all that are `needed`.

    What `also` describes stands for its words. All of `phrases` and `filters` must hold too and
    nothing of `never`; with phrases, words only weigh, but for `every`. `seen` are conditions that
    nearly all documents meet: who may see them.
    """

    words: tuple[Term, ...] = ()
    also: tuple[Other, ...] = ()
    phrases: tuple[Node, ...] = ()
    filters: tuple[Node, ...] = ()
    never: tuple[Node, ...] = ()
    seen: tuple[Node, ...] = ()
    every: bool = False

    @property
    def needed(self) -> list[Term]:
        """The words that a document may have to have: in a question not those that it is made
        with."""
        words = telling(self.words)
        if not is_question(self.words):
            return words
        return [term for term in words if term.stem not in LIGHT_WORDS] or words

    def found(self) -> Node:
        """All that is asked for, without scores: to be counted, or put in order of dates."""
        return self._under(Flat(part, 0.0) for part in self._finding())

    def ranked(self) -> Node:
        """All that is asked for, weighed by all that tells how well it fits."""
        weighing = self._weighing()
        if self.every and self.words:
            return self._under([*self.phrases, Flat(self._matching(), 0.0)], weighing)
        if self.phrases:
            return self._under(self.phrases, weighing)
        return self._under([Combined(should=weighing)] if weighing else ())

    def rough(self, *, under_conditions: bool) -> Node:
        """What the words find by their stems, which is quick; without any condition quicker yet,
        since most of it need not be looked at."""
        node = self._matching()
        return self._under([node]) if under_conditions else node

    def weighed(self, keys: Sequence[int]) -> Node:
        """Those of these documents that are asked for, weighed as `ranked` does.

        The engine goes through all documents of parts that weigh side by side, but looks up those
        of a part that weighs alone: so each weighs what the ones before it have weighed.
        """
        node = self._under([OneOf(KEY, tuple(keys))])
        parts = (*weighing(self.words), *self._others())
        together = -(-len(parts) // _DEEPEST) or 1
        for at in range(0, len(parts), together):
            node = Combined(must=(node,), should=parts[at : at + together])
        return node

    def _finding(self) -> list[Node]:
        """What must stand in a document."""
        words = bool(self.words or self.also) and (self.every or not self.phrases)
        return [*self.phrases, self._matching()] if words else [*self.phrases]

    def _matching(self) -> Node:
        """Documents with the words that are wanted, scored by their stems."""
        if self.every and self.words:
            return Combined(must=tuple(self._word(term) for term in self.needed))
        words = (Word("text", term.stem) for term in telling(self.words))
        return Combined(should=(*words, *self._others()))

    def _word(self, term: Term) -> Node:
        word = Word("text", term.stem)
        others = tuple(other.node for other in self.also if term.stem in other.stems)
        return Combined(should=(word, *others)) if others else word

    def _others(self) -> Iterator[Node]:
        return (other.node for other in self.also)

    def _weighing(self) -> tuple[Node, ...]:
        words = (words_node(self.words),) if self.words else ()
        return (*words, *self._others())

    def _under(self, must: Iterable[Node], should: tuple[Node, ...] = ()) -> Node:
        every = (*must, *self.filters, *self.seen)
        return Combined(must=every or (Everything(),), should=should, never=self.never)


def with_all_words(question: Question) -> Question:
    """The question for documents that have every word."""
    return replace(question, every=True)


def with_all_if_enough(index: Index, question: Question) -> tuple[Question, int]:
    """The question for documents with every word if there are `ENOUGH`, else as it is, and how
    many there are.

    Filters do not change it, so that what is narrowed stays what it was, but fewer. Where any
    of the words will do, what is counted and sorted is much more than anybody looks for. Raises
    IndexProblem.
    """
    if question.phrases or len(telling(question.words)) < 2:
        return question, 0
    whole = with_all_words(question)
    count = index.count(replace(whole, filters=()).found())
    return (whole if count >= ENOUGH else question), count


def best(index: Index, question: Question, *, begin: int, end: int) -> list[Hit]:
    """Answers `begin:end`, counted from 0, the best first. Raises IndexProblem."""
    if question.phrases or not question.words:
        return index.best(question.ranked(), limit=end)[begin:]
    most = WEIGHED if question.every or len(question.needed) < 2 else OF_ANY
    if end <= most and not (question.filters or question.never):
        free = [hit.key for hit in index.best(question.rough(under_conditions=False), limit=most)]
        hits = index.best(question.weighed(free), limit=len(free)) if free else []
        # Where the conditions left too few of them, others may come next.
        if len(hits) >= end or len(free) < most:
            return hits[begin:end]
    rough = index.best(question.rough(under_conditions=True), limit=max(end, most))
    first = [hit.key for hit in rough[:most]]
    weighed = index.best(question.weighed(first), limit=len(first)) if first else []
    return [*weighed, *rough[most:]][begin:end]
