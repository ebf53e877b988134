"""Agency bylines and closing credits: names that stand in a line of their own or a dateline."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from articles.attribution import lexicon as lex
from articles.attribution import types as t
from articles.attribution.names_found import Found
from articles.attribution.words import Words, among

_DATELINE = 90  # code points in which a dateline at the head of a paragraph ends
_SHORT = 12  # words that a closing line has at most
_CREDIT = re.compile(
    r"(?:^|\n)[\s*\-\u2013\u2022(\[\"«]*"
    r"(?:(?:ال)?مصد[اـ]*ر(?:\s+الخبر)?\s*[:|/\u2013\-]|المصدر\b|(?:ال)?مصادر\s*:|"
    r"نق[ـ]*لا[ًـ]*\s+عن\b|نقلاً\s+عن\b|منقول\s+(?:عن|من)\b|عن\s*[:\"«(]|ترجمة\s+عن\b|"
    r"(?:source|via|источник)\s*:)",
    re.IGNORECASE,
)
_SPEAKING = lex.PUBLISHING | lex.ACCORDING | lex.ACCORDING_TO_L | lex.RELAYING
_BRACKETS = {"(": ")", "[": "]", "-": "-", "\u2013": "\u2013"}
_CLOSED = re.compile(r"\s*([)\]\-\u2013])[ .،,*\-]*")
_DASH = re.compile(r"[:\-\u2010-\u2015\u2212ـ]")


class Line(NamedTuple):
    """A name in such a line: the place in what was found, the role and the cue's span."""

    place: int
    role: str
    cue_start: int
    cue_end: int
    reason: str


def lines(words: Words, found: Sequence[Found]) -> Iterator[Line]:
    """Bylines and credits among the names found in a body."""
    if not found:
        return
    raw = words.raw
    bounds = _paragraph_bounds(raw)
    at = 0
    for number, (start, end) in enumerate(bounds):
        inside = []
        while at < len(found) and found[at].start < end:
            if found[at].start >= start:
                inside.append(at)
            at += 1
        if not inside:
            continue
        if number or len(bounds) == 1:
            credit = list(_credits(words, found, inside, start, end))
            if credit:
                yield from credit
                continue
        yield from _bylines(
            words, found, inside, (start, end), number == 0, number >= len(bounds) - 2
        )


def _paragraph_bounds(raw: str) -> list[tuple[int, int]]:
    bounds = []
    for match in re.finditer(r"[^\n]+", raw):
        if match.group().strip():
            bounds.append(match.span())
    return bounds


def _credits(
    words: Words, found: Sequence[Found], inside: list[int], start: int, end: int
) -> Iterator[Line]:
    """The names of a short line that begins with a credit's cue."""
    cue = _CREDIT.match(words.raw, max(0, start - 1), end) or _CREDIT.match(words.raw, start, end)
    if cue is None or words.raw[start:end].count(" ") > _SHORT + 6:
        return
    if _goes_on(words, found, inside, end):
        return
    for i in inside:
        if found[i].start < cue.end():  # «المصدر» itself is the name of a source, too
            continue
        cue_start = cue.start() + len(cue.group()) - len(cue.group().lstrip('\n *-–•(["«'))
        yield Line(i, t.CREDIT, cue_start, cue.end(), "credit_line")


def _goes_on(words: Words, found: Sequence[Found], inside: list[int], end: int) -> bool:
    """Whether after the last name a sentence follows: «نقلا عن تاس وصل الوفد …»."""
    rest = [words.at(k) for k in _inside(words, found[inside[-1]].end, end)]
    return len(rest) > 6 or any(among(word, _SPEAKING) for word in rest)


def _bylines(
    words: Words, found: Sequence[Found], inside: list[int], bounds: tuple[int, int],
    opens: bool, closes: bool,
) -> Iterator[Line]:  # fmt: skip
    start, end = bounds
    raw = words.raw
    head_end = _dateline_end(raw, start, end) if opens else start
    short = raw[start:end].count(" ") < _SHORT
    silent = opens and not _has_verb(words, start, head_end)
    bare = closes and short and _only_names(words, found, inside, start, end)
    for i in inside:
        one = found[i]
        if not _agency(one) and not (short and closes):
            continue
        if silent and one.end <= head_end:
            yield Line(i, t.AGENCY_COPY, start, head_end, "dateline")
        elif _bracketed_end(raw, one, end):
            yield Line(i, t.AGENCY_COPY, one.start, one.end, "byline")
        elif bare:
            yield Line(i, t.AGENCY_COPY, start, min(end, start + 60), "byline")


def _agency(one: Found) -> bool:
    return any(form.entry.kind == "agency" for form in one.forms)


def _dateline_end(raw: str, start: int, end: int) -> int:
    """Where the dateline at the head of a paragraph ends: its last dash or colon, followed by a
    blank, within reach and before the first full stop; `start` where it has none."""
    last = start
    for match in _DASH.finditer(raw, start, min(end, start + _DATELINE)):
        if raw[match.end() : match.end() + 1].isspace() or match.group() == ":":
            last = match.end()
            if match.group() == ":":
                break
    return last


def _has_verb(words: Words, start: int, end: int) -> bool:
    return any(among(words.folded[k], _SPEAKING) for k in _inside(words, start, end))


def _inside(words: Words, start: int, end: int) -> range:
    """The words that begin in the span `start:end` (code points)."""
    return range(bisect_left(words.starts, start), bisect_left(words.starts, end))


def _bracketed_end(raw: str, one: Found, end: int) -> bool:
    """«(رويترز)» at the end of a paragraph, with nothing but punctuation after it."""
    closer = _BRACKETS.get(raw[max(0, one.start - 2) : one.start].rstrip()[-1:])
    closed = _CLOSED.fullmatch(raw, one.end, end) if closer is not None else None
    return closed is not None and closed.group(1) == closer


def _only_names(
    words: Words, found: Sequence[Found], inside: list[int], start: int, end: int
) -> bool:
    """Whether a line holds names of sources and at most three other words, none of them a verb."""
    rest = words.raw[start:end]
    named = {k for i in inside for k in range(found[i].first, found[i].last + 1)}
    others = [words.at(i) for i in _inside(words, start, end) if i not in named]
    if len(others) > 3 or rest.rstrip().endswith(("؟", "!")):
        return False
    told = any("ل" in found[i].prefix for i in inside)
    return not told and not any(among(word, _SPEAKING) for word in others)
