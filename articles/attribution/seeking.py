"""Steps to the left of a name inside its sentence: verbs of saying, nouns of talk, «حسبما»."""

from collections.abc import Iterator
from typing import NamedTuple

from articles.attribution import lexicon as lex
from articles.attribution.places import known_word
from articles.attribution.words import Words, among

COMPLEMENTS = lex.folded_set("إن أن بأن أنه أنها أنهم بأنه بأنها")
_AS = lex.folded_set("حسبما وفقما مثلما بحسبما")
_THAT = lex.folded_set("ما لما")
_IN = lex.folded_set("في خلال أثناء ضمن عبر")
WROTE = lex.folded_set("كتب كتبت كتبه كتبته كتبها")
# «يكتب لصحيفة X» says for whom somebody writes.
_WRITES_FOR = lex.folded_set("كتب كتبت يكتب تكتب يكتبها كتبها يكتبه كتبه")
_REACH = 40  # words looked through for the verb of a long subject


class Verdict(NamedTuple):
    """A role, with the words `first` to `last` of the cue and the code of the rule."""

    role: str
    first: int
    last: int
    reason: str


def leftwards(words: Words, i: int, most: int) -> Iterator[int]:
    """The words from `i` to the left, at most `most`, not beyond the sentence of `i + 1`."""
    for k in range(i, max(-1, i - most), -1):
        if words.ends_sentence(k + 1):
            return
        yield k


def nearest(words: Words, i: int, most: int, known: frozenset[str]) -> int | None:
    """The nearest word of a list among the `most` words from `i` to the left."""
    for k in leftwards(words, i, most):
        if among(words.at(k), known):
            return k
    return None


def is_according(word: str) -> bool:
    """Whether a folded word is «بحسب», or «وفقا», after which «ل» must stand."""
    return among(word, lex.ACCORDING) or among(word, lex.ACCORDING_TO_L)


def as_clause(words: Words, i: int) -> int | None:
    """Where «حسبما», «وفق ما», «وفقا لما», «على ما» begins, if the word `i` ends one."""
    if i < 0:
        return None
    if among(words.at(i), _AS):
        return i
    if i < 1 or words.ends_sentence(i) or words.at(i) not in _THAT:
        return None
    before = words.at(i - 1)
    if is_according(before) or before in ("علي", "حد", "وعلي", "نحو"):
        return i - 1
    return None


def talk(words: Words, i: int, talks: frozenset[str]) -> int | None:
    """Where «في تصريح خاص» begins, if the word `i` ends one; adjectives are passed over."""
    for k in leftwards(words, i, 7):
        if known_word(words.at(k), talks)[1]:
            lead = words.at(k - 1) if k > 0 and not words.ends_sentence(k) else ""
            return k - 1 if among(lead, _IN) else k
        word = words.at(k)
        if word not in lex.TALK_ADJECTIVES and word not in lex.NATIONALITIES:
            return None
    return None


def saying(words: Words, i: int) -> int | None:
    """The nearest verb of saying from the word `i` to the left, in its sentence, whose clause has
    not yet begun: «قال وزير … لـX», not «قال إن … لـX»."""
    for k in leftwards(words, i, _REACH):
        word = words.at(k)
        if word in COMPLEMENTS or among(word, _WRITES_FOR):
            return None
        if among(word, lex.SAYING):
            return None if _inside_quotation(words, k, i) else k
    return None


def _inside_quotation(words: Words, verb: int, left: int) -> bool:
    """Whether a quotation that begins after the verb is still open at the word `left`."""
    between = words.raw[words.ends[verb] : words.starts[left + 1]].rstrip(' "«“”(')
    return (
        between.count("«") > between.count("»")
        or between.count('"') % 2 == 1
        or (between.count("“") + between.count("”")) % 2 == 1
    )
