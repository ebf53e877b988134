"""Splitting a plain text into paragraphs, as spans."""

import re
from typing import NamedTuple


class Span(NamedTuple):
    """A piece of a text: offsets in code points, end exclusive."""

    start: int
    end: int


_BLANK_LINES = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of a text, which blank lines separate, without blanks at their ends."""
    spans = []
    start = 0
    for gap in _BLANK_LINES.finditer(text):
        spans.append(trimmed(text, start, gap.start()))
        start = gap.end()
    spans.append(trimmed(text, start, len(text)))
    return [span for span in spans if span.start < span.end]


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without the blanks at its ends; an empty one where there is nothing else."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return Span(start + left, start + max(left, len(piece.rstrip())))
