"""What the words after a name say: «صحيفة X التي ذكرت», «X: …», «مصادر لـX إن»."""

import re

from articles.attribution import lexicon as lex
from articles.attribution import types as t
from articles.attribution.places import Place, after_name, is_adjective, known_word
from articles.attribution.seeking import Verdict
from articles.attribution.words import among

_OPENING = lex.folded_set(
    "لكن كان كانت وكان وكانت فيما بينما حيث إن أن وأن وإن بأن كما أما قد هذا ومنها منها مثل ولكن"
    " وبينهم وهو وهي فإن ان وكما ومن بينها غير سيما"
)
_DATELINE = re.compile(r"[-\u2010-\u2015]\s*$|^\s*[-\u2010-\u2015:]")  # «(CNN)-- قالت»
_STARTS = lex.folded_set("إن أن بأن أنه أنها إنه إنها بأنه بأنها أنهم إنهم")
_BY_WRITER = lex.folded_set("للكاتب للكاتبة للصحفي للصحافي للمحلل للصحفية للصحافية")


def judge(place: Place) -> Verdict | None:
    """The verdict of the words after the name, None where they do not attribute."""
    if "ل" in place.clitics:
        return _told(place)
    if place.weak and not place.marked:
        return None
    if place.clitics not in ("", "و", "ف") or not opens(place):
        return None
    return subject(place) or _headline(place)


def opens(place: Place) -> bool:
    """Whether a clause begins with the name or just before it, so that it may be its subject."""
    return place.pause_before() or place.before() in _OPENING


def _told(place: Place) -> Verdict | None:
    """«مصادر لرويترز إن»: a clause, a colon or a quotation follows at once."""
    words = place.words
    i = after_name(words, place.last)
    if i >= len(words):
        return None
    gap = words.raw[words.ends[i - 1] : words.starts[i]]
    if known_word(place.before(), lex.REPORTS)[1]:
        return None
    if (words.at(i) in _STARTS or ":" in gap) and place.before():
        return Verdict(t.INTERVIEW, place.left, place.left, "told_after")
    return None


def subject(place: Place) -> Verdict | None:
    """The name is the subject of a verb that follows."""
    words = place.words
    i = _past_description(place, after_name(words, place.last))
    if _DATELINE.search(words.gap(place.last + 1)):
        return None
    for _step in range(7):
        if i >= len(words) or words.ends_sentence(i):
            return None
        word = words.at(i)
        if among(word, lex.PUBLISHING):
            return _by_verb(place, i, word if word in lex.PUBLISHING else word[1:])
        if known_word(word, lex.EDITORIALS)[1]:
            return Verdict(t.QUOTED, i, i, "subject")
        if not (
            word in lex.RELATIVES
            or word in lex.ADVERBS
            or is_adjective(word)
            or among(word, lex.PREPOSITIONS)
        ):
            return None
        i += 1
    return None


def _past_description(place: Place, i: int) -> int:
    """Past «المؤيدة للحكومة», «التي تصدر في لندن», up to the next verb of publishing."""
    words = place.words
    if words.at(i) not in lex.DESCRIBING and words.at(i - 1) not in lex.DESCRIBING:
        return i
    for k in range(i, min(len(words), i + 7)):
        if words.ends_sentence(k):
            break
        if among(words.at(k), lex.PUBLISHING):
            return k
    return i


def _by_verb(place: Place, i: int, verb: str) -> Verdict:
    if verb in lex.RELAYING:
        return Verdict(t.RELAYED, i, i, "subject")
    if verb in lex.WRITING:
        return Verdict(t.QUOTED, i, i, "subject")
    return Verdict(t.REPORTED, i, i, "subject")


def _headline(place: Place) -> Verdict | None:
    """«رويترز: …» at the head of a sentence."""
    words = place.words
    i = place.last + 1
    opens = place.left < 0 or words.ends_sentence(place.left + 1)
    if opens and i < len(words) and ":" in words.gap(i)[:3] and not place.weak:
        return Verdict(t.REPORTED, place.first, place.last, "headline")
    return None


def refined(place: Place, verdict: Verdict) -> Verdict:
    """The verdict with what follows the name: «نشرت X حوارا مع», «قالت X في افتتاحيتها»."""
    if verdict.role not in (t.REPORTED, t.RELAYED) or verdict.reason not in (
        "verb", "subject", "as_verb", "published",
    ):  # fmt: skip
        return verdict
    words = place.words
    for i in range(place.last + 1, min(len(words), place.last + 9)):
        if words.ends_sentence(i):
            break
        word = words.at(i)
        if word in _STARTS or word == "عن":
            break
        if word in _BY_WRITER or known_word(word, lex.EDITORIALS)[1]:
            return verdict._replace(role=t.QUOTED)
        if known_word(word, lex.PUBLISHED_TALKS)[1]:
            return verdict._replace(role=t.INTERVIEW)
    return verdict
