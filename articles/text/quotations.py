"""Finding what stands in quotation marks, whichever marks a writer put and however carelessly."""

import re
from typing import NamedTuple

from articles.text.paragraphs import paragraphs


class Quoted(NamedTuple):
    """A quotation: `start:end` without marks and blanks, `outer_start:outer_end` with the marks;
    offsets in code points, ends exclusive."""

    start: int
    end: int
    outer_start: int
    outer_end: int


_FAMILIES = {
    **dict.fromkeys("«»", "guillemets"),
    **dict.fromkeys('“”„‟"″〝〞＂', "double"),
    **dict.fromkeys("‹›", "angles"),
    **dict.fromkeys("‘’‚'", "single"),
}
_OPENERS = frozenset("«“„‟‹‘‚〝")
_CLOSERS = frozenset("»”″›’〞")
# Which open mark a closing one looks for first; another one of its family serves as well.
_PARTNERS = {
    "»": "«»",
    "«": "»«",
    "”": "“„‟”",
    "″": "“„‟”",
    "“": "„”“",
    "›": "‹›",
    "‹": "›‹",
    "’": "‘‚",
    "‘": "‚‘",
}
_MARK = re.compile("[" + "".join(_FAMILIES) + "]")

# What may stand before a mark that opens: a blank, a bracket, a mark, or particles that are
# written together with the word after them («و"الحياة"», «لـ"رويترز"»).
_PROCLITIC = re.compile("(?:[وفبلك]|ال|[وفبك]ال|لل|ول|وب|فل)ـ*$")
_BEFORE_OPENING = frozenset("([{<«“„‘:،,؛;-–—/\\ـ.…#*")
_LONGEST_PROCLITIC = 6
_AFTER_CLOSING = frozenset("،,.;؛:؟!…)]}")
# How far a closing mark may slip to the next word; past that, both marks were left open.
_SLIPPED = 100


class _Mark(NamedTuple):
    at: int
    char: str
    family: str
    opens: bool
    closes: bool


def quotations(text: str) -> list[Quoted]:
    """The quotations of a text in order of `start`, those inside others included.

    Marks pair within a paragraph and a family: «…» and »…«, “…”, ”…“, „…“, "…" and the same mark
    on both sides; single marks only where no letter touches them from outside. Where marks are
    set wrongly, the blanks beside them decide. A mark that never closes is no quotation, nor are
    two marks with nothing between them. Quotations nest and never cross. Linear in the text.
    """
    found: list[Quoted] = []
    for paragraph in paragraphs(text):
        marks = [_mark(text, *paragraph, m.start()) for m in _MARK.finditer(text, *paragraph)]
        if marks:
            found.extend(_pair(text, marks))
    return sorted(found)


def _mark(text: str, start: int, end: int, at: int) -> _Mark:
    """The mark at `at` with what the characters beside it let it do."""
    char = text[at]
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    free = before.isspace() or before in _BEFORE_OPENING or _follows_proclitic(text, start, at)
    ends = after in _AFTER_CLOSING and not text.startswith("..", at + 1)
    touches = not after.isspace() and not ends
    opens = touches and free
    closes = (
        at > start
        and not (free and touches)
        and (ends or not (before.isspace() or after.isalnum()))
    )
    if not opens and not closes:  # blanks, or letters, on both sides
        opens = closes = True
    return _Mark(at, char, _FAMILIES[char], opens, closes)


def _follows_proclitic(text: str, start: int, at: int) -> bool:
    begin = max(start, at - _LONGEST_PROCLITIC)
    match = _PROCLITIC.search(text, begin, at)
    if match is None:
        return False
    first = match.start()
    return first == start or (first > begin and not text[first - 1].isalnum())


def _pair(text: str, marks: list[_Mark]) -> list[Quoted]:
    """Pairs the marks of one paragraph with a stack; every mark goes on and off it once."""
    following = _following(marks)
    stack: list[_Mark] = []
    open_chars = dict.fromkeys(_FAMILIES, 0)
    open_families = dict.fromkeys(_FAMILIES.values(), 0)
    found = []
    for mark, following_mark in zip(marks, following, strict=True):
        if _is_opening(mark, following_mark, stack, open_families[mark.family]):
            stack.append(mark)
            open_chars[mark.char] += 1
            open_families[mark.family] += 1
        elif open_families[mark.family]:
            wanted = _PARTNERS.get(mark.char, mark.char)
            exact = any(open_chars[char] for char in wanted)
            while True:
                opener = stack.pop()
                open_chars[opener.char] -= 1
                open_families[opener.family] -= 1
                if opener.char in wanted if exact else opener.family == mark.family:
                    break
            quoted = _between(text, opener.at, mark.at)
            if quoted is not None:
                found.append(quoted)
    return found


def _following(marks: list[_Mark]) -> list[_Mark | None]:
    """For each mark the next one of its family."""
    nearest: dict[str, _Mark] = {}
    following: list[_Mark | None] = []
    for mark in reversed(marks):
        following.append(nearest.get(mark.family))
        nearest[mark.family] = mark
    return following[::-1]


def _is_opening(mark: _Mark, following: _Mark | None, stack: list[_Mark], is_open: int) -> bool:
    """Whether the mark opens a quotation; if not, it closes one or means nothing."""
    if mark.family == "single":
        wrong = mark.char == "’" and not (following and following.char == "‘" and following.closes)
        return mark.opens and not mark.closes and not wrong
    closed_next = following is not None and (following.closes or following.char in _CLOSERS)
    if not is_open:
        return _opens_first(mark, following)
    if mark.opens and not mark.closes:
        # A new one inside, or after one left unclosed, if something closes it; else a closing
        # mark that slipped to the next word.
        far = mark.at - stack[-1].at > _SLIPPED
        return closed_next or far or (mark.char in _OPENERS and stack[-1].char == mark.char)
    if mark.closes and not mark.opens:
        return False
    reversed_marks = any(opener.char in _CLOSERS for opener in stack[-1:])
    return mark.char in _OPENERS and closed_next and not reversed_marks


def _opens_first(mark: _Mark, following: _Mark | None) -> bool:
    """Whether a mark opens where none of its family is open."""
    if mark.opens or mark.char in _OPENERS:
        return True
    # «قال" نعم"»: it slipped to the word before, unless another opening mark comes next.
    return following is not None and following.closes and not following.opens


def _between(text: str, first: int, last: int) -> Quoted | None:
    start, end = first + 1, last
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Quoted(start, end, first, last + 1) if start < end else None
