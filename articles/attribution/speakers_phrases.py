"""Reading the phrase that names a speaker: title, complement, apposition and name."""

from collections.abc import Collection
from dataclasses import dataclass, field

from articles.attribution import titles as t
from articles.attribution.speakers_verbs import HIS_SAYING, LEADS, THAT, VERBS
from articles.attribution.titles_around import ADJECTIVES, OBJECTS, OCCASIONS, PLACES, STOPS
from articles.attribution.words import Words
from articles.text.fold import fold

PERSON, INSTITUTION = "person", "institution"
_LONGEST = 24  # words of a phrase
_LONGEST_NAME = 7
_LONGEST_PLACE = 3
_COMMAS = frozenset("،,")
_MARKS = frozenset("«»“”„\"'‘’")

_ON_BEHALF = fold("باسم")
_JOINS = {_ON_BEHALF, fold("لشؤون"), fold("لقطاع"), fold("لمكافحة"), fold("لحقوق"), fold("عن")}
_ENDINGS = ("يه", "يا", "ي", "ا", "ه")


@dataclass(slots=True)
class Phrase:
    """A phrase that names a speaker, as places in the list of words, ends exclusive.

    `stems` are what completes `head`, without articles and endings, so that «قطر» and «القطري»
    meet; where the head works («لدى موسكو») is left out. `behalf` is where the institution
    begins for which a spokesman speaks.
    """

    start: int
    end: int
    kind: str
    head: str = ""
    title: tuple[int, int] | None = None
    name: tuple[int, int] | None = None
    stems: frozenset[str] = frozenset()
    definite: bool = False
    anonymous: bool = False
    generic: bool = False
    behalf: tuple[int, int] | None = None
    names: tuple[str, ...] = field(default=())


def stem(word: str) -> str:
    """A folded word without article and ending: «قطر» of «القطري»."""
    if word.startswith(("ال", "لل")) and len(word) > 4:
        word = word[2:]
    elif word.startswith("وال") and len(word) > 5:
        word = word[3:]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word[: -len(ending)]
    return word


def definite(word: str) -> bool:
    """Whether a folded word has the article."""
    return word.startswith("ال") and len(word) > 3


class Reader:
    """Reads the phrases of a text; the words in `blocked` belong to mentions of media."""

    def __init__(self, words: Words, blocked: Collection[int]) -> None:
        self.words = words
        self.blocked = blocked

    def joined(self, i: int) -> bool:
        """Whether only blanks stand between the words `i - 1` and `i`."""
        return 0 < i < len(self.words) and not self.words.gap(i).strip(" \u00a0\t")

    def bounded(self, i: int) -> bool:
        """Whether a clause, a quotation or a pause begins before the word `i`."""
        return not self.joined(i) or self.words.at(i) in THAT

    def is_media(self, i: int) -> bool:
        """Whether the word `i` is a medium's head noun: «الصحيفة», «لوكالة»."""
        word = self.words.at(i)
        if i in self.blocked:
            return True
        base = word[2:] if definite(word) else word
        if base not in t.MEDIA_HEADS:
            base = _without_clitics(word)
        if base not in t.MEDIA_HEADS:
            return False
        return not (base == "وكاله" and self.words.at(i + 1) in t.OTHER_AGENCIES)

    def is_head(self, i: int) -> bool:
        """Whether the word `i` may begin a phrase that names a speaker, a bare name aside."""
        word = self.words.at(i)
        if i in self.blocked or not word:
            return False
        return (
            word in t.OFFICES
            or word in t.INSTITUTIONS
            or word in t.ROLES
            or word in t.HONORIFICS
            or word in t.SOURCES
            or word in t.GROUPS
            or word in t.BODIES
            or word in t.COUNTRIES
            or (word in t.PAIRS and self.words.at(i + 1) == t.PAIRS[word])
            or (word in t.PARTITIVES and not self.is_media(i + 1))
        )

    def read(self, i: int, *, lenient: bool = False) -> Phrase | None:
        """The phrase that begins at the word `i`; `lenient` where no object can follow it."""
        if i in self.blocked or i >= len(self.words):
            return None
        word = self.words.at(i)
        if word in t.PARTITIVES or word in t.SOURCES or word in t.GROUPS:
            return self._unnamed(i)
        if word in t.PAIRS and self.words.at(i + 1) == t.PAIRS[word] and self.joined(i + 1):
            return self._institution(i, i + 2)
        if word in t.BODIES or word in t.COUNTRIES:
            return self._institution(i, i + 1)
        if word in t.INSTITUTIONS:
            return self._institution(i, i + 1)
        phrase = Phrase(i, i, PERSON)
        end = self._person(i, phrase, lenient)
        if end == i:
            return None
        phrase.end = end
        self._finish(phrase)
        return phrase

    def _finish(self, phrase: Phrase) -> None:
        words = self.words
        if phrase.name:
            start, end = phrase.name
            phrase.names = tuple(w for w in words.folded[start:end] if w not in t.HONORIFICS)
        phrase.anonymous = phrase.name is None and (
            phrase.generic or (not phrase.definite and not phrase.stems)
        )

    def _unnamed(self, i: int) -> Phrase:
        words = self.words
        end = i + 1
        if words.at(i) in t.PARTITIVES and self.joined(end):
            end += words.at(end) == "من" and self.joined(end + 1)
            end += 1
        while end < i + 6 and self.joined(end) and self._describes(end):
            end += 1
        head = "مصدر" if words.at(i) in t.SOURCES else words.at(i).removeprefix("ال")
        stems = frozenset(stem(word) for word in words.folded[i + 1 : end])
        sure = definite(words.at(i))
        return Phrase(i, end, PERSON, head, (i, end), None, stems, sure, True, True)

    def _describes(self, i: int) -> bool:
        word = self.words.at(i)
        if i in self.blocked or word in STOPS or word in THAT or word in VERBS:
            return False
        return word.endswith(("ي", "يه", "ين", "يون")) or word in ADJECTIVES or definite(word)

    def _institution(self, i: int, k: int) -> Phrase:
        words = self.words
        word = words.at(i)
        head = t.INSTITUTIONS.get(word, word)
        complete = word in t.COUNTRIES or (word in t.BODIES and not definite(word))
        end = k if complete else self._complement(i, k, institution=True)[0]
        stems = frozenset(stem(w) for w in words.folded[k:end])
        phrase = Phrase(i, end, INSTITUTION, head, None, (i, end), stems, definite(word))
        phrase.generic = word in t.INSTITUTIONS and end == k
        phrase.anonymous = phrase.generic and not phrase.definite
        return phrase

    def _person(self, i: int, phrase: Phrase, lenient: bool) -> int:
        """Reads titles and a name, with appositions; gives where they end."""
        end, parts = i, 0
        while parts < 4 and end - i < _LONGEST:
            apposed = parts > 0 and self._comma(end)
            if parts and not apposed and not self.joined(end):
                break
            after = self._part(end, phrase, lenient, apposed)
            if after == end:
                break
            end, parts = after, parts + 1
        return end

    def _comma(self, i: int) -> bool:
        gap = self.words.gap(i).strip() if 0 < i < len(self.words) else ""
        return len(gap) == 1 and gap in _COMMAS

    def _part(self, i: int, phrase: Phrase, lenient: bool, apposed: bool) -> int:
        word = self.words.at(i)
        if i in self.blocked or not word:
            return i
        if word in t.HONORIFICS:
            end = self._honoured(i, phrase)
            if end > i:
                return end
        if word in t.OFFICES or word in t.ROLES or word in t.HONORIFICS:
            if phrase.head and phrase.name is None and not apposed:
                return i
            return self._title(i, phrase)
        if phrase.name is not None:
            return i
        end = self._name(i, lenient, apposed, titled=bool(phrase.head))
        if end > i:
            phrase.name = (i, end)
        return end

    def _honoured(self, i: int, phrase: Phrase) -> int:
        """A name after «الشيخ», «معالي وزير الإعلام الدكتور»: where it ends, `i` for none."""
        words = self.words
        k = i
        while k < i + 6 and words.at(k) in t.HONORIFICS and (k == i or self.joined(k)):
            if words.at(k) in t.OPEN_HONORIFICS and words.at(k + 1) in t.OFFICES:
                return self._title(k + 1, phrase)
            k += 1
        if phrase.name is not None or not self.joined(k):
            return i
        end = self._name(k, True, False, titled=True)
        if end == k:
            return i
        first = k - 1 if words.at(k - 1) in t.IN_NAMES else k
        phrase.name = (first, end)
        return end

    def _title(self, i: int, phrase: Phrase) -> int:
        word = self.words.at(i)
        end, stems, behalf = self._complement(i, i + 1, institution=False)
        if not phrase.head:
            phrase.head = t.OFFICES.get(word) or t.ROLES.get(word) or word.removeprefix("ال")
            phrase.title = (i, end)
            phrase.stems = frozenset(stems)
            phrase.definite = definite(word)
            phrase.generic = word not in t.OFFICES
            phrase.behalf = behalf
        return end

    def _complement(
        self, i: int, k: int, *, institution: bool
    ) -> tuple[int, list[str], tuple[int, int] | None]:
        """What completes the head before the word `k`: its end, its stems, its institution."""
        words = self.words
        need = not definite(words.at(i))
        closed, place = not need, False
        behalf, stems = -1, list[str]()
        while k < i + _LONGEST and k < len(words) and k not in self.blocked:
            word = words.at(k)
            quoted = institution and not words.gap(k).strip(" " + "".join(_MARKS))
            if not (self.joined(k) or (quoted and k <= i + 2)) or word in THAT:
                break
            if word in _JOINS and self.joined(k + 1) and words.at(k + 1) not in THAT:
                if word == "عن" and behalf < 0 and words.at(i).removeprefix("ال") != "مسوول":
                    break
                behalf = k + 1 if word == _ON_BEHALF else behalf
                need = True
            elif word in PLACES:
                length = self._place(k)
                if length == 0:
                    break
                place, need, k = True, False, k + length
                continue
            elif not self._completes(k, need, closed):
                break
            else:
                need = not definite(word) and need and word in _NEEDY
                closed = not need
                if not place:
                    stems.append(stem(word))
            k += 1
        return k, stems, (behalf, k) if 0 <= behalf < k else None

    def _completes(self, k: int, need: bool, closed: bool) -> bool:
        words = self.words
        word = words.at(k)
        if word in t.HONORIFICS and (k + 1) not in self.blocked and self._namelike(k + 1):
            return False
        if word in STOPS or (word in VERBS and not definite(word) and not need):
            return False
        if word.startswith("لل") and self.is_media(k):
            return False
        if definite(word) or (word.startswith(("لل", "وال")) and len(word) > 4):
            return True
        if need:
            return word not in t.HONORIFICS and word not in HIS_SAYING
        previous = words.at(k - 1)
        if closed and not definite(previous):  # «مسؤول أمني رفيع»
            return word in ADJECTIVES or (previous.endswith("ي") and word.endswith("ي"))
        return False

    def _place(self, k: int) -> int:
        """How many words «لدى روسيا» or «في حلب» has; 0 where it is no part of a title."""
        words = self.words
        if words.at(k) == "لدي":
            return 2 if self.joined(k + 1) else 0
        if words.at(k + 1) in OCCASIONS or (k + 1) in self.blocked:
            return 0
        for length in range(2, _LONGEST_PLACE + 2):
            if words.ends_sentence(k + length):
                return 0
            if self.bounded(k + length):
                return length
            if words.at(k + length) in STOPS or words.at(k + length) in VERBS:
                return 0
        return 0

    def _namelike(self, i: int) -> bool:
        word = self.words.at(i)
        if not word or i in self.blocked or word[0].isdigit():
            return False
        if word in t.GIVEN_NAMES:
            return word != "علي" or self.words.raw[self.words.ends[i] - 1] != "ى"
        if word in STOPS or word in THAT or word in VERBS or word in LEADS or word in HIS_SAYING:
            return False
        if word in t.OFFICES or word in t.ROLES or word in t.DOCUMENTS or word in OBJECTS:
            return False
        if word in t.INSTITUTIONS or word.startswith(("لل", "بال", "وال", "فال", "كال")):
            return False
        return not self.is_media(i)

    def _name(self, i: int, lenient: bool, apposed: bool, *, titled: bool) -> int:
        """Where the name that begins at the word `i` ends; `i` for none."""
        words = self.words
        if not self._namelike(i) or (definite(words.at(i)) and not titled):
            return i
        end = i + 1
        while end < i + _LONGEST_NAME and self.joined(end) and self._continues(end):
            end += 1
        closed = end >= len(words) or self.bounded(end)
        known = words.at(i) in t.GIVEN_NAMES or not _is_arabic(words.at(i))
        if lenient or (closed and not words.at(i).endswith("ه")):
            return end if known or not apposed or closed else i
        if not known:
            return i
        for k in range(i + 2, end):
            word = words.at(k)
            if (
                word not in t.NAME_LINKS
                and words.at(k - 1) not in t.NAME_LINKS
                and (definite(word) or word.endswith("ه"))
            ):
                return k if not definite(word) or k + 1 < end else k + 1
        return end

    def _continues(self, i: int) -> bool:
        word = self.words.at(i)
        return word in t.NAME_LINKS or (
            word not in t.HONORIFICS and self._namelike(i) and word not in t.COUNTRIES
        )


def _without_clitics(word: str) -> str:
    """A folded word without a conjunction, a preposition and the article before it."""
    if len(word) > 4 and word[0] in "وف":
        word = word[1:]
    if len(word) > 4 and word[0] in "بلك":
        word = word[2:] if word.startswith("لل") else word[1:]
    return word[2:] if definite(word) else word


_NEEDY = frozenset(
    word for word in (*t.CONSTRUCTS, *t.INSTITUTIONS, *t.OFFICES, *t.ROLES) if not definite(word)
)


def _is_arabic(word: str) -> bool:
    return "\u0600" <= word[:1] <= "\u08ff"
