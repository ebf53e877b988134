"""Phrases of a query: words that must stand in a text as they are written, or must not."""

from collections.abc import Sequence

from articles.search.documents import form
from articles.search.engine import FORMS
from articles.search.nodes import Best, Combined, Node, OneOf, Phrase, Word
from articles.text.analyser import Term
from articles.text.months import WESTERN
from articles.text.stem import lightly_cleaned

PROCLITICS = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "فل", "فب")
"""What a phrase's first word may carry in the text: «والتعاون العسكري»."""

_MONTHS = frozenset(map(lightly_cleaned, WESTERN))
_ARTICLE = "ال"


def phrase_node(terms: Sequence[Term]) -> Node:
    """Texts with these words one after another, spelling aside. A phrase with a month goes by
    stems, since a month has several names."""
    stems = tuple(term.stem for term in terms)
    if any(stem in _MONTHS for stem in stems):
        return Phrase("text", stems)
    first, *rest = (form(term) for term in terms)
    return Combined(should=tuple(Phrase(FORMS["text"], (one, *rest)) for one in carried(first)))


def unwanted_node(terms: Sequence[Term]) -> Node:
    """Texts with a word in any of its forms, or with a phrase."""
    if len(terms) > 1:
        return phrase_node(terms)
    return Word("text", terms[0].stem)


def also_node(names: Sequence[Sequence[Term]], source: int) -> Node:
    """Texts with one of these names, and documents that rest on the source that has them."""
    runs = [tuple(term.stem for term in name) for name in names if name]
    phrases = tuple(Phrase("text", stems) for stems in dict.fromkeys(runs))
    return Combined(should=(Best(phrases, others=0.1), OneOf("source", (source,))))


def carried(word: str) -> list[str]:
    """A folded word, alone and with what may be written together before it."""
    if not "\u0620" <= word[:1] <= "\u06ff":
        return [word]
    found = [word, *(clitic + word for clitic in PROCLITICS)]
    if word.startswith(_ARTICLE):
        # ل and the article are written لل.
        found += [clitic + "لل" + word[2:] for clitic in ("", "و", "ف")]
    return found
