"""Stemming Arabic words: light-10 as published, and our form of it, which looks words up."""

import re

from articles.text.fold import fold
from articles.text.lexicon import KEPT, KNOWN

# What people write for one another, but ى and ة stay.
_LETTERS = str.maketrans(
    {
        **dict.fromkeys("أإآٱٲٳٵ", "ا"),
        **dict.fromkeys("یېے", "ي"),
        **dict.fromkeys("ھہۀەۂ", "ه"),
        "ۃ": "ة",
        "ک": "ك",
    }
)
_SIGNS = re.compile(
    "[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u2060-\u2069\u00ad\ufeff]"
)
_SEATS = str.maketrans("ىؤئ", "يوي")
_FOREIGN_LETTERS = re.compile("[^\u0621-\u063a\u0641-\u064a]")
# The hamza of لقاء before a pronoun: لقائه, لقاؤها.
_HAMZA = re.compile("(?<=..ا)[ئؤ](?=(?:ه|ها|هم|هما|هن|نا|كم)$)")

# The tables of light-10 in the order in which it tries them.
_ARTICLES = ("ال", "وال", "بال", "كال", "فال", "لل")
_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ية", "ه", "ة", "ي")
_SHORTEST = 2

_PLURALS = ("ان", "ون", "ين")
# Pronouns that light-10 leaves, before which ة is a ت.
_PRONOUNS = ("هما", "هم", "هن", "نا")
_BEFORE_PRONOUN = 3
# Before the ة of حياته stands an alef; any other ات is a plural.
_ALEF_BEFORE_TA = frozenset("حيا وفا قنا فتا مبارا معانا محاكا مساوا صلا زكا نجا ادا".split())


def signless(word: str) -> str:
    """The word without tashkeel, tatweel and joiners."""
    return _SIGNS.sub("", word) if _FOREIGN_LETTERS.search(word) else word


def lettered(word: str) -> str:
    """`signless`, the forms of alef alike and Persian letters as Arabic ones; ى, ة and the seats
    of hamza stay. The form in which stop words are listed."""
    return signless(word).translate(_LETTERS)


def lightly_cleaned(word: str) -> str:
    """`lettered`, with ي for ى and ئ, and و for ؤ.

    «مسئول» becomes as «مسؤول», and «لقائه» «لقاءه». The ة stays: a ه in its place may be a
    pronoun.
    """
    return cleaned(lettered(word))


def cleaned(letters: str) -> str:
    """`lightly_cleaned` of a word that is `lettered` already."""
    word = letters
    if "ئ" in word or "ؤ" in word:
        word = _HAMZA.sub("ء", word).replace("ئو", "وو")
    word = word.translate(_SEATS)
    if word.endswith("يء"):
        word = word[:-1]
    return _FOREIGN_LETTERS.sub(lambda match: fold(match.group()), word)


def light10(word: str) -> str:
    """The stem of a lightly cleaned word by light-10 as it was published.

    Larkey, Ballesteros, Connell: Light Stemming for Arabic Information Retrieval (2007): a
    leading و goes if three letters remain, then one article of ال وال بال كال فال لل, then each
    of the suffixes ها ان ات ون ين يه ية ه ة ي in this order, if two letters remain.
    """
    if word.startswith("و") and len(word) >= 4:
        word = word[1:]
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= _SHORTEST:
            word = word[len(article) :]
            break
    return without_suffixes(word)


def without_suffixes(word: str) -> str:
    """The word without the suffixes of light-10."""
    if not word.endswith(_SUFFIXES):
        return word
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST:
            word = word[: -len(suffix)]
    return word


def stem(word: str) -> str:
    """The stem of a lightly cleaned word without proclitics.

    The suffixes of light-10, but for three things that need a list of known words: ان ون ين stay
    where they belong to the word (لبنان, برلين); pronouns that light-10 leaves go where the rest
    is a known word (رئيسهم), a ت before them with it (علاقته as علاقة, دولتان as دولة); so does
    an alef at the end (رسميا as رسمي, روسيا as روسي).
    """
    if len(word) <= _BEFORE_PRONOUN:
        return without_suffixes(word)
    bare = _without_pronoun(word)
    if bare is not None:
        word = bare
    elif _ends_in_loose_alef(word):
        word = word[:-1]
    if word.endswith(_PLURALS):
        if word in KEPT:
            return word
        rest = _without_ta(word[:-2])
        if rest is not None:
            return without_suffixes(rest)
    return without_suffixes(word)


def _ends_in_loose_alef(word: str) -> bool:
    """Whether the alef at the end is that of رسميا and خبرا (or of روسيا), not that of دنيا."""
    if not word.endswith("ا") or word.endswith(("ها", "نا")) or word in KEPT:
        return False
    return without_suffixes(word[:-1]) in KNOWN


def _without_pronoun(word: str) -> str | None:
    """The word without a pronoun that light-10 would leave or leave a ت before; else None."""
    for pronoun in _PRONOUNS:
        if word.endswith(pronoun):
            rest = word[: -len(pronoun)]
            if len(rest) < _BEFORE_PRONOUN or word in KEPT:
                return None
            return _without_ta(rest) or (rest if without_suffixes(rest) in KNOWN else None)
    for pronoun in ("ها", "ه"):
        if word.endswith(pronoun):
            return _without_ta(word[: -len(pronoun)])
    return None


def _without_ta(word: str) -> str | None:
    """The word with its ة, if it ends in a ت that stands for one: علاقت -> علاقة; else None."""
    if word.endswith("ت") and len(word) > _BEFORE_PRONOUN:
        rest = word[:-1]
        if rest in _ALEF_BEFORE_TA or (not rest.endswith("ا") and without_suffixes(rest) in KNOWN):
            return rest + "ة"
    return None
