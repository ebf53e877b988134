"""The words that tell a text from others, and what else is like it."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from articles.search.engine import Index
from articles.search.nodes import Combined, Flat, Node, OneOf, Weighted, Word
from articles.text.analyser import Term, analyse_text

MOST = 16
"""Words by which others are found; with more, a search takes longer and finds nothing nearer."""

_TITLE = 3
"""A word of the title counts as if it stood so many times in the text."""

_IN_TITLE = 0.5
_SAME_TOPIC, _SAME_SOURCE = 0.5, 0.15
"""What a common topic or source adds, as parts of what the most telling word does."""


def telling_words(index: Index, title: str, text: str, *, most: int = MOST) -> list[str]:
    """The stems that stand often in a text and in few others, the most telling first.

    Left out is what no other document has. Raises IndexProblem.
    """
    counts = Counter(_stems(analyse_text(text)))
    counts.update(dict.fromkeys(set(_stems(analyse_text(title))), _TITLE))
    documents = max(len(index), 1)
    weights = {}
    for stem, count in counts.items():
        having = index.doc_freq("text", stem)
        if having > 1:
            # A word counts less each further time it stands there.
            weights[stem] = (1 + math.log(count)) * math.log(1 + documents / having)
    return sorted(weights, key=lambda stem: (-weights[stem], stem))[:most]


def like_node(
    index: Index, words: Sequence[str], *, sources: Iterable[int] = (), topics: Iterable[int] = ()
) -> Node:
    """Documents with these words, rather those of the same topics and sources."""
    documents = max(len(index), 1)
    scores = [math.log(1 + documents / max(index.doc_freq("text", stem), 1)) for stem in words]
    unit = max(scores, default=0.0)
    should: list[Node] = [Word("text", stem) for stem in words]
    should += [Weighted(Word("title", stem), _IN_TITLE) for stem in words]
    beside: list[Node] = [Flat(OneOf("topic", (pk,)), _SAME_TOPIC * unit) for pk in topics]
    beside += [Flat(OneOf("source", (pk,)), _SAME_SOURCE * unit) for pk in sources]
    return Combined(must=(Combined(should=tuple(should)),), should=tuple(beside))


def _stems(terms: Iterable[Term]) -> list[str]:
    return [term.stem for term in terms if not term.is_stop and len(term.folded) > 1]
