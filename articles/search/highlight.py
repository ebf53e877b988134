"""Where in a text the words of a search stand, and the passages that show it best."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from articles.search.spots import parts_with
from articles.text.analyser import Term, analyse_text

LENGTH = 240
"""Code points of a passage, at most."""

_BEFORE = 3  # of what a passage has room for, one part in so many stands before its first mark
_NEAR = 24  # code points around a place that are analysed to see where words begin and end there
_LINES = "\n\r\u2028\u2029"
_LINE_END = re.compile(f"[{_LINES}]")


class Span(NamedTuple):
    """A part of a text, in code points, `end` exclusive."""

    start: int
    end: int


class Mark(NamedTuple):
    """A word or phrase of the search in a text, proclitics and suffixes with it; `word` is its
    stem, or the stems of the phrase."""

    start: int
    end: int
    word: str


class Wanted(NamedTuple):
    """What is marked: words by their stems, and phrases as runs of stems."""

    words: frozenset[str]
    phrases: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a text with its marks; all offsets count in the whole text."""

    start: int
    end: int
    marks: tuple[Span, ...]


def wanted(terms: Sequence[Term], phrases: Iterable[Sequence[Term]] = ()) -> Wanted:
    """What to mark for the words and phrases of a query; function words only where alone."""
    telling = [term for term in terms if not term.is_stop] or terms
    runs = (tuple(term.stem for term in phrase) for phrase in phrases)
    return Wanted(frozenset(term.stem for term in telling), tuple(run for run in runs if run))


def marks(text: str, asked: Wanted) -> list[Mark]:
    """The words and phrases in the order of the text, none overlapping. Linear in its length."""
    parts = parts_with(text, asked.words.union(*asked.phrases))
    if parts is None:
        return _marks(analyse_text(text), asked)
    return [
        Mark(start + mark.start, start + mark.end, mark.word)
        for start, end in parts
        for mark in _marks(analyse_text(text[start:end]), asked)
    ]


def passages(text: str, asked: Wanted, *, most: int = 2, length: int = LENGTH) -> list[Passage]:
    """At most `most` passages of one paragraph each, in the order of the text.

    They have the most different words of the search in at most `length` code points, whole words
    of the text only; a mark longer than that stands alone. Empty where nothing is marked.
    """
    left = marks(text, asked)
    found: list[Passage] = []
    seen: set[str] = set()
    while left and len(found) < most:
        first, last = _best(text, left, seen, length)
        chosen = left[first:last]
        start, end = _around(text, chosen, length, found)
        found.append(Passage(start, end, tuple(Span(mark.start, mark.end) for mark in chosen)))
        seen.update(mark.word for mark in chosen)
        left = [mark for mark in left if mark.end <= start or mark.start >= end]
    return sorted(found, key=lambda passage: passage.start)


def _marks(terms: Sequence[Term], asked: Wanted) -> list[Mark]:
    """Phrases first, the longest where two begin together; then the words outside of them."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(asked.phrases, key=len, reverse=True):
        by_first.setdefault(phrase[0], []).append(phrase)
    found: list[Mark] = []
    at = 0
    while at < len(terms):
        term = terms[at]
        run = _phrase_at(terms, at, by_first.get(term.stem, ()))
        if run:
            at += len(run)
            found.append(Mark(term.start, terms[at - 1].end, " ".join(run)))
            continue
        if term.stem in asked.words:
            found.append(Mark(term.start, term.end, term.stem))
        at += 1
    return found


def _phrase_at(
    terms: Sequence[Term], at: int, phrases: Iterable[tuple[str, ...]]
) -> tuple[str, ...]:
    """The first of the phrases that stands in the text from term `at` on, or ()."""
    for phrase in phrases:
        if tuple(term.stem for term in terms[at : at + len(phrase)]) == phrase:
            return phrase
    return ()


def _best(text: str, left: Sequence[Mark], seen: set[str], length: int) -> tuple[int, int]:
    """The run `first:last` of marks, near one another, with the most words not yet seen.

    Among equals the one with more marks, then the earlier one.
    """
    lines = _line_ends(text)
    inside: Counter[str] = Counter()
    fresh = first = 0
    best, score = (0, 1), (-1, 0)
    for last, mark in enumerate(left):
        inside[mark.word] += 1
        fresh += inside[mark.word] == 1 and mark.word not in seen
        line = bisect_right(lines, mark.start)
        while first < last and (
            mark.end - left[first].start > length or bisect_right(lines, left[first].start) != line
        ):
            gone = left[first].word
            inside[gone] -= 1
            fresh -= not inside[gone] and gone not in seen
            first += 1
        if (fresh, last - first) > score:
            best, score = (first, last + 1), (fresh, last - first)
    return best


def _line_ends(text: str) -> list[int]:
    return [match.start() for match in _LINE_END.finditer(text)]


def _around(
    text: str, chosen: Sequence[Mark], length: int, found: Sequence[Passage]
) -> tuple[int, int]:
    """The passage around marks: whole words of their paragraph, none of another passage."""
    first, last = chosen[0].start, chosen[-1].end
    room = max(length - (last - first), 0)
    low = max([passage.end for passage in found if passage.end <= first], default=0)
    high = min([passage.start for passage in found if passage.start >= last], default=len(text))
    low = max(low, max(text.rfind(char, low, first) + 1 for char in _LINES))
    high = min([at for char in _LINES if (at := text.find(char, last, high)) >= 0], default=high)
    before = min(room // _BEFORE, first - low)
    after = min(room - before, high - last)
    before = min(room - after, first - low)
    start, end = first - before, last + after
    if start > low:
        start = _word_from(text, start, first)
    if end < high:
        end = _word_until(text, last, end)
    while start < first and text[start].isspace():
        start += 1
    while end > last and text[end - 1].isspace():
        end -= 1
    return start, end


def _word_from(text: str, at: int, mark: int) -> int:
    """Where the first word begins that begins at `at` or later; at `mark` there is one."""
    low = text.rfind(" ", 0, max(at - _NEAR, 0)) + 1
    for high in (min(at + _NEAR, mark), mark):
        for term in analyse_text(text[low:high]):
            if low + term.start >= at:
                return low + term.start
    return mark


def _word_until(text: str, mark: int, at: int) -> int:
    """Where the last word ends that ends at `at` or earlier; at `mark` there is one."""
    high = text.find(" ", at + _NEAR)
    for low in (text.rfind(" ", mark, max(at - _NEAR, mark)), mark):
        terms = analyse_text(text[low : high if high >= 0 else None]) if low >= 0 else []
        ends = [low + term.end for term in terms if low + term.end <= at]
        if ends:
            return ends[-1]
    return mark
