"""Reading the phrase that names a speaker: title, complement, apposition and name."""

from dataclasses import dataclass, field

from articles.attribution import titles as t
from articles.attribution.speakers_complements import LONGEST, Complements
from articles.attribution.speakers_names import definite, stem
from articles.attribution.speakers_verbs import THAT, VERBS
from articles.attribution.titles_around import ADJECTIVES, FURTHER, STOPS
from articles.text.fold import fold

PERSON, INSTITUTION = "person", "institution"
_MINISTRY = fold("وزارة")
_COMMAS = frozenset("،,")


@dataclass(slots=True)
class Phrase:
    """A phrase that names a speaker, as places in the list of words, ends exclusive.

    `stems` are what completes `head`, without articles and endings, so that «قطر» and «القطري»
    meet; where the head works («لدى موسكو») is left out. `tail` is the last folded word of
    a title, which may be a name («الوزير العطية»). A `doubtful` phrase is somebody only if he is
    known already. `respect` is the form of respect before a name, by which alone he may be called
    later («الأمير»). A `generic` head is one that many have: «مسؤول», «الشركة».
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
    names: tuple[str, ...] = field(default=())
    tail: str = ""
    respect: str = ""
    doubtful: bool = False


class Reader(Complements):
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
            phrase.generic
            or (not phrase.definite and (not phrase.stems or self._described(phrase)))
        )

    def _described(self, phrase: Phrase) -> bool:
        """«قائد عسكري يمني»: whether adjectives are all that completes a title without article."""
        start = phrase.title[0] if phrase.title else phrase.start
        word = self.words.at(start + 1)
        return word.endswith("ي") or word in ADJECTIVES

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
        return (
            word.endswith(("ي", "يه", "ين", "يون", "يان")) or word in ADJECTIVES or definite(word)
        )

    def _institution(self, i: int, k: int) -> Phrase:
        words = self.words
        word = words.at(i)
        head = t.INSTITUTIONS.get(word, word)
        complete = word in t.COUNTRIES or (word in t.BODIES and not definite(word))
        end = k if complete else self.complement(i, k, institution=True)[0]
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
        while parts < 4 and end - i < LONGEST:
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
        if words.at(k) in FURTHER:  # «النائب العام»
            return i
        end = self._name(k, True, False, titled=True)
        if end == k:
            return i
        end = end if lenient else self._surely(k, end)
        first = k - 1 if words.at(k - 1) in t.IN_NAMES else k
        phrase.name = (first, end)
        respect = words.at(k - 1)
        phrase.respect = t.OFFICES.get(respect) or respect.removeprefix("ال")
        return end

    def _abbreviated(self, k: int) -> bool:
        """«د. أحمد»: whether only the full stop of a letter stands before the word `k`."""
        return len(self.words.at(k - 1)) == 1 and self.words.gap(k).strip() == "."

    def _title(self, i: int, phrase: Phrase) -> int:
        word = self.words.at(i)
        end, stems = self.complement(i, i + 1, institution=False)
        if not phrase.head:
            phrase.head = t.OFFICES.get(word) or t.ROLES.get(word) or word.removeprefix("ال")
            phrase.title = (i, end)
            phrase.tail = self.words.at(end - 1) if end > i + 1 else ""
            phrase.stems = frozenset(stems)
            phrase.definite = definite(word)
            phrase.generic = word not in t.OFFICES
        return end
