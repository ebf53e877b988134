"""Spans of a text widened to what is one for the eye: whole words, quotation marks in pairs."""

import re

_LETTER = re.compile(r"\w")
_MARKS = '"«»“”„'


def whole_phrase(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with all of the words that it cuts, and with the quotation mark that closes or
    opens what it holds the half of. Offsets in code points."""
    while start > 0 and _joined(text[start - 1], text[start]):
        start -= 1
    while end < len(text) and _joined(text[end - 1], text[end]):
        end += 1
    if sum(text.count(mark, start, end) for mark in _MARKS) % 2:
        if end < len(text) and text[end] in _MARKS:
            end += 1
        elif start > 0 and text[start - 1] in _MARKS:
            start -= 1
    return start, end


def _joined(one: str, other: str) -> bool:
    return bool(_LETTER.match(one) and _LETTER.match(other))
