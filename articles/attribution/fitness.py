"""Whether what stands beside a name suffices to take it for a source, and what two names share."""

from dataclasses import replace

from articles.attribution import lexicon as lex
from articles.attribution.candidates import another_kind
from articles.attribution.descriptive import HEADS as DESCRIPTIVE
from articles.attribution.places import Place, after_name, known_word
from articles.attribution.seeking import Verdict
from articles.attribution.table import NameTable
from articles.text.fold import fold

# Rules that suffice for an ordinary word without head noun and marks.
_FIT_BARE = frozenset({"talk", "taken", "verb", "relayed_verb"})
# Rules that suffice for one that the text has used as a source before.
AGAIN = frozenset({"according", "as_verb", "relayed_verb", "told", "talk", "taken"})
_TAKEN = fold("نقلا")


def describes(place: Place) -> bool:
    """Whether the name is a descriptive one: «الوكالة السورية للأنباء»."""
    return known_word(place.words.at(place.first), DESCRIPTIVE)[1] != ""


def shared(place: Place, last: Place, verdict: Verdict) -> Verdict | None:
    """«ذكرت X وY», «لإذاعة X وشبكة Y»: the second name shares the cue of the first."""
    together = bool(last.heads) and last.heads[0] in lex.SHARED_HEADS
    if not linked(place, last) or (place.weak and not (place.marked or together)):
        return None
    alone = together and place.weak and not place.marked
    return verdict._replace(reason="shared_head" if alone else "shared")


def with_heads_of(place: Place, last: Place) -> Place:
    """The place with the dual or plural head noun that stands before the name it follows."""
    if place.heads or not last.heads or last.heads[0] not in lex.SHARED_HEADS:
        return place
    return replace(place, heads=last.heads)


def linked(place: Place, last: Place) -> bool:
    """Whether a name follows another at once, after «و», «أو», a comma or a stroke."""
    if place.clitics not in ("", "و", "ول", "وب", "ل"):
        return False
    words, begin = place.words, place.head_at
    end = after_name(words, last.last)
    between = range(last.last + 1, begin + 1)
    if begin < end or begin - end > 1 or any(words.ends_sentence(k) for k in between):
        return False
    gap = words.gap(begin)
    return (
        "و" in place.clitics
        or any(mark in gap for mark in ",،/")
        or (begin - end == 1 and words.at(begin - 1) in ("و", "او"))
    )


def unfit(place: Place, verdict: Verdict, table: NameTable) -> bool:
    """Whether a weak or unknown name has too little beside it to be a source."""
    if not place.forms:
        return not place.heads and not describes(place)
    if another_kind(place, table):
        return True
    if place.heads and place.heads[0] in lex.PLURAL_HEADS and not place.quoted:
        nation = place.words.at(place.last) in lex.NATIONALITIES
        return nation or place.words.at(place.last + 1) in lex.NATIONALITIES
    if verdict.reason == "on_air" and not place.heads and (place.weak or place.before() == "في"):
        return True
    if verdict.reason == "shared_head":
        return False
    telling = [h for h in place.heads if h not in lex.LOOSE_HEADS and h not in lex.WIDE_HEADS]
    if not place.weak or place.quoted or telling:
        return False
    return place.widened() or _bare_word(place, verdict)


def _bare_word(place: Place, verdict: Verdict) -> bool:
    """Whether an ordinary word without a telling head noun is just that word."""
    words = place.words
    if words.at(place.first) in lex.HEAD_TAILS and words.at(place.last) in lex.NATIONALITIES:
        return False  # «مراسل الأنباء الفرنسية»
    if place.heads and place.heads[0] in lex.WIDE_HEADS:
        return True
    if place.heads or words.at(place.last + 1) == _TAKEN:
        return False
    noun = all(word in lex.NOUNS or word in lex.ADVERBS for word in place.named())
    talked = verdict.reason == "talk" and not ("ل" in place.clitics or place.before() == "مع")
    return noun or talked or verdict.reason not in _FIT_BARE
