"""Quotation marks in queries: which of them belong together, whatever their shape."""

import re
from typing import NamedTuple

from articles.text.fold import fold


class Pair(NamedTuple):
    """Marks at both ends of `start:end`, and the text between them."""

    start: int
    end: int
    text: str


_BLANK = " "
# What nobody sees and what no text holds: controls, halves of pairs, marks of direction.
_UNSEEN = {
    **dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029], _BLANK),
    **dict.fromkeys(range(0xD800, 0xE000), _BLANK),
    **dict.fromkeys([0x061C, 0x200E, 0x200F, 0xFEFF, *range(0x202A, 0x202F)], ""),
    **dict.fromkeys(range(0x2066, 0x206A), ""),
}

_GUILLEMETS = "«»《》"
_SINGLE_GUILLEMETS = "‹›〈〉"
_DOUBLE = '"“”„‟＂〝〞〟″❝❞'
_SINGLE = "'‘’‚‛`´＇"
_TWICE = "''", "``", "’’", "‘‘", "´´", "‚‚", "`´"
_MARK = re.compile("|".join(_TWICE) + f"|[{_GUILLEMETS}{_SINGLE_GUILLEMETS}{_DOUBLE}{_SINGLE}]")
_BEFORE = re.compile(r"(?:^|[\s:(\[{\u2010-\u2014\u2212-])\Z")
_AFTER = re.compile(r"[\s)\]}،,.;؛:!?؟]|\Z")


def cleaned(text: str) -> str:
    """The text without marks of direction, with a blank for what cannot be part of a word."""
    return text.translate(_UNSEEN)


def pairs_of(text: str) -> list[Pair]:
    """The pairs of marks in order, none inside another; those around no letter are left out.

    A mark closes the next one before it of its family, which may be the same mark. A single
    apostrophe opens before a word only, and closes after one: L'Équipe has none.
    """
    marks = list(_MARK.finditer(text))
    found: list[Pair] = []
    at = 0
    while at < len(marks):
        closing = _closing(text, marks, at)
        if closing:
            start, end = marks[at].start(), marks[closing].end()
            inner = text[marks[at].end() : marks[closing].start()]
            if fold(inner):
                found.append(Pair(start, end, inner.strip()))
            at = closing
        at += 1
    return found


def _closing(text: str, marks: "list[re.Match[str]]", at: int) -> int:
    """The mark that closes mark `at`, 0 where there is none."""
    family = _family(marks[at].group())
    if family == _SINGLE and not _opens(text, marks[at]):
        return 0
    for number in range(at + 1, len(marks)):
        other = marks[number]
        if _family(other.group()) != family:
            continue
        if family != _SINGLE or _AFTER.match(text, other.end()):
            return number
    return 0


def _opens(text: str, mark: "re.Match[str]") -> bool:
    return bool(_BEFORE.search(text, 0, mark.start())) and not text[mark.end() :][:1].isspace()


def _family(mark: str) -> str:
    if len(mark) == 2:
        return "twice"
    return next(
        family for family in (_GUILLEMETS, _SINGLE_GUILLEMETS, _DOUBLE, _SINGLE) if mark in family
    )
