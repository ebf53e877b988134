"""Finding where somebody speaks: a verb of saying or «بحسب», with its subject and its clause."""

from dataclasses import dataclass
from itertools import pairwise

from articles.attribution import speakers_verbs as v
from articles.attribution import titles as t
from articles.attribution.speakers_phrases import Phrase
from articles.attribution.speakers_scene import Scene
from articles.attribution.speakers_subjects import Subject, Subjects
from articles.text.fold import fold

# Words that lead on to what follows a clause.
_LEADING_ON = frozenset(
    fold(word) for word in "وذلك ذلك بينما فيما كما حيث وقد ولكن لكن بحسب حسب وبحسب وفقا".split()
)
_NEAR, _NEARBY = 3, 8  # words in which a clause begins
_THAT_WITHIN = 30
_BETWEEN = "بين"
_FAR = 40  # words before a cue in its sentence that its clause may have


@dataclass(slots=True)
class Event:
    """Somebody speaks at the words `start` to `end`.

    `phrase` names who, None for him who spoke last, or for a medium where `media`. `clause` are
    the words reported, `after` says that they stand before the cue. `gender` is m, f, `MANY` or ''.
    """

    start: int
    end: int
    phrase: Phrase | None
    clause: tuple[int, int]
    gender: str = ""
    media: bool = False
    written: bool = False
    after: bool = False
    cue: int = 0


class Finder:
    """Finds the events of one text, in order."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.words = scene.words
        self.subjects = Subjects(
            scene.words, scene.reader, scene.mention_at, scene.mentions, scene.inside
        )
        self.last_cue = -1

    def find(self) -> list[Event]:
        """All events, in order of `start`; the clause of each ends where the next one begins."""
        found: list[Event] = []
        inside = self.scene.inside
        for i, word in enumerate(self.words.folded):
            if i < self.scene.headline or inside[i] == 2 or (found and i < found[-1].end):
                continue
            event = self._at(i, word)
            if event is not None:
                found.append(event)
                self.last_cue = i
        for event, following in pairwise(found):
            start, end = event.clause
            if not event.after and following.start < end:
                event.clause = (start, max(start, following.start))
        for event in found:
            start, end = self._up_to_medium(event)
            while end > start and self.words.at(end - 1) in _LEADING_ON:
                end -= 1
            event.clause = start, end
        return found

    def _up_to_medium(self, event: Event) -> tuple[int, int]:
        """The clause without the words that attribute it to a medium: «...، بحسب رويترز»."""
        start, end = event.clause
        cues = self.scene.cue_at
        for k in range(start, end) if cues and not event.after else ():
            if k in cues:
                return start, k
        return start, end

    def _at(self, i: int, word: str) -> Event | None:
        verb = v.VERBS.get(word) or (v.VERBS.get(word[1:]) if word[0] in "وف" else None)
        if verb is None and word[-1] == "ه" and self.words.at(i - 1) in v.AS_SAID:
            verb = v.VERBS.get(word[:-1])  # «وفقا لما ذكرته الوزارة»
        if verb is not None:
            return self._said(i, verb)
        if word in v.ACCORDING or word in v.ACCORDING_TO:
            return self._according(i, word)
        if word in v.RELAYING:
            return self._relayed(i)
        if self.scene.begins(i) == i and self.scene.reader.is_head(i):
            return self._labelled(i)
        return None

    def _said(self, i: int, verb: v.Verb) -> Event | None:
        words, scene = self.words, self.scene
        if not self._speaks(i, verb):
            return None
        end = scene.ends(i)
        if i in scene.cue_at:
            return Event(i, i + 1, None, (i + 1, end), verb.gender, media=True, cue=i)
        if not verb.finite and not self._has_clause(i + 1, end):
            return None
        if verb.finite:
            subject = self.subjects.after(i, end, verb.strength)
        else:
            alone = self.last_cue < scene.begins(i)
            subject = self.subjects.beside(i, scene.begins(i)) if alone else Subject(None, i + 1)
        if subject.no_speaker:
            return None
        after = i > 0 and words.at(i - 1) in v.AS_SAID and scene.begins(i) < i
        clause = self._clause(subject.end, end)
        if after and words.at(min(subject.end, clause[0]) - 1) not in v.THAT:
            clause = (max(scene.begins(i), i - _FAR), i - 1)
        else:
            after = False
        bare_verb = subject.phrase is None and not subject.media and verb.finite
        if bare_verb:
            subject = self.subjects.before(i, scene.begins(i), subject)
            if not self._enough_alone(i, verb, subject, end):
                return None
        elif verb.strength == v.CLAUSE and not self._has_clause(subject.end, end, v.CLAUSE):
            return None
        if verb.lemma == _BETWEEN and not (
            words.at(subject.end) in v.THAT or ":" in words.gap(subject.end)
        ):
            return None
        start = min(i, subject.phrase.start) if subject.phrase else i
        event = Event(start, max(i + 1, subject.end), subject.phrase, clause, verb.gender)
        if verb.finite and not verb.gender:
            event.gender = v.MANY
        event.media, event.after, event.cue = subject.media, after, i
        event.written = self._written(i, min(end, i + 14))
        return event

    def _speaks(self, i: int, verb: v.Verb) -> bool:
        """Whether a form that looks like a verb of saying may be one here."""
        words = self.words
        word, before = words.at(i), words.at(i - 1) if self.scene.begins(i) < i else ""
        if before in v.NEGATIONS:
            return False
        if before in v.SUBJUNCTIVES and verb.finite and word[0] in "يت" and word != "تابع":
            return False
        if word in v.IMPERSONAL and (
            words.at(i + 1) in v.THAT or (words.at(i + 1) == "الي" and words.at(i + 2) in v.THAT)
        ):
            return False
        if verb.lemma in v.ONLY_WITH_MAQSURA and word.endswith(verb.lemma):
            return words.raw[words.ends[i] - 1] == "ى"
        return True

    def _has_clause(self, i: int, end: int, strength: str = v.SAYING) -> bool:
        """Whether «أن», a colon, a quotation or «قائلا» comes within a few words."""
        words = self.words
        last = min(end, i + (_NEAR if strength == v.CLAUSE else _NEARBY))
        for k in range(i, last):
            if ":" in words.gap(k) or self._opens(k):
                return True
            if words.at(k) in v.THAT or words.at(k) in v.BY_SAYING:
                return True
        return last == end and ":" in words.gap(end)

    def _opens(self, i: int) -> bool:
        """Whether a quotation begins right before the word `i`."""
        inside = self.scene.inside
        return i < len(inside) and inside[i] == 2 and (i == 0 or inside[i - 1] != 2)

    def _enough_alone(self, i: int, verb: v.Verb, subject: Subject, end: int) -> bool:
        """A verb without a subject after it needs a clause, or to begin its sentence."""
        if self._has_clause(i + 1, end, verb.strength):
            return True
        first = self.scene.begins(i) == i and self.words.at(i)[0] in "وف"
        if subject.phrase is not None or first:
            return verb.strength != v.CLAUSE and (
                subject.phrase is not None or self.words.at(i + 1) in v.LEADS
            )
        return False

    def _clause(self, i: int, end: int) -> tuple[int, int]:
        """The words reported after a cue that ends before the word `i`."""
        words = self.words
        for k in range(i, min(end, i + _THAT_WITHIN)):
            if ":" in words.gap(k) or self._opens(k):
                return (k + 1 if words.at(k) in v.THAT else k), end
            if words.at(k) in v.THAT or words.at(k) in v.THEN:
                return k + 1, end
        return i, end

    def _written(self, i: int, end: int) -> bool:
        folded = self.words.folded
        return any(folded[k] in t.WRITTEN for k in range(max(self.scene.begins(i), i - 4), end))

    def _according(self, i: int, word: str) -> Event | None:
        """«بحسب الشيخ …», «وفقا للمتحدث»; a verb after it is found as a verb."""
        words, scene = self.words, self.scene
        k = i + 1
        if i in scene.cue_at or k >= scene.ends(i):
            return None
        wording = words.at(k) in v.WORDING and word in v.ACCORDING
        phrase = self.subjects.given(k + 1 if wording else k, with_lam=word in v.ACCORDING_TO)
        if phrase is None:
            return None
        return self._sourced(i, phrase)

    def _sourced(self, i: int, phrase: Phrase) -> Event:
        """An event whose cue begins or ends its sentence."""
        scene, end = self.scene, self.scene.ends(i)
        begins = scene.begins(i)
        after = i - begins > 3
        clause = (max(begins, i - _FAR), i) if after else self._clause(phrase.end, end)
        event = Event(i, phrase.end, phrase, clause, "", after=after, cue=i)
        event.written = phrase.head in ("بيان", "البيان")
        return event

    def _relayed(self, i: int) -> Event | None:
        """«نقلت رويترز عن مسؤول قوله», «نقلا عن مصدر»: the speaker behind a medium."""
        words, scene = self.words, self.scene
        end = min(scene.ends(i), i + 14)
        for k in range(i + 1, end):
            if words.at(k) != "عن" and words.at(k) != "لسان":
                continue
            phrase = self.subjects.given(k + 1, with_lam=False, relayed=True)
            if phrase is None:
                return None
            if words.at(i).endswith("نقلا"):
                return self._sourced(i, phrase)
            after = phrase.end
            if words.at(after) in v.HIS_SAYING:
                after += 1
            return Event(i, after, phrase, self._clause(after, scene.ends(i)), "", cue=i)
        return None

    def _labelled(self, i: int) -> Event | None:
        """«السفير: التعاون مستمر»: a speaker and a colon at the head of a sentence."""
        phrase = self.scene.reader.read(i)
        if phrase is None or phrase.anonymous or ":" not in self.words.gap(phrase.end):
            return None
        end = self.scene.ends(i)
        if phrase.end >= end:
            return None
        return Event(i, phrase.end, phrase, (phrase.end, end), "", cue=i)
