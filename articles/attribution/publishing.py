"""What stands in a source or was published by it: «مقال في X», «نشرت في دورية X», «تقرير لـX»."""

from articles.attribution import lexicon as lex
from articles.attribution import types as t
from articles.attribution.places import Place, after_name, known_word
from articles.attribution.seeking import (
    COMPLEMENTS,
    WROTE,
    Verdict,
    as_clause,
    is_according,
    leftwards,
    nearest,
    saying,
)
from articles.attribution.words import Words, among

_APPEARED = lex.folded_set("جاء جاءت ورد وردت يرد ظهر ظهرت")
_PUBLISHED = lex.folded_set(
    "نشر نشرت نشره نشرها نشرته نشرتها المنشور المنشورة منشور منشورة تنشر ينشر صدر صدرت نشرا"
    " نشروا نشرو نشروه نشرتاه بث بثت عرض أذيع أذيعت يبث"
)
# Somebody writes for a source: no word of it is passed on.
_WRITES = lex.folded_set("يكتب تكتب يكتبها يكتبه كتابة")
_THAT = lex.folded_set("أن إن بأن أنه أنها بأنه بأنها")
_BROADCASTERS = lex.folded_set("قناة إذاعة راديو تلفزيون محطة فضائية تليفزيون تلفاز شبكة")
_JOURNALS = lex.folded_set("دورية مجلة دوريات مجلات")
_OPINES = lex.WRITING | lex.folded_set("يرى رأى ترى رأت يعتبر اعتبر")
_PROGRAMME = frozenset({"برنامج"})
_WITHIN = lex.folded_set("في من خلال ضمن")


def in_source(place: Place, left: int) -> Verdict | None:
    """«… في صحيفة X», «على قناة X», «بموقع X»: an article, news, or words said on air."""
    words = place.words
    for i in leftwards(words, left, 16):
        word, near = words.at(i), left - i
        if word in COMPLEMENTS and near > 1:
            break
        if near > 8:
            if place.heads and among(word, _PUBLISHED):
                return _published(words, i)
            continue
        if among(word, _WRITES):
            return None
        if known_word(word, lex.ARTICLES)[1] or among(word, WROTE):
            if nearest(words, i - 1, 3, _WRITES) is not None:
                return None
            return Verdict(t.QUOTED, i, i, "article")
        if among(word, _PUBLISHED):
            return _published(words, i)
        if among(word, _APPEARED) and near < 5:
            return _appeared(words, i)
        if known_word(word, lex.TALKS)[1] and near < 7:
            return Verdict(t.INTERVIEW, i, left, "talk")
        if among(word, lex.WRITERS) and near < 5 and nearest(words, i - 1, 8, _OPINES):
            return Verdict(t.QUOTED, i, left, "writer")
        if known_word(word, lex.WITNESSES)[1] and near < 2:
            return _of_witness(words, i)
        if known_word(word, lex.REPORTS)[1] and near < 3:
            return of_report(place, i)
    return _on_air(place, left) or _in_journal(place, left)


def _of_witness(words: Words, i: int) -> Verdict | None:
    """«قال صحافي في وكالة X»."""
    verb = nearest(words, i - 1, 3, lex.SAYING)
    return None if verb is None else Verdict(t.REPORTED, i, i, "reporter")


def _on_air(place: Place, left: int) -> Verdict | None:
    """Said on air is said to the channel, reported where the programme itself speaks."""
    broadcasts = any(head in _BROADCASTERS for head in place.heads) or any(
        form.entry.kind == "broadcaster" and not form.weak for form in place.forms
    )
    verb = saying(place.words, left) if broadcasts else None
    if verb is None:
        return None
    programme = among(place.words.at(verb + 1), _PROGRAMME)
    return Verdict(t.REPORTED if programme else t.INTERVIEW, verb, verb, "on_air")


def _in_journal(place: Place, left: int) -> Verdict | None:
    """«أوضح فريق في دورية X»: what researchers say in a journal is its report."""
    journal = any(head in _JOURNALS for head in place.heads) or any(
        form.entry.kind == "journal" and not form.weak for form in place.forms
    )
    verb = saying(place.words, left) if journal else None
    return None if verb is None else Verdict(t.REPORTED, verb, verb, "published")


def _published(words: Words, i: int) -> Verdict:
    """Something was published there: an article, an interview, or news."""
    for k in leftwards(words, i - 1, 6):
        if known_word(words.at(k), lex.ARTICLES)[1]:
            return Verdict(t.QUOTED, k, i, "article")
        if known_word(words.at(k), lex.PUBLISHED_TALKS)[1]:
            return Verdict(t.INTERVIEW, k, i, "talk")
        if is_according(words.at(k)) or as_clause(words, k) is not None:
            return Verdict(t.RELAYED, k, i, "according")
    return Verdict(t.REPORTED, i, i, "published")


def _appeared(words: Words, i: int) -> Verdict:
    first = as_clause(words, i - 1)
    if first is not None:
        return Verdict(t.RELAYED, first, i, "according")
    return Verdict(t.REPORTED, i, i, "published")


def of_report(place: Place, i: int) -> Verdict | None:
    """«تقرير لصحيفة X»: relayed after «بحسب», reported where it is subject or place."""
    words = place.words
    clitics, core = known_word(words.at(i), lex.REPORTS)
    if i > 1 and words.at(i - 1) == "عن" and among(words.at(i - 2), lex.TAKEN):
        return Verdict(t.RELAYED, i - 2, i, "taken")
    previous = words.at(i - 1) if i > 0 and not words.ends_sentence(i) else ""
    if among(previous, lex.ACCORDING) or (among(previous, lex.ACCORDING_TO_L) and "ل" in clitics):
        return Verdict(t.RELAYED, i - 1, i, "according")
    if clitics == "" and previous == "في":
        appeared = nearest(words, i - 2, 2, _APPEARED)
        if appeared is not None:
            return _appeared(words, appeared)
    if core in lex.ARTICLES and (i != place.left or place.clitics or place.heads):
        return Verdict(t.QUOTED, i, i, "article")
    if among(previous, lex.SAYING) or among(previous, lex.PUBLISHING):
        return Verdict(t.REPORTED, i - 1, i, "report")
    if among(previous, _WITHIN) and nearest(words, i - 2, 6, lex.SAYING) is not None:
        return Verdict(t.REPORTED, i, i, "report")
    if i != place.left or place.clitics:
        verb = nearest(words, i - 1, 6, lex.PUBLISHING)
        if verb is not None and nearest(words, i - 1, i - 1 - verb, COMPLEMENTS) is None:
            return Verdict(t.REPORTED, i, i, "report")
    after = after_name(words, place.last)
    for k in range(after, min(len(words), after + 3)):
        if words.ends_sentence(k):
            break
        if among(words.at(k), lex.SAYING) or words.at(k) in _THAT:
            return Verdict(t.REPORTED, i, i, "report")
    return None
