"""Telling names and the heads of phrases apart from other words."""

from collections.abc import Collection

from articles.attribution import titles as t
from articles.attribution.speakers_verbs import HIS_SAYING, LEADS, THAT, VERBS
from articles.attribution.titles_around import FURTHER, OBJECTS, STOPS
from articles.attribution.words import Words
from articles.text.fold import fold

_LONGEST_NAME = 7
_ALLAH = fold("الله")
_ENDINGS = ("يه", "يا", "ي", "ا", "ه")
_TANWIN = "\u064b"
_USUAL = 4  # words of a name; what is longer may have run into other words
_PLAIN = 2  # words of a name that nothing else shows to be one
_HEADS = frozenset(
    (
        *t.OFFICES, *t.INSTITUTIONS, *t.ROLES, *t.HONORIFICS, *t.SOURCES, *t.GROUPS, *t.BODIES,
        *t.COUNTRIES,
    )
)  # fmt: skip


def definite(word: str) -> bool:
    """Whether a folded word has the article."""
    return word.startswith("ال") and len(word) > 3


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


def another_noun(before: str, word: str) -> bool:
    """«وزير الخارجية الروسي الغرب»: whether a noun follows the adjective of another one."""
    nisba = ("ي", "يه")
    if not definite(word):
        return False
    adjective = definite(before) and before.endswith(nisba)
    if not (adjective or before in t.COUNTRIES or before in FURTHER):
        return False
    return not word.endswith(nisba) and word not in FURTHER


def described(word: str, then: str) -> bool:
    """«وصف السفير العلاقات بأنها جيدة»: whether a word after a title is what is described."""
    return definite(word) and word.endswith("ات") and then.startswith("بان")


class Names:
    """Tells what the words of a text can be; those in `blocked` belong to mentions of media."""

    def __init__(self, words: Words, blocked: Collection[int]) -> None:
        self.words = words
        self.blocked = blocked

    def joined(self, i: int) -> bool:
        """Whether only blanks stand between the words `i - 1` and `i`."""
        return 0 < i < len(self.words) and not self.words.gap(i).strip(" \u00a0\t#")

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

    def is_part(self, i: int) -> bool:
        """«أحد المسؤولين», «عدد من السكان»: whether somebody of many begins at the word `i`."""
        word, then = self.words.at(i), self.words.at(i + 1)
        if word not in t.PARTITIVES or not self.joined(i + 1) or self.is_media(i + 1):
            return word in t.SOMEBODY
        if word in t.COUNTED:
            return then == "من" and not self.is_media(i + 2)
        return word in t.SOMEBODY or then in t.GROUPS or definite(then) or then == "من"

    def is_head(self, i: int) -> bool:
        """Whether the word `i` may begin a phrase that names a speaker, a bare name aside."""
        word = self.words.at(i)
        if i in self.blocked or not word:
            return False
        return (
            word in _HEADS
            or (word in t.PAIRS and self.words.at(i + 1) == t.PAIRS[word])
            or self.is_part(i)
        )

    def _namelike(self, i: int) -> bool:
        word = self.words.at(i)
        if not word or i in self.blocked or word[0].isdigit():
            return False
        if word in t.GIVEN_NAMES:
            return word != "علي" or self.words.raw[self.words.ends[i] - 1] != "ى"
        if word in STOPS or word in THAT or word in VERBS or word in LEADS or word in HIS_SAYING:
            return False
        if word[0] in "وف" and word[1:] in VERBS:
            return False
        if word in t.OFFICES or word in t.ROLES or word in t.DOCUMENTS or word in OBJECTS:
            return False
        if word[0] in "لبو" and (word[1:] in t.INSTITUTIONS or word[1:] in t.OFFICES):
            return False
        if _TANWIN in self.words.raw[self.words.ends[i] - 2 : self.words.ends[i]]:
            return False  # «مراراً»
        if word in t.INSTITUTIONS or word.startswith(("لل", "بال", "وال", "فال", "كال")):
            return False
        return not self.is_media(i)

    def _name(self, i: int, lenient: bool, apposed: bool, *, titled: bool) -> int:
        """Where the name that begins at the word `i` ends; `i` for none.

        Without a clause, a pause or a title behind it, only what is surely a name counts.
        """
        words = self.words
        if not self._namelike(i) or (definite(words.at(i)) and not titled):
            return i
        if described(words.at(i), words.at(i + 1)):
            return i
        end = i + 1
        while end < i + _LONGEST_NAME and self.joined(end) and self._continues(end):
            if end > i + 1 and words.at(end)[0] == "و" and words.at(end) not in t.GIVEN_NAMES:
                break
            end += 1
        known = words.at(i) in t.GIVEN_NAMES or not _is_arabic(words.at(i))
        then = words.at(end)
        closed = then in THAT or then in HIS_SAYING or ":" in words.gap(end)
        closed = closed or then in t.OFFICES or then in t.ROLES
        if apposed and not known:
            several = sum(definite(word) for word in words.folded[i:end]) > 1
            paused = then in THAT or words.gap(end).strip() in ("،", ",")
            return i if several or not paused else end
        if apposed:
            return end
        if lenient or (closed and (known or not words.at(i).endswith("ه"))):
            return end if end - i <= _USUAL else self._surely(i, end)
        return self._surely(i, end) if known else i

    def _surely(self, i: int, end: int) -> int:
        """Where a name ends that runs into other words: after «الـ» and its like, or two words."""
        plain = 0
        for k in range(i, end):
            word = self.words.at(k)
            if word in t.NAME_LINKS or (k > i and self.words.at(k - 1) in t.NAME_LINKS):
                continue
            if k > i and definite(word):
                return k + 1 if plain < _PLAIN or word.endswith("ي") else k
            if k > i and word not in t.GIVEN_NAMES and (plain >= _PLAIN or word[0] == "ب"):
                return k
            plain += 1
        return end

    def _continues(self, i: int) -> bool:
        word, before = self.words.at(i), self.words.at(i - 1)
        if word in t.NAME_LINKS or (word == _ALLAH and i not in self.blocked):
            return True
        if before in t.NAME_LINKS:
            return not (word in STOPS or word in THAT or i in self.blocked)
        and_another = word[:1] == "و" and word[1:] in t.GIVEN_NAMES
        if and_another or (word[:1] == "ب" and word.endswith("ه")):
            return word in t.GIVEN_NAMES
        return word not in t.HONORIFICS and self._namelike(i) and word not in t.COUNTRIES


def _without_clitics(word: str) -> str:
    """A folded word without a conjunction, a preposition and the article before it."""
    if len(word) > 4 and word[0] in "وف":
        word = word[1:]
    if len(word) > 4 and word[0] in "بلك":
        word = word[2:] if word.startswith("لل") else word[1:]
    return word[2:] if definite(word) else word


def _is_arabic(word: str) -> bool:
    return "\u0600" <= word[:1] <= "\u08ff"
