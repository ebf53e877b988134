"""A text cut into folded words, with the questions that attribution asks about their places."""

import re
from bisect import bisect_right

from articles.text.fold import fold

# Arabic letters with their marks, tatweel and joiners; the punctuation and the digits of the
# block are left out.
_ARABIC = (
    "\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06df-\u06e8\u06ea-\u06ef"
    "\u06fa-\u06ff\u0750-\u077f\u0870-\u0887\u0889-\u08ff\ufb50-\ufdfb\ufe70-\ufefc"
)
_OTHER = rf"[^\W_{_ARABIC}][\u0300-\u036f]*"
_WORD = re.compile(rf"[{_ARABIC}][{_ARABIC}\u200c\u200d]*|(?:{_OTHER})+(?:['\u2019](?:{_OTHER})+)*")
_FULL_STOP, _SENTENCE, _PARAGRAPH = 1, 2, 3
_ENDS = {"\n": _PARAGRAPH, **dict.fromkeys("!?؟؛", _SENTENCE), ".": _FULL_STOP}
_FOLDED: dict[str, str] = {}
REMEMBERED = 200_000  # word forms; an archive has about that many
LONGEST = 64  # code points of a word that is remembered: longer ones are no words


def folded_word(word: str) -> str:
    """`fold(word)`, remembered unless the word is very long."""
    known = _FOLDED.get(word)
    if known is None:
        known = fold(word)
        if len(_FOLDED) >= REMEMBERED:
            _FOLDED.clear()
        if len(word) <= LONGEST:
            _FOLDED[word] = known
    return known


class Words:
    """The words of `raw`: `folded[i]` is the folded form of `raw[starts[i]:ends[i]]`."""

    __slots__ = ("_breaks", "ends", "folded", "raw", "starts")

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.folded: list[str] = []
        remembered = _FOLDED
        for match in _WORD.finditer(raw):
            word = match.group()
            folded = remembered.get(word) or folded_word(word)
            if not folded:
                continue  # tatweel or marks alone
            self.starts.append(match.start())
            self.ends.append(match.end())
            self.folded.append(folded)
        self._breaks = self._broken()

    def _broken(self) -> bytearray:
        """What ends before each word: `_SENTENCE` or `_PARAGRAPH`, 0 for nothing."""
        starts, folded = self.starts, self.folded
        breaks = bytearray(len(folded) + 1)
        for mark, kind in _ENDS.items():
            at = self.raw.find(mark)
            while at >= 0:
                i = bisect_right(starts, at)
                breaks[i] = breaks[i] or kind
                at = self.raw.find(mark, at + 1)
        i = breaks.find(_FULL_STOP, 1, len(folded))
        while i > 0:
            breaks[i] = _stops(folded[i - 1], folded[i])
            i = breaks.find(_FULL_STOP, i + 1, len(folded))
        return breaks

    def __len__(self) -> int:
        return len(self.folded)

    def at(self, i: int) -> str:
        """The folded word `i`, '' outside the text."""
        return self.folded[i] if 0 <= i < len(self.folded) else ""

    def gap(self, i: int) -> str:
        """What stands between the words `i - 1` and `i`."""
        start = self.ends[i - 1] if i > 0 else 0
        end = self.starts[i] if i < len(self.starts) else len(self.raw)
        return self.raw[start:end]

    def ends_sentence(self, i: int) -> bool:
        """Whether a sentence ends between the words `i - 1` and `i`: a full stop after an
        abbreviation («د. أحمد», «سي. إن. إن») or inside a Latin run ends none."""
        if i <= 0 or i >= len(self.folded):
            return True
        return self._breaks[i] > 0

    def ends_paragraph(self, i: int) -> bool:
        """Whether a line ends between the words `i - 1` and `i`."""
        return i <= 0 or i >= len(self.folded) or self._breaks[i] == _PARAGRAPH

    def offset(self, i: int, letters: int) -> int:
        """Where in `raw` the word `i` stands without its first `letters` folded letters."""
        place = self.starts[i]
        while letters > 0 and place < self.ends[i]:
            letters -= len(folded_word(self.raw[place]))
            place += 1
        while place < self.ends[i] and not folded_word(self.raw[place]):
            place += 1
        return place


def _stops(before: str, after: str) -> int:
    """`_SENTENCE` where a full stop between two words ends one, else 0."""
    if before.isascii() and after.isascii():
        return 0
    return _SENTENCE if len(before) > 2 or before.isdigit() else 0


def among(word: str, known: frozenset[str]) -> bool:
    """Whether a folded word is in the list, with or without a conjunction (و, ف) before it."""
    return word in known or (len(word) > 2 and word[0] in "وف" and word[1:] in known)
