"""Reading the phrase that names a speaker: title, complement, apposition and name."""

from dataclasses import dataclass, field

from articles.attribution import titles as t
from articles.attribution.speakers_names import Names, another_noun, definite, stem
from articles.attribution.speakers_verbs import HIS_SAYING, THAT, VERBS
from articles.attribution.titles_around import ADJECTIVES, OCCASIONS, PLACES, STOPS
from articles.text.fold import fold

PERSON, INSTITUTION = "person", "institution"
_MINISTRY = fold("وزارة")
_LONGEST = 24  # words of a phrase
_LONGEST_PLACE = 4
_COMMAS = frozenset("،,")
_MARKS = frozenset("«»“”„\"'‘’")

_ON_BEHALF = fold("باسم")
_JOINS = {_ON_BEHALF, fold("لشؤون"), fold("لقطاع"), fold("لمكافحة"), fold("لحقوق"), fold("عن")}


@dataclass(slots=True)
class Phrase:
    """A phrase that names a speaker, as places in the list of words, ends exclusive.

    `stems` are what completes `head`, without articles and endings, so that «قطر» and «القطري»
    meet; where the head works («لدى موسكو») is left out. `behalf` is where the institution
    begins for which a spokesman speaks, `tail` the last folded word of a title, which may be a
    name («الوزير العطية»). A `doubtful` phrase is somebody only if he is known already.
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
    tail: str = ""
    doubtful: bool = False


class Reader(Names):
    """Reads the phrases of a text that name speakers."""

    def read(self, i: int, *, lenient: bool = False) -> Phrase | None:
        """The phrase that begins at the word `i`; `lenient` where no object can follow it."""
        if i in self.blocked or i >= len(self.words):
            return None
        word = self.words.at(i)
        if word in t.SOURCES or word in t.GROUPS or self.is_part(i):
            return self._unnamed(i)
        if word in t.PAIRS and self.words.at(i + 1) == t.PAIRS[word] and self.joined(i + 1):
            return self._institution(i, i + 2)
        if word in t.BODIES or word in t.COUNTRIES:
            return self._institution(i, i + 1)
        if word in t.INSTITUTIONS:
            institution = self._institution(i, i + 1)
            return None if institution.anonymous else institution
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
        if words.at(end) == "في" and self.joined(end) and definite(words.at(end + 1)):
            end += 2
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
        if word in t.MINISTRIES:  # «الخارجية الروسية» is «وزارة الخارجية الروسية»
            head, stems = _MINISTRY, stems | {stem(word)}
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
            end = self._honoured(i, phrase, lenient)
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

    def _honoured(self, i: int, phrase: Phrase, lenient: bool) -> int:
        """A name after «الشيخ», «معالي وزير الإعلام الدكتور»: where it ends, `i` for none."""
        words = self.words
        k = i
        while (
            k < i + 6
            and words.at(k) in t.HONORIFICS
            and (k == i or self.joined(k) or self._abbreviated(k))
        ):
            if words.at(k) in t.OPEN_HONORIFICS and words.at(k + 1) in t.OFFICES:
                return self._title(k + 1, phrase)
            k += 1
        if phrase.name is not None or not (self.joined(k) or self._abbreviated(k)):
            return i
        end = self._name(k, True, False, titled=True)
        if end == k:
            return i
        end = end if lenient else self._surely(k, end)
        first = k - 1 if words.at(k - 1) in t.IN_NAMES else k
        phrase.name = (first, end)
        return end

    def _abbreviated(self, k: int) -> bool:
        """«د. أحمد»: whether only the full stop of a letter stands before the word `k`."""
        return len(self.words.at(k - 1)) == 1 and self.words.gap(k).strip() == "."

    def _title(self, i: int, phrase: Phrase) -> int:
        word = self.words.at(i)
        end, stems, behalf = self._complement(i, i + 1, institution=False)
        if not phrase.head:
            phrase.head = t.OFFICES.get(word) or t.ROLES.get(word) or word.removeprefix("ال")
            phrase.title = (i, end)
            phrase.tail = self.words.at(end - 1) if end > i + 1 else ""
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
            elif closed and word[0] in "لو" and word[1:] in _NEEDY:
                need = True
                stems.append(stem(word[1:]))
            elif word[0] == "ب" and self._locates(k, closed):
                place, need = True, not definite(word[1:])
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

    def _locates(self, k: int, closed: bool) -> bool:
        """«بوزارة», «بالشرطة», or «بعدن» before a name: where somebody works."""
        word = self.words.at(k)
        if word[1:] in _NEEDY or definite(word[1:]):
            return True
        then = self.words.at(k + 1)
        return closed and word not in t.GIVEN_NAMES and then in t.GIVEN_NAMES and self.joined(k + 1)

    def _completes(self, k: int, need: bool, closed: bool) -> bool:
        words = self.words
        word = words.at(k)
        if word in t.HONORIFICS and (k + 1) not in self.blocked and self._namelike(k + 1):
            return False
        if need and word in _NEEDY:
            return True
        if word in STOPS or (word in VERBS and not definite(word) and not need):
            return False
        if another_noun(words.at(k - 1), word):
            return False
        if word.startswith("لل") and self.is_media(k):
            return False
        if word in t.PAIRS and closed and not need and words.at(k + 1) == t.PAIRS[word]:
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
        after = words.at(k + 1)
        if after in OCCASIONS or after.removeprefix("ال") in OCCASIONS or (k + 1) in self.blocked:
            return 0
        if definite(after) and self.joined(k + 1):
            length = 2
            while (
                length < _LONGEST_PLACE
                and self.joined(k + length)
                and (definite(words.at(k + length)))
            ):
                length += 1
            return length
        for length in range(2, _LONGEST_PLACE + 1):
            if words.ends_sentence(k + length):
                return 0
            if self.bounded(k + length) or words.at(k + length) in t.HONORIFICS:
                return length
            if words.at(k + length) in STOPS or words.at(k + length) in VERBS:
                return 0
        return 0


_NEEDY = frozenset(
    word for word in (*t.CONSTRUCTS, *t.INSTITUTIONS, *t.OFFICES, *t.ROLES) if not definite(word)
)
