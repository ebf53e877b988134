"""Reading what completes a title or an institution: «وزير الدفاع», «المتحدث باسم الشرطة»."""

from articles.attribution import titles as t
from articles.attribution.speakers_names import Names, another_noun, definite, described, stem
from articles.attribution.speakers_verbs import BY_SAYING, HIS_SAYING, THAT, VERBS
from articles.attribution.titles_around import ADJECTIVES, OCCASIONS, PLACES, STOPS
from articles.text.fold import fold

LONGEST = 24  # words of a phrase
_LONGEST_PLACE = 4
_MARKS = frozenset("«»“”„\"'‘’")
_ON_BEHALF = fold("باسم")
_JOINS = {_ON_BEHALF, fold("لشؤون"), fold("لقطاع"), fold("لمكافحة"), fold("لحقوق"), fold("عن")}
_NEEDY = frozenset(
    word for word in (*t.CONSTRUCTS, *t.INSTITUTIONS, *t.OFFICES, *t.ROLES) if not definite(word)
)


class Complements(Names):
    """Reads complements."""

    def complement(self, i: int, k: int, *, institution: bool) -> tuple[int, list[str]]:
        """What completes the head `i`, from the word `k` on: where it ends, and its stems."""
        words = self.words
        need = not definite(words.at(i)) and not words.at(i).endswith(("ها", "هم"))
        closed, place = not need, False
        stems: list[str] = []
        while k < i + LONGEST and k < len(words) and k not in self.blocked:
            word = words.at(k)
            quotable = (institution and k <= i + 2) or words.at(k - 1) == _ON_BEHALF
            if not (self.joined(k) or (quotable and self._goes_on(k))) or word in THAT:
                break
            if self._joins(i, k):
                need = True
            elif closed and self._belongs(k):
                need = True
                stems.append(stem(word[1:]))
            elif word[0] == "ب" and self._locates(k, closed):
                place, need = True, word[1:] in _NEEDY
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
        return k, stems

    def _joins(self, i: int, k: int) -> bool:
        """«باسم», «لشؤون», and «عن» after «المسؤول»: what is before and what follows belong
        together."""
        word = self.words.at(k)
        if word not in _JOINS or not self._goes_on(k + 1):
            return False
        return word != "عن" or self.words.at(i).removeprefix("ال") == "مسوول"

    def _goes_on(self, k: int) -> bool:
        """Whether the word `k` follows, be it in quotation marks: «باسم "المقاومة"»."""
        gap = self.words.gap(k).strip(" " + "".join(_MARKS))
        return k < len(self.words) and not gap and self.words.at(k) not in THAT

    def _belongs(self, k: int) -> bool:
        """«لسكك الحديد», «لأطباء الجلد»: a noun behind «لـ» that another one completes."""
        word, then = self.words.at(k), self.words.at(k + 1)
        if word[0] not in "لو" or len(word) < 4 or word in t.GIVEN_NAMES:
            return False
        if word[1:] in _NEEDY:
            return True
        return word[0] == "ل" and definite(then) and then not in STOPS and self.joined(k + 1)

    def _locates(self, k: int, closed: bool) -> bool:
        """«بوزارة», «بالشرطة», or «بعدن» before a name: where somebody works."""
        word = self.words.at(k)
        if word in BY_SAYING:
            return False
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
        if (
            word in STOPS
            or word in BY_SAYING
            or (word in VERBS and not definite(word) and not need)
        ):
            return False
        if another_noun(words.at(k - 1), word) or described(word, words.at(k + 1)):
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
