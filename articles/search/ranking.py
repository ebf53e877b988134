"""How words are looked for and weighed: any of them may be missing, the best match comes first."""

from collections.abc import Sequence

from articles.search.nodes import Combined, Node, Weighted, Word
from articles.text.analyser import Term

FIELDS = {"body": 1.0, "title": 1.0, "standfirst": 1.0, "names": 0.5, "captions": 0.5}
"""How much a word weighs in each text, in stems."""


def words_node(terms: Sequence[Term]) -> Node:
    """Documents with any of the words, those with the rarest and most of them first.

    Function words are left out, unless there are no others.
    """
    telling = [term for term in terms if not term.is_stop] or list(terms)
    stems = dict.fromkeys(term.stem for term in telling)
    return Combined(
        should=tuple(
            Weighted(Word(field, stem), weight)
            for stem in stems
            for field, weight in FIELDS.items()
        )
    )
