"""Sources that are told something: «أبلغ مصدر X أن», «وثائق اطلعت عليها X», «بحسب مسؤول لـX»."""

from articles.attribution import lexicon as lex
from articles.attribution import types as t
from articles.attribution.places import Place, known_word
from articles.attribution.seeking import COMPLEMENTS, Verdict, nearest

_TOLD = lex.folded_set("أبلغ أبلغت أبلغوا أخبر أخبرت أخبروا أبلغا")
LET_KNOW = _TOLD | lex.folded_set("أفاد أفادت")
RECEIVED = lex.folded_set("اطلعت تسلمت تلقت وصل وصلت حصلت اطلع حصل تسلم تلقى تلقته تسلمته")
_STATEMENTS = lex.folded_set("بيان بيانا رسالة لبيان تصريح البيان")
_DOCUMENTS = lex.REPORTS | lex.folded_set(
    "نسخة نسخ وثائق وثيقة رسالة خطاب مستندات مقطع بيان رسائل مذكرة محضر أوراق عليه عليها نسخته"
)


def informed(place: Place) -> Verdict | None:
    """«أبلغ مصدران X أن»: the source is the object of a verb of telling."""
    words = place.words
    agency = any(form.entry.kind == "agency" for form in place.forms)
    verb = nearest(words, place.left, 8, LET_KNOW if agency else _TOLD)
    if verb is None or verb == place.left or place.weak:
        return None
    if nearest(words, place.left, place.left - verb, COMPLEMENTS) is not None:
        return None
    return Verdict(t.INTERVIEW, verb, verb, "told")


def _document(place: Place, i: int) -> bool:
    """Whether it is a document that the source got, not a prize: «وثائق اطلعت عليها X»."""
    words = place.words
    near = [*range(max(0, i - 3), place.first), *range(place.last + 1, place.last + 6)]
    return any(known_word(words.at(k), _DOCUMENTS)[1] for k in near)


def received(place: Place, i: int) -> Verdict | None:
    """«وثائق اطلعت عليها X» is reported by it; a statement that it was sent was made to it."""
    if not _document(place, i):
        return None
    statement = nearest(place.words, i - 1, 8, _STATEMENTS)
    if statement is not None:
        return Verdict(t.INTERVIEW, statement, i, "talk")
    return Verdict(t.REPORTED, i, i, "verb")


def according_to_somebody(place: Place, left: int) -> Verdict | None:
    """«بحسب مسؤول … لوكالة X»: said to it; «بحسب الاستطلاع الذي أعد لقناة X»: relayed from it."""
    words = place.words
    cue = nearest(words, left, 12, lex.ACCORDING)
    if cue is None or nearest(words, left, left - cue, COMPLEMENTS) is not None or place.weak:
        return None
    if known_word(words.at(cue + 1), lex.REPORTS)[1]:
        return Verdict(t.RELAYED, cue, cue + 1, "according")
    return Verdict(t.INTERVIEW, cue, cue, "told")
