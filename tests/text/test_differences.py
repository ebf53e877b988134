"""Two versions side by side: every word of both is there, and what differs is marked."""

from hypothesis import given
from hypothesis import strategies as st

from articles.text.differences import Piece, Row, side_by_side


def test_words_that_differ_are_marked() -> None:
    assert side_by_side("قال السفير أمس", "قال الوزير أمس") == [
        Row(
            (Piece("قال ", False), Piece("السفير", True), Piece(" أمس", False)),
            (Piece("قال ", False), Piece("الوزير", True), Piece(" أمس", False)),
        )
    ]


def test_a_new_paragraph_stands_alone() -> None:
    rows = side_by_side("أول\n\nثالث", "أول\n\nثانٍ\n\nثالث")
    assert [(row.left, row.right, row.differs) for row in rows] == [
        ((Piece("أول", False),), (Piece("أول", False),), False),
        ((), (Piece("ثانٍ", True),), True),
        ((Piece("ثالث", False),), (Piece("ثالث", False),), False),
    ]


def test_combining_marks_are_not_lost() -> None:
    row = side_by_side("كَتَبَ", "كتب")[0]
    assert "".join(piece.text for piece in row.left) == "كَتَبَ"


def test_nothing_beside_nothing() -> None:
    assert side_by_side("", "") == []


@given(st.text(alphabet="اب .\n\u064e"), st.text(alphabet="اب .\n\u064e"))
def test_both_sides_are_whole(left: str, right: str) -> None:
    rows = side_by_side(left, right)
    for text, pieces in ((left, [r.left for r in rows]), (right, [r.right for r in rows])):
        wanted = [part for part in text.split("\n\n") if part]
        assert ["".join(p.text for p in side) for side in pieces if side] == wanted
    assert any(row.differs for row in rows) == (
        [p for p in left.split("\n\n") if p] != [p for p in right.split("\n\n") if p]
    )
