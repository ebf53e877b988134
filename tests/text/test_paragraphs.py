"""Paragraphs: what blank lines separate, as spans without blanks at their ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.paragraphs import Span, paragraphs


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("", []),
        (" \n\n\t", []),
        ("أ", [(0, 1)]),
        ("أ\n\nب", [(0, 1), (3, 4)]),
        ("أ\nب", [(0, 3)]),
        ("\n\n أ \n \t\n\n ب\n", [(3, 4), (11, 12)]),
        ("أ\n\n\n\n\nب\n\n", [(0, 1), (6, 7)]),
    ],
)
def test_paragraphs(text: str, spans: list[tuple[int, int]]) -> None:
    assert paragraphs(text) == [Span(*span) for span in spans]


@given(st.text() | st.text("أ \n\t"))
def test_spans_hold_all_that_is_not_blank(text: str) -> None:
    spans = paragraphs(text)
    pieces = [text[slice(*span)] for span in spans]
    assert all(piece and piece == piece.strip() for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert [end for span in spans for end in span] == sorted(end for span in spans for end in span)
