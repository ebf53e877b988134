"""A text cut up for attribution: its words, sentences, quotations, and where media are named."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from articles.attribution.speakers_phrases import Reader
from articles.attribution.types import QUOTED, RELAYED, REPORTED, Mention, Texts
from articles.attribution.words import Words
from articles.text.fold import fold
from articles.text.quotations import Quoted, quotations

_RELAYED = frozenset({RELAYED, REPORTED, QUOTED})
# «الوكالة», «للصحيفة»: an outlet that was named before.
_ANAPHORS = frozenset(
    fold(article + noun)
    for noun in "وكالة صحيفة قناة موقع مجلة شبكة إذاعة محطة جريدة تلفزيون دورية".split()
    for article in ("ال", "لل")
)
_TAKEN = frozenset(fold(word) for word in "نقلا ونقلا نقل نقلت ونقلت ونقل تنقل وتنقل".split())
_HEAD = 12  # words at the beginning of a sentence that may take up an outlet again
_REACH = 4
_HEADLINE = 14  # words
_STOP = re.compile(r"[.!?؟…:،]")
SCARE = 3  # words: a shorter quotation is a name or a word held at arm's length


class Scene:
    """A text cut up for the search: words, quotations, sentences, and where media are named."""

    def __init__(self, raw: str, mentions: Sequence[Mention]) -> None:
        self.raw = raw
        self.words = Words(raw)
        self.mentions = mentions
        self.mention_at: dict[int, int] = {}
        self.cue_at: dict[int, int] = {}
        for number, mention in enumerate(mentions):
            for i in self.range(mention.start, mention.end):
                self.mention_at[i] = number
            if mention.role in _RELAYED:
                for i in self.range(mention.cue_start, mention.cue_end):
                    self.cue_at[i] = number
        self.quoted: list[Quoted] = []
        for quoted in quotations(raw):
            if not self.quoted or quoted.outer_start >= self.quoted[-1].outer_end:
                self.quoted.append(quoted)
        self.reader = Reader(self.words, self.mention_at)
        self.inside = self._inside()
        self.firsts, self.sentence, self.paragraph = self._divide()
        self.headline = self._headline()

    def range(self, start: int, end: int) -> range:
        """The numbers of the words that touch the span `start:end` (code points)."""
        if start >= end:
            return range(0)
        first = bisect_right(self.words.ends, start)
        last = first
        while last < len(self.words) and self.words.starts[last] < end:
            last += 1
        return range(first, last)

    def _inside(self) -> bytearray:
        """For each word whether it stands in a quotation: 2 in a long one, 1 in a short one."""
        inside = bytearray(len(self.words))
        for quoted in self.quoted:
            numbers = self.range(quoted.start, quoted.end)
            mark = 2 if len(numbers) >= SCARE else 1
            for i in numbers:
                inside[i] = mark
        return inside

    def _divide(self) -> tuple[list[int], list[int], list[int]]:
        """The first words of the sentences, none of which begins inside a quotation, and the
        numbers of each word's sentence and paragraph (or line)."""
        words, inside = self.words, self.inside
        firsts, sentence, paragraph = [0], [0], [0]
        number = 0
        for i in range(1, len(words)):
            if words.starts[i] - words.ends[i - 1] != 1 or self.raw[words.ends[i - 1]] != " ":
                line = words.ends_paragraph(i)
                number += line
                if line or (not (inside[i] and inside[i - 1]) and words.ends_sentence(i)):
                    firsts.append(i)
            sentence.append(len(firsts) - 1)
            paragraph.append(number)
        return (firsts, sentence, paragraph) if len(words) else ([], [], [])

    def _headline(self) -> int:
        """How many words of a headline the body begins with: a short line without a full stop
        before others."""
        for i in range(1, min(len(self.words), _HEADLINE + 1)):
            if self.paragraph[i]:
                return 0 if _STOP.search(self.words.gap(i).partition("\n")[0]) else i
        return 0

    def begins(self, i: int) -> int:
        """The first word of the sentence of the word `i`."""
        return self.firsts[self.sentence[i]]

    def ends(self, i: int) -> int:
        """Where the sentence of the word `i` ends, exclusive."""
        number = self.sentence[i] + 1
        return self.firsts[number] if number < len(self.firsts) else len(self.words)

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence at an offset (code points); 0 for an empty text."""
        if not self.sentence:
            return 0
        return self.sentence[min(bisect_right(self.words.ends, offset), len(self.words) - 1)]

    def same_sentence(self, one: int, two: int) -> bool:
        """Whether two offsets (code points) lie in one sentence."""
        return self.sentence_at(one) == self.sentence_at(two)

    def first_paragraph_end(self) -> int:
        """Where the first paragraph below the headline ends, in code points."""
        if not self.words.ends:
            return 0
        end = self.raw.find("\n", self.words.starts[self.headline])
        return len(self.raw) if end < 0 else end

    def paragraph_of_sentence(self, number: int) -> int:
        """The number of the paragraph (or line) in which a sentence begins."""
        return self.paragraph[self.firsts[number]] if number < len(self.firsts) else 0

    def resumes_medium(self, number: int) -> bool:
        """Whether a sentence takes up the outlet named before: «وأضافت الصحيفة», «ونقلت عن»."""
        if number >= len(self.firsts):
            return False
        words, first = self.words, self.firsts[number]
        if words.at(first) in _TAKEN and words.at(first + 1) == "عن":
            return True
        return any(
            words.at(i) in _ANAPHORS and self.reader.is_media(i)
            for i in range(first, min(self.ends(first), first + _HEAD))
        )

    def relayed_by_the_same(self, offset: int) -> bool:
        """Whether the outlet named before relays the one at an offset: «ونقلت الوكالة عن»."""
        numbers = self.range(offset, offset + 1)
        if not numbers or not self.resumes_medium(self.sentence[numbers[0]]):
            return False
        at, folded = numbers[0], self.words.folded
        begins = max(self.begins(at), at - _HEAD)
        return "عن" in folded[max(begins, at - _REACH) : at] and any(
            word in _TAKEN for word in folded[begins:at]
        )


def scene_of(texts: Texts, mentions: Sequence[Mention]) -> Scene:
    """The scene of an article's body with the mentions in it."""
    return Scene(texts.body, [mention for mention in mentions if mention.target == "body"])
