"""The language of searches: any text as words, phrases and operators, and never an error."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from articles.search.asked import Understood
from articles.search.query_dates import day_of
from articles.search.query_marks import Pair, cleaned, pairs_of
from articles.text.fold import fold

LONGEST = 500
"""Code points of a query that are looked at."""

Kind = Literal["word", "phrase", "source", "topic", "before", "after"]
Trouble = Literal["", "no date", "no value", "no name"]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a query: `text` is what it says, at `start:end` of the query as it is read.

    `wanted` is False after a minus; `day` is that of `before` and `after`. `trouble` says why
    what looked like an operator is only a word, and `written` how it looked.
    """

    kind: Kind
    text: str
    start: int
    end: int
    wanted: bool = True
    day: date | None = None
    trouble: Trouble = ""
    written: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it is read: `text` without what cannot be seen, and its parts in order."""

    text: str
    parts: tuple[Part, ...]
    cut: bool = False

    def understood(self) -> Understood:
        """The same for those who do not care where it stood."""

        def texts(kinds: Iterable[Kind], *, wanted: bool = True) -> tuple[str, ...]:
            return tuple(p.text for p in self.parts if p.kind in kinds and p.wanted is wanted)

        def days(kind: Kind) -> list[date]:
            return [part.day for part in self.parts if part.kind == kind and part.day]

        return Understood(
            words=texts(["word"]),
            phrases=texts(["phrase"]),
            without=texts(["word", "phrase"], wanted=False),
            sources=texts(["source"]),
            topics=texts(["topic"]),
            after=max(days("after"), default=None),
            before=min(days("before"), default=None),
            unknown=tuple(part.written for part in self.parts if part.trouble),
            without_sources=texts(["source"], wanted=False),
            without_topics=texts(["topic"], wanted=False),
        )


_KEYS: dict[str, str] = {
    "source": "source", "مصدر": "source", "المصدر": "source", "topic": "topic", "موضوع": "topic",
    "الموضوع": "topic", "before": "before", "قبل": "before", "after": "after", "بعد": "after",
    "not": "not", "ليس": "not", "بدون": "not",
}  # fmt: skip
_OPERATOR = re.compile(rf"({'|'.join(_KEYS)})\s*[:：﹕]\s*", re.IGNORECASE)
# A hyphen before a word says that it is not wanted; before a blank it is a dash.
_MINUS = re.compile(r"[-\u2010-\u2014\u2212\ufe63\uff0d](?=[^\s\u2010-\u2014\u2212\ufe63\uff0d-])")
_BLANKS = re.compile(r"\s+")
_RUN = re.compile(r"\S+")
_AFTER_VALUE = "،,؛;"
_STRAY = "«»‹›“”„\"'"  # marks without another one to close them
_MOST_WORDS_OF_A_DATE = 8


def parse(q: str) -> Query:
    """The parts of any text, up to `LONGEST` code points of it. Linear in what is looked at."""
    text = cleaned(q[:LONGEST])
    return Query(text, tuple(_Reader(text).parts()), cut=len(q) > LONGEST)


class _Reader:
    """Reads a query from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pairs: dict[int, Pair] = {pair.start: pair for pair in pairs_of(text)}
        self.found: list[Part] = []

    def parts(self) -> list[Part]:
        at = 0
        while at < len(self.text):
            blanks = _BLANKS.match(self.text, at)
            if blanks:
                at = blanks.end()
                continue
            at = self._piece(at, at, wanted=True)
        return self.found

    def _piece(self, start: int, at: int, *, wanted: bool) -> int:
        """Read what begins at `at`, with what stands before it from `start` on; returns its end."""
        minus = _MINUS.match(self.text, at) if wanted else None
        if minus:
            return self._piece(start, minus.end(), wanted=False)
        operator = _OPERATOR.match(self.text, at)
        if operator:
            end = self._operator(operator, start, wanted=wanted)
            if end:
                return end
            wanted = True  # what is no operator is no reason to leave anything out
        return self._plain("word", start, at, wanted=wanted)

    def _plain(self, kind: Kind, start: int, at: int, *, wanted: bool, trim: bool = False) -> int:
        """A phrase in marks, or a word."""
        pair = self.pairs.get(at)
        if pair:
            self._add("phrase" if kind == "word" else kind, pair.text, start, pair.end, wanted)
            return pair.end
        end = self._end_of_word(at)
        text = self.text[at:end]
        value = text.lstrip(_STRAY).rstrip(_AFTER_VALUE + _STRAY) if trim else text
        self._add(kind, value, start, end, wanted)
        return end

    def _operator(self, operator: "re.Match[str]", start: int, *, wanted: bool) -> int:
        """Read an operator and its value; 0 where it is a word as any other."""
        key, at = _KEYS[operator[1].lower()], operator.end()
        if at >= len(self.text) or not self._value_at(at):
            return self._as_word(operator, "no value")
        if key == "not":
            return self._piece(start, at, wanted=not wanted)
        if key in ("before", "after"):
            end, day = self._date(at)
            if day is None:
                return self._as_word(operator, "no date", end)
            text = self.pairs[at].text if at in self.pairs else self.text[at:end]
            # Not before a day is from that day on.
            kind: Kind = "before" if (key == "before") is wanted else "after"
            self.found.append(Part(kind, text, start, end, day=day))
            return end
        kind = "source" if key == "source" else "topic"
        return self._plain(kind, start, at, wanted=wanted, trim=True)

    def _as_word(self, operator: "re.Match[str]", trouble: Trouble, end: int = 0) -> int:
        """The operator itself as a word; what follows it is read as if it stood alone."""
        start, after = operator.span(1)
        written = self.text[start:end] if end else operator.group().strip()
        word = Part("word", operator[1], start, after, trouble=trouble, written=written)
        self.found.append(word)
        return operator.end()

    def _value_at(self, at: int) -> bool:
        """Whether a value begins there: something with a letter or digit, no other operator."""
        if at in self.pairs:
            return bool(fold(self.pairs[at].text))
        return not _OPERATOR.match(self.text, at) and bool(fold(self.text[at : self._end(at)]))

    def _date(self, at: int) -> tuple[int, date | None]:
        """The end and the day of the longest date that begins there, or the end of its word."""
        if at in self.pairs:
            return self.pairs[at].end, day_of(self.pairs[at].text)
        ends = [end := self._end_of_word(at)]
        while len(ends) < _MOST_WORDS_OF_A_DATE:
            blanks = _BLANKS.match(self.text, end)
            if not blanks or blanks.end() in self.pairs or blanks.end() >= len(self.text):
                break
            end = self._end_of_word(blanks.end())
            ends.append(end)
        for end in reversed(ends):
            day = day_of(self.text[at:end])
            if day:
                return end, day
        return ends[0], None

    def _end(self, at: int) -> int:
        return self.pairs[at].end if at in self.pairs else self._end_of_word(at)

    def _end_of_word(self, at: int) -> int:
        """The end of the run of signs without a blank or the beginning of a phrase."""
        run = _RUN.match(self.text, at)
        end = run.end() if run else at + 1
        return min([start for start in self.pairs if at < start < end], default=end)

    def _add(self, kind: Kind, text: str, start: int, end: int, wanted: bool) -> None:
        text = " ".join(text.split())
        if fold(text):
            self.found.append(Part(kind, text, start, end, wanted))
