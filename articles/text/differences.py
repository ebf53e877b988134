"""Two versions of a text side by side: paragraph by paragraph, with the words that differ."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\s+|[\w\u0610-\u061a\u064b-\u065f\u0670]+|[^\s\w]")
# Comparing words takes time that grows with the product of both lengths.
_MOST_WORDS = 4000


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; `differs` says that the other version has not got it in this place."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph of the one version beside its counterpart; no pieces where there is none."""

    left: tuple[Piece, ...]
    right: tuple[Piece, ...]

    @property
    def differs(self) -> bool:
        """Whether the two sides are not the same."""
        return any(piece.differs for piece in (*self.left, *self.right))


def side_by_side(left: str, right: str) -> list[Row]:
    """The paragraphs of both texts in their order, those that belong together in one row.

    The pieces of one side, put together, are its paragraphs. Never raises.
    """
    rows: list[Row] = []
    one, other = _paragraphs(left), _paragraphs(right)
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    for _, a, b, c, d in matcher.get_opcodes():
        rows.extend(_rows(one[a:b], other[c:d]))
    return rows


def _paragraphs(text: str) -> list[str]:
    return [part for part in text.split("\n\n") if part]


def _rows(one: Sequence[str], other: Sequence[str]) -> Iterator[Row]:
    for number in range(max(len(one), len(other))):
        left = one[number] if number < len(one) else ""
        right = other[number] if number < len(other) else ""
        yield Row(*_words(left, right))


def _words(left: str, right: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    if left == right or not left or not right:
        return _whole(left, left != right), _whole(right, left != right)
    one, other = _WORD.findall(left), _WORD.findall(right)
    if len(one) > _MOST_WORDS or len(other) > _MOST_WORDS:
        return _whole(left, True), _whole(right, True)
    codes = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    return (
        tuple(Piece("".join(one[a:b]), tag != "equal") for tag, a, b, _, _ in codes if a < b),
        tuple(Piece("".join(other[c:d]), tag != "equal") for tag, _, _, c, d in codes if c < d),
    )


def _whole(text: str, differs: bool) -> tuple[Piece, ...]:
    return (Piece(text, differs),) if text else ()
