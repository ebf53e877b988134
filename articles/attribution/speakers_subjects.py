"""Finding who the subject of a verb of saying is, after it, before it, or behind «بحسب»."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from articles.attribution import speakers_verbs as v
from articles.attribution import titles as t
from articles.attribution.speakers_names import definite
from articles.attribution.speakers_phrases import Phrase, Reader
from articles.attribution.titles_around import STOPS
from articles.attribution.types import INTERVIEW, Mention
from articles.attribution.words import Words
from articles.text.fold import fold

_AHEAD = 14  # words between a verb and its subject: «قال في تصريح لصحيفة … وزير النفط»
_BACK = 16
_OPENINGS = frozenset(
    fold(word)
    for word in (
        "فيما كما لكن ولكن وكان كان وقد غير أن أما من جهته جانبه جهتها جانبها بدوره بدورها وبدوره"
        " ومن بينما حيث إلى ذلك و"
    ).split()
)
_BETWEEN = frozenset(
    fold(word)
    for word in (
        "في خلال عبر على من أمس اليوم مساء صباح ظهر السبت الأحد الاثنين الثلاثاء الأربعاء الخميس"
        " الجمعة أيضا رسميا مجددا لاحقا سابقا بدوره بدورها له لها فيه فيها أثناء لدى بعد قبل"
        " مؤخرا كذلك هنا بالفعل للصحفيين للصحافيين للصحافة كل"
    ).split()
)
# «قال في مؤتمر صحفي وزير النفط»: a subject may follow these though they have no article.
_COMPLETE = frozenset(
    fold(word)
    for word in "صحفي صحافي متلفز تلفزيوني خاص رسمي مكتوب مقتضب له لها هاتفي قصير مشترك".split()
)
_RELATIVES = frozenset(fold(word) for word in "الذي التي الذين والذي والتي".split())
_AUXILIARIES = frozenset(fold(word) for word in "قد وقد كان كانت فقد".split())
_WITHIN = frozenset(fold(word) for word in "فيه فيها خلاله خلالها".split())


@dataclass(slots=True)
class Subject:
    """`phrase` names the speaker (None: nobody is named), `end` is the first word after it."""

    phrase: Phrase | None
    end: int
    media: bool = False
    no_speaker: bool = False


class Subjects:
    """Finds the subjects in one text."""

    def __init__(
        self,
        words: Words,
        reader: Reader,
        mention_at: Mapping[int, int],
        mentions: Sequence[Mention],
        inside: bytearray,
    ) -> None:
        self.words = words
        self.reader = reader
        self.mention_at = mention_at
        self.mentions = mentions
        self.inside = inside

    def after(self, i: int, end: int, strength: str) -> Subject:
        """The subject that follows the verb at the word `i`, in the sentence that ends at `end`."""
        words = self.words
        nobody = Subject(None, i + 1)
        k = i + 1
        while k < min(end, i + _AHEAD):
            word = words.at(k)
            if word in v.THAT or word in v.BY_SAYING or self._pauses(k):
                return nobody
            if k == i + 1 or self._may_begin(i, k):
                found = self._here(i, k, strength)
                if found is not None:
                    return found
            if k in self.mention_at:
                k += 1
                continue
            if k == i + 1 and not self._skips(k):
                return self._bare(k, strength) or nobody
            k += 1
        return nobody

    def _pauses(self, k: int) -> bool:
        """Whether a colon or a long quotation stands between the words `k - 1` and `k`."""
        inside = self.inside
        return ":" in self.words.gap(k) or (inside[k] == 2 and inside[k - 1] != 2)

    def _here(self, i: int, k: int, strength: str) -> Subject | None:
        """A subject that begins at the word `k`."""
        words, reader = self.words, self.reader
        word = words.at(k)
        if reader.is_media(k) and not self._with_lam(k):
            number = self.mention_at.get(k, self.mention_at.get(k + 1))
            interview = number is not None and self.mentions[number].role == INTERVIEW
            return None if interview or k > i + 1 else Subject(None, k + 1, media=True)
        if word in t.STATEMENTS and k == i + 1:
            return Subject(None, k + 1)
        if word in t.DOCUMENTS and k == i + 1:
            return Subject(None, k + 1, no_speaker=True)
        if word in t.REVERENT:
            return Subject(None, k + 1)
        if not reader.is_head(k):
            return None
        phrase = reader.read(k, lenient=strength == v.HUMAN)
        return Subject(phrase, phrase.end) if phrase else None

    def _bare(self, k: int, strength: str) -> Subject | None:
        """A name without a title right after the verb: «قال شويغو إن», «قال بيان إن»."""
        words, reader = self.words, self.reader
        word = words.at(k)
        if word in STOPS or word in v.LEADS or not reader.joined(k):
            return None
        if definite(word):
            near = any(reader.bounded(n) for n in (k + 1, k + 2))
            if word.endswith("ون") and near:
                phrase = Phrase(k, k + 1, "person", word, (k, k + 1))
                phrase.anonymous = phrase.generic = phrase.definite = True
                return Subject(phrase, k + 1)
            if not near or strength == v.CLAUSE or word in t.DOCUMENTS:
                return None
            phrase = Phrase(k, k + 1, "person", "", None, (k, k + 1), names=(word,))
            phrase.doubtful = strength != v.HUMAN or word.endswith(("ه", "ات"))
            return Subject(phrase, k + 1)
        name = reader.read(k, lenient=strength == v.HUMAN)
        if name is None or (strength == v.CLAUSE and words.at(name.end) not in v.THAT):
            return None
        return Subject(name, name.end)

    def _with_lam(self, k: int) -> bool:
        """«لرويترز», «لصحيفة»: to the medium, not by it."""
        word = self.words.at(k)
        number = self.mention_at.get(k)
        if number is not None:
            return self.mentions[number].start > self.words.starts[k] and word[0] == "ل"
        return word.startswith("ل")

    def _skips(self, k: int) -> bool:
        word = self.words.at(k)
        return (
            word in _BETWEEN
            or (word.startswith("ل") and k + 1 in self.mention_at)
            or (self._with_lam(k) and self.reader.is_media(k))
        )

    def _may_begin(self, i: int, k: int) -> bool:
        """Whether a subject may begin at the word `k`, some words after the verb at `i`."""
        words = self.words
        if k - 1 in self.mention_at:
            return k not in self.mention_at
        before = words.at(k - 1)
        if words.gap(k).strip() not in ("", "،", ","):
            return False
        if before in _COMPLETE:
            return True
        return (definite(before) or before in _BETWEEN) and before not in (
            "في", "من", "علي", "عبر", "خلال", "لدي", "بعد", "قبل", "كل",
        )  # fmt: skip

    def given(self, k: int, *, with_lam: bool, relayed: bool = False) -> Phrase | None:
        """The phrase at the word `k` behind «بحسب» or «وفقا لـ»; None where it names no speaker."""
        words, reader = self.words, self.reader
        if k in self.mention_at or (reader.is_media(k) and not relayed):
            return None
        if with_lam:
            return self._behind_lam(k)
        if reader.is_head(k):
            return reader.read(k)
        if relayed and k not in self.mention_at and not reader.is_media(k):
            phrase = reader.read(k, lenient=True)
            if phrase and phrase.name and words.at(phrase.end) in v.HIS_SAYING:
                return phrase
        if words.at(k) in t.GIVEN_NAMES:
            return reader.read(k)
        return None

    def _behind_lam(self, k: int) -> Phrase | None:
        """«للمتحدث», «لوزارة», «لأحمد»: the word is read without its ل."""
        words = self.words
        word = words.at(k)
        if not word.startswith("ل") or len(word) < 4:
            return None
        words.folded[k] = "ال" + word[2:] if word.startswith("لل") else word[1:]
        phrase = None
        if self.reader.is_head(k) or words.at(k) in t.GIVEN_NAMES:
            phrase = self.reader.read(k)
        words.folded[k] = word
        return phrase

    def beside(self, i: int, begins: int) -> Subject:
        """The one named right before the participle at the word `i`: «…، جون سميث، قائلا»."""
        near = self._ending_at(i, begins, True) if "،" in self.words.gap(i) else None
        return Subject(near if near and near.names else None, i + 1)

    def before(self, i: int, begins: int, nobody: Subject) -> Subject:
        """The subject that stands before the verb at the word `i`: «وزارة الخارجية قالت».

        It is the phrase before «الذي» or the verb itself, or the one with which the sentence
        begins, or the subject of its first verb; else `nobody`.
        """
        words = self.words
        near = i
        while near > begins and words.at(near - 1) in _AUXILIARIES:
            near -= 1
        relative = near > begins and words.at(near - 1) in _RELATIVES
        if relative or words.at(i + 1) in _WITHIN:
            phrase = self._ending_at(near - 1 if relative else near, begins, relative)
            if phrase is not None:
                return Subject(phrase, nobody.end)
            if relative:
                return nobody
        first = begins
        while first < i and first < begins + 6 and words.at(first) in _OPENINGS:
            first += 1
        for k in (first, first + 1):
            if k >= i or (k > first and words.at(i)[0] not in "وف" and near == i):
                break
            phrase = self._subject_at(k, near)
            if phrase is not None and phrase.end <= near:
                if k == first and near - phrase.end > _BACK:
                    continue
                return Subject(phrase, nobody.end)
        if near > begins and words.at(i) in v.VERBS:  # «أن الوزير قال»
            return Subject(self._ending_at(near, begins, True), nobody.end)
        return nobody

    def _subject_at(self, k: int, limit: int) -> Phrase | None:
        """A phrase at the word `k`, the conjunction before it left out, that is no clause."""
        words, reader = self.words, self.reader
        word = words.at(k)
        if not reader.is_head(k) and word[:1] == "و" and len(word) > 3:
            words.folded[k] = word[1:]
            phrase = reader.read(k) if reader.is_head(k) else None
            words.folded[k] = word
            return phrase
        if reader.is_head(k):
            return reader.read(k)
        phrase = reader.read(k)
        if phrase is not None and phrase.name and phrase.end == limit:
            return phrase
        return None

    def _ending_at(self, i: int, begins: int, close: bool) -> Phrase | None:
        """The phrase that ends right before the word `i`, or the last person before it."""
        reader = self.reader
        for k in range(i - 1, max(begins, i - _BACK) - 1, -1):
            if not reader.is_head(k) or (k > begins and reader.is_head(k - 1)):
                continue
            phrase = reader.read(k)
            if phrase is None or phrase.end > i:
                continue
            if close and phrase.end < i:
                return None
            if not close and phrase.kind != "person":
                continue
            return phrase
        return None
