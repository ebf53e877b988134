"""Proclitics: the particles written together with the Arabic word after them (و ف ب ل ك س ال)."""

import re
from typing import NamedTuple

from articles.text.lexicon import KNOWN, UNBROKEN, WHOLE
from articles.text.stem import stem, without_suffixes
from articles.text.stopwords import STOPWORDS


class Reading(NamedTuple):
    """A way to read a word: `proclitics`, then `rest`, the word without them.

    `offset` is where `rest` begins, in code points of the word that was read. After «لل» the
    alef of the article is not written, nor its ل before another one: «للغارديان» read as ل and
    الغارديان has offset 1, so has «لليبية» as ل and الليبية.
    """

    proclitics: str
    offset: int
    rest: str


_LEADING = re.compile("[وف]?[بكل]?")
_SHORTEST_NAME = 2


def readings(word: str) -> list[Reading]:
    """All ways to read a folded word as a name after proclitics, the word itself first.

    These are possibilities: «لبنان» may also be ل and بنان. The article counts as a proclitic
    (it is the last in `proclitics`) in the readings that come last. What remains has at least two
    letters. An empty word has no reading.
    """
    if not word:
        return []
    found = [Reading("", 0, word)]
    articles = []
    leading = _LEADING.match(word)
    longest = leading.end() if leading else 0
    for offset in range(longest + 1):
        rest = word[offset:]
        if offset and len(rest) >= _SHORTEST_NAME:
            found.append(Reading(word[:offset], offset, rest))
        if offset and word[offset - 1] == "ل" and rest.startswith("ل") and len(rest) > 2:
            found.append(Reading(word[:offset], offset, "ا" + rest))
            found.append(Reading(word[:offset], offset, "ال" + rest))
            articles.append(Reading(word[: offset + 1], offset + 1, rest[1:]))
        if rest.startswith("ال") and len(rest) >= 2 + _SHORTEST_NAME:
            articles.append(Reading(word[: offset + 2], offset + 2, rest[2:]))
    return found + articles


# The most likely reading of a word in a text, for its stem.
_WITH_ARTICLE = re.compile("[وف]?[بك]?ال(?=..)|[وف]?لل(?=..)", re.DOTALL)
_REST = 3
_GOD = {"لله": 1, "والله": 1, "بالله": 1, "تالله": 1, "ولله": 2, "فالله": 1, "الله": 0}


# Where a hamza is written on an alef after them, some letters can be nothing but proclitics.
_BEFORE_HAMZA = re.compile(
    "(?:[وف]?(?:[بك]?ال|لل))(?=[أإآ].)|[وف]?[بلك](?=إ)|[وف](?=إ)|و?ل(?=[أآ]..)|و(?=[أآ].)|ف(?=[أآ]...)"
)


def proclitics_end(word: str, written: str = "") -> int:
    """Where a lightly cleaned word begins after its proclitics and article, in code points.

    A single letter is split off only where the rest is a known word and the whole is not a word
    of its own; a و also before an unknown rest. «لقطر» gives 1, «والعسكريين» 3, «لبنان» 0, and
    «للجنة» 1, since its second ل belongs to لجنة. `written` is the word before it was cleaned,
    without signs: its hamzas tell «ألمانيا» from an article, and «وأدى» from «وادي».
    """
    if written[:1] in ("أ", "إ", "آ"):
        return 0
    certain = _BEFORE_HAMZA.match(written)
    if certain:
        return certain.end()
    if word in _GOD:
        return _GOD[word]
    if _is_whole(word):
        return 0
    match = _WITH_ARTICLE.match(word)
    if match:
        end = match.end()
        # «للجنة» is ل, the article and لجنة, written with two of the three ل.
        if word[end - 2 : end] == "لل" and _begins_itself(word[end - 1 :], word[end:]):
            return end - 1
        return end
    if word[:1] in ("و", "ف") and len(word) > _REST:
        rest = word[1:]
        if rest in STOPWORDS or word[0] == "و" or _is_known(rest):
            return 1 + _preposition_end(rest)
        return 0
    return _preposition_end(word)


def _preposition_end(word: str) -> int:
    """The same for a word without و or ف before it."""
    if len(word) <= _REST or _is_whole(word):
        return 0
    rest = word[1:]
    if word[0] in "بكل" and (_is_known(rest) or rest in STOPWORDS):
        return 1
    if word[0] == "س" and rest[0] in "يتن" and (_is_known(rest) or rest in STOPWORDS):
        return 1
    match = _WITH_ARTICLE.match(word)
    return match.end() if match else 0


def follows_conjunction(word: str) -> str:
    """The function word after a و or ف that begins the word: «فهو» gives هو; else ''."""
    rest = word[1:]
    return rest if word[:1] in ("و", "ف") and rest in STOPWORDS and word not in WHOLE else ""


def _is_known(word: str) -> bool:
    return without_suffixes(word) in KNOWN or stem(word) in KNOWN or _is_whole(word)


def _is_whole(word: str) -> bool:
    """Whether the word begins with a letter of its own that looks like a proclitic."""
    base = without_suffixes(word)
    if word in UNBROKEN or base in WHOLE:
        return True
    # واحدا, وجدت, كتلته: an accusative, a verb with its subject, a ة before a pronoun.
    return (base.endswith("ت") and base[:-1] in WHOLE) or (
        word.endswith("ا") and word[:-1] in WHOLE
    )


def _begins_itself(whole: str, rest: str) -> bool:
    """Whether `whole` (لجنة) rather than `rest` (جنة) is the word."""
    return whole in UNBROKEN or (_is_known(whole) and not _is_known(rest))
