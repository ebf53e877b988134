"""The analyser: a text as terms, the same for documents, queries, highlighting and names."""

import re
from typing import NamedTuple

from articles.text.clitics import follows_conjunction, proclitics_end, readings
from articles.text.fold import fold
from articles.text.months import WESTERN, month_number, month_of_letters
from articles.text.plurals import singular_stem
from articles.text.stem import cleaned, lettered, lightly_cleaned, signless, stem
from articles.text.stopwords import PREPOSITIONS, STOPWORDS
from articles.text.tokens import ARABIC, CYRILLIC, INITIALS, NAME, NUMBER, tokens

ANALYSER_VERSION = 3
"""Raised with every change after which a text gives other terms: the index is then rebuilt."""


class Term(NamedTuple):
    """A term: `start:end` in code points of the original.

    `folded` is the form of names (`fold` of the span), `stem` the form of searches. `is_stop`
    marks function words: they stay for phrases and weigh nothing among other words.
    """

    start: int
    end: int
    folded: str
    stem: str
    is_stop: bool


# What a word gives wherever it stands: its stem, whether it is a function word, and its month, 1 to
# 12, -1 for a first half (تشرين), or 0. A plain tuple, which the garbage collector need not look at
# again and again where it is remembered.
_Word = tuple[str, bool, int]

_MONTH_STEMS = ("", *map(lightly_cleaned, WESTERN))
# Names of months that are words or names of their own; آب is told from أب by its madda.
_RATHER_WORDS = frozenset({"اب", "ماي", "جوان", "اوت"})
_AUGUST = re.compile("[وفبلك]?آب")
_FIRST_HALVES = ("تشرين", "كانون")
_HALF = -1
# Between the two names of one month: حزيران \ يونيو, يونيو (حزيران); between its two words.
_BETWEEN_NAMES = re.compile(r"[^\S\n]{0,3}[\\/⁄(]?[^\S\n]{0,3}")
_BETWEEN_WORDS = re.compile(r"[^\S\n]{1,3}")

_DATE_MARKS = ("/", "-", ".")
_DATE = re.compile("(?:0?[1-9]|[12][0-9]|3[01])/(?:0?[1-9]|1[0-2])/[0-9]{4}")

_FRACTION = re.compile("[.٫]")
_THOUSANDS = str.maketrans("", "", ",٬")
_PROCLITICS = re.compile("[وفبلك]{1,2}")

_WITH_PRONOUNS = {
    preposition + pronoun: preposition
    for preposition in PREPOSITIONS
    for pronoun in ("ها", "هما", "هم", "هن", "نا", "كم", "ه")
}

_KNOWN_AT_MOST = 200_000
_LONGEST_KNOWN = 40
_known: dict[str, _Word] = {}


def analyse_text(text: str) -> list[Term]:
    """The terms of a text in order, none overlapping.

    A term is a token (see `tokens`): Arabic words by the stem of what their proclitics leave,
    broken plurals by that of their singular, other words and numbers in one spelling. A month has
    one stem under all its names; «تشرين الأول» is one term, and so are both names of a month
    together, «حزيران \\ يونيو»; in a date in digits the month has that stem too. Any text is fine;
    linear in its length.
    """
    found: list[Term] = []
    known = _known
    if len(known) > _KNOWN_AT_MOST:
        known.clear()
    before = 0  # the month of the last term
    dated = False
    for start, end, folded, kind in tokens(text):
        word = text[start:end]
        stemmed, is_stop, month = known.get(word) or _look_up(word, folded, kind)
        if before:
            gap = text[found[-1].end : start]
            joined = _both(found[-1], before, gap, word, month)
            if joined:
                start, folded = found[-1].start, f"{found.pop().folded} {folded}"
                stemmed, is_stop = _MONTH_STEMS[joined], False
                # What has both names is complete; a first half still waits for the other name.
                month = joined if before == _HALF else 0
        before = month
        if kind == NUMBER and found and found[-1].end == start - 1:
            dated = True
        found.append(Term(start, end, folded, stemmed, is_stop))
    return _with_dates(text, found) if dated else found


def arabic_word(word: str) -> Term:
    """The term of a word of two or more plain Arabic letters."""
    stemmed, is_stop, _ = _known.get(word) or _arabic(word)
    return Term(0, len(word), fold(word), stemmed, is_stop)


def is_month(term: Term) -> bool:
    """Whether a term may be a month, which may be one term with another name of it."""
    return term.stem in _MONTH_STEMS


def is_half_month(term: Term) -> bool:
    """Whether a term may be the first word of a month's name of two: تشرين."""
    return term.stem.endswith(_FIRST_HALVES)


def _with_dates(text: str, terms: list[Term]) -> list[Term]:
    """The terms, with the name of the month in dates in digits: 18/6/2019, 2019-06-18."""
    for at in range(len(terms) - 2):
        first, month, last = terms[at : at + 3]
        mark = text[first.end : month.start]
        if mark not in _DATE_MARKS or text[month.end : last.start] != mark:
            continue
        parts = (last, first) if len(first.stem) == 4 else (first, last)
        day, year = parts[0].stem, parts[1].stem
        if not _DATE.fullmatch(f"{day}/{month.stem}/{year}"):
            continue
        terms[at + 1] = month._replace(stem=_MONTH_STEMS[int(month.stem)])
        place = at if parts[0] is first else at + 2
        terms[place] = parts[0]._replace(stem=day.lstrip("0"))
    return terms


def _both(last: Term, before: int, gap: str, word: str, month: int) -> int:
    """The month that `last` and the word after it name together, or 0.

    `before` is the month of `last`, `month` that of the word, `gap` what stands between them.
    """
    if before == _HALF:
        if not _BETWEEN_WORDS.fullmatch(gap):
            return 0
        half = next(half for half in _FIRST_HALVES if last.folded.endswith(half))
        return month_number(f"{half} {lettered(word)}") or 0
    return month if before == month and _BETWEEN_NAMES.fullmatch(gap) else 0


def _look_up(word: str, folded: str, kind: str) -> _Word:
    """What a word gives, remembered for short ones."""
    if kind == ARABIC:
        found = _arabic(word)
    elif kind == NUMBER:
        whole = word.translate(_THOUSANDS)
        found = ".".join(map(fold, _FRACTION.split(whole))), False, 0
    elif kind == INITIALS:
        found = folded.replace(" ", "."), False, 0
    elif kind == NAME:
        found = _name_stem(folded), False, 0
    elif kind == CYRILLIC:  # Коммерсантъ keeps the letter that no modern word ends in
        found = folded.rstrip("ъ") or folded, False, 0
    else:
        found = folded.replace(" ", "_"), False, 0
    if len(word) <= _LONGEST_KNOWN:
        _known[word] = found
    return found


def _name_stem(folded: str) -> str:
    """S-400 as s400, U.S. as us, WWW.DFNC.RU as dfnc.ru."""
    parts = folded.replace("-", "").split()
    if all(len(part) == 1 for part in parts):
        return "".join(parts)
    return ".".join(parts[1:] if parts[0] == "www" and len(parts) > 2 else parts)


def _arabic(word: str) -> _Word:
    letters = lettered(word)
    stop = _stop_stem(letters)
    if stop:
        return stop, True, 0
    base = cleaned(letters)
    end = proclitics_end(base, signless(word))
    rest = base[end:]
    month = 8 if _AUGUST.fullmatch(word) else _month(base, rest)
    if month > 0:
        return _MONTH_STEMS[month], False, month
    if not base[:end].endswith(("ال", "لل")):
        if end and rest in STOPWORDS:
            return rest, True, 0
        if rest in _WITH_PRONOUNS:
            return _WITH_PRONOUNS[rest], True, 0
    # First as a whole: the و of وزراء is its own.
    singular = singular_stem(base) or singular_stem(rest)
    stemmed = rest if month == _HALF else singular or stem(rest)
    # منى must not meet من, nor كلية meet كل.
    return stemmed + "ـ" if stemmed in STOPWORDS else stemmed, False, month


def _stop_stem(letters: str) -> str:
    """The stem of a function word, alone or after و or ف; '' for another word. فى is في, but على
    stays apart from علي."""
    word = letters if letters in STOPWORDS else follows_conjunction(letters)
    dotted = word.replace("ى", "ي")
    return dotted if dotted in STOPWORDS else word


def _month(base: str, rest: str) -> int:
    """The month that a cleaned word names, as it is or after a proclitic."""
    for name in (base, rest, base[1:] if _PROCLITICS.match(base) else ""):
        if name in _FIRST_HALVES:
            return _HALF
        number = month_of_letters(name)
        if number and name not in _RATHER_WORDS:
            return number
    return 0


def same_name(name: str, text: str) -> bool:
    """Whether `text`, as a whole and proclitics before it aside, may be the name `name`.

    As `fold_name` has it, the article belongs to the name: «للوطن» may be الوطن, never وطن. A
    function word is no name's word, though it is written with the same letters: علي, على.
    """
    wanted, terms = analyse_text(name), analyse_text(text)
    while len(terms) > len(wanted) and _PROCLITICS.fullmatch(terms[0].folded):
        del terms[0]
    if not wanted or len(wanted) != len(terms):
        return False
    if any(
        one.folded != other.folded or one.is_stop != other.is_stop
        for one, other in zip(wanted[1:], terms[1:], strict=True)
    ):
        return False
    first, found = wanted[0], terms[0]
    return first.is_stop == found.is_stop and any(
        reading.rest == first.folded
        for reading in readings(found.folded)
        if not reading.proclitics.endswith(("ال", "لل"))
    )
