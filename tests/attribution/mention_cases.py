"""A sentence with the mentions that it must give, written with its names in brackets ⟦…⟧."""

import re
from dataclasses import dataclass

from articles.attribution.mentions import MentionFinder
from articles.attribution.types import Mention, Texts
from tests.attribution.mention_cases_table import TABLE

_BRACKETED = re.compile(r"⟦([^⟧]*)⟧")
# Marks and proclitics' strokes at the ends of a cue belong to neither side.
_AROUND = " \u00a0\n«»\"“”„‘’'()ـ#*"
FINDER = MentionFinder(TABLE)


@dataclass(frozen=True)
class E:
    """What one bracketed name must give: role, cue (ends without marks), candidates in order.

    A cue of None is not compared: bylines, which have no words of their own.
    """

    role: str
    cue: str | None
    candidates: tuple[str, ...]
    own: bool = False


def e(role: str, cue: str | None, *candidates: str, own: bool = False) -> E:
    """A short way to write an `E`."""
    return E(role, cue, candidates, own)


@dataclass(frozen=True)
class Case:
    """A text, the mentions of its bracketed names in order, and the article around it."""

    marked: str
    expected: tuple[E, ...] = ()
    target: str = "body"
    publisher: str = ""

    @property
    def text(self) -> str:
        return _BRACKETED.sub(r"\1", self.marked)

    def texts(self) -> Texts:
        return Texts(**{self.target: self.text, "publisher": self.publisher})

    def wanted(self) -> list[tuple[object, ...]]:
        """Target, span, role, cue, candidates, own of each mention, as the brackets say."""
        rows: list[tuple[object, ...]] = []
        names = list(_BRACKETED.finditer(self.marked))
        assert len(names) == len(self.expected), self.marked
        for number, (name, one) in enumerate(zip(names, self.expected, strict=True)):
            start = name.start() - 2 * number
            span = (start, start + len(name.group(1)), name.group(1))
            rows.append((self.target, *span, one.role, one.cue, one.candidates, one.own))
        return rows

    def found(self) -> list[tuple[object, ...]]:
        """The same of what the finder gives; cues that are not compared are None."""
        mentions = FINDER.mentions(self.texts())
        free = [one.cue is None for one in self.expected]
        free += [False] * (len(mentions) - len(free))
        return [_row(mention, skip) for mention, skip in zip(mentions, free, strict=False)]


def case(marked: str, *expected: E, target: str = "body", publisher: str = "") -> Case:
    """A short way to write a `Case`."""
    return Case(marked, expected, target, publisher)


def _row(mention: Mention, skip_cue: bool) -> tuple[object, ...]:
    cue = None if skip_cue else mention.cue.strip(_AROUND)
    return (
        mention.target, mention.start, mention.end, mention.exact, mention.role, cue,
        mention.candidates, mention.own,
    )  # fmt: skip
