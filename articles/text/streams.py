"""The terms of a text as streams of stems, forms and kin, as the index takes them.

It gives what `analyse_text` gives without saying where the terms stand, and several times faster:
a text is cut at its blanks, and a piece is analysed when it is first met. Only names of one month
and initials reach over blanks; where pieces may be that, they are analysed together.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from articles.text.analyser import Term, analyse_text, arabic_word, is_half_month, is_month
from articles.text.kin import kin_of

_REMEMBERED = 250_000  # pieces, and as many that were met before them
_LONGEST_PIECE = 60
# What says nothing at the ends of a piece.
_AROUND = '،؛؟.,:;!?«»"()[]{}“”„…'
_ARABIC_WORD = re.compile("[\u0621-\u063a\u0641-\u064a]{2,}")
_BLANKS = re.compile(r"(\s+)")

# Why a piece may be one term with the next: «تشرين» «الأول», «حزيران» «/» «يونيو», «أ.» «ف.» «ب».
_HALF, _MONTH, _INITIAL = "half", "month", "initial"
# The terms after such a piece that are looked at with it: «تشرين» «الأول» «(أكتوبر)».
_TERMS_AFTER = 2


class Streams(NamedTuple):
    """The stems and the forms of the terms of a text, and their kin: the roots and concepts of
    those that have one; one blank between two, none in any."""

    stems: str = ""
    forms: str = ""
    kin: str = ""


# A plain tuple in the tables, which the garbage collector need not look at again and again.
_Parts = tuple[str, str, str]


class _LongPieceError(Exception):
    """A piece that is too long to be remembered."""


class _Pieces(dict[str, _Parts]):
    """Piece -> its streams; `joins` says of some why they may be one term with the next."""

    def __init__(self, older: "_Pieces | None" = None) -> None:
        super().__init__()
        self.joins: dict[str, str] = {}
        self._shared: dict[str, str] = {}
        self._older = older
        if older is not None:
            older._older = None

    def __missing__(self, piece: str) -> _Parts:
        """The streams of a piece that was not met lately. Raises _LongPieceError."""
        older = self._older
        if older is not None and piece in older:
            found, joins = older[piece], older.joins.get(piece)
        elif len(piece) > _LONGEST_PIECE:
            raise _LongPieceError
        else:
            found, joins = self._analysed(piece)
        # In this order, for another thread that finds the piece.
        if joins:
            self.joins[piece] = joins
        self[piece] = found
        return found

    def _analysed(self, piece: str) -> tuple[_Parts, str | None]:
        word = piece.strip(_AROUND)
        if len(word) > 1 and word != piece:
            return self[word], self.joins.get(word)
        arabic = _ARABIC_WORD.fullmatch(word) is not None
        terms = [arabic_word(word)] if arabic else analyse_text(piece)
        stems, forms, kin = _of_terms(terms)
        # Pieces share the strings that they give, of which there are far fewer: most of the time
        # goes into fetching them from memory.
        share = self._shared.setdefault
        parts = share(stems, stems), piece if forms == piece else forms, share(kin, kin)
        return parts, _joins(piece, terms)


_pieces = _Pieces()


def streams(text: str) -> Streams:
    """The stems, forms and kin of a text's terms in order, those of `analyse_text`.

    A form is the folded word with «_» for blanks in it. Any text is fine; linear in its length.
    """
    global _pieces
    known = _pieces
    if len(known) > _REMEMBERED:
        known = _pieces = _Pieces(known)
    pieces = text.split()
    try:
        found = list(map(known.__getitem__, pieces))
    except _LongPieceError:
        return _of_terms(analyse_text(text))
    if not known.joins.keys().isdisjoint(pieces):
        runs = [*_runs(known.joins, pieces, found)]
        if runs:
            found = _analysed_together(text, found, runs)
    if not found:
        return Streams()
    return Streams(*(" ".join(filter(None, stream)) for stream in zip(*found, strict=True)))


def _of_terms(terms: list[Term]) -> Streams:
    return Streams(
        " ".join([term.stem for term in terms]),
        " ".join([term.folded.replace(" ", "_") for term in terms]),
        " ".join([one for term in terms for one in kin_of(term.stem)]),
    )


def _joins(piece: str, terms: list[Term]) -> str | None:
    """Why a piece of these terms may be one term with the next piece, if it may."""
    if any(map(is_half_month, terms)):
        return _HALF
    if any(map(is_month, terms)):
        return _MONTH
    if terms and piece[terms[-1].end :] in ("", ".") and _is_initial(terms[-1].folded):
        return _INITIAL
    return None


def _is_initial(folded: str) -> bool:
    """Whether a form begins with an Arabic letter that stands alone."""
    return folded[:1] >= "\u0620" and folded[1:2] in ("", " ", "_")


def _runs(
    joins: dict[str, str], pieces: list[str], found: list[_Parts]
) -> Iterator[tuple[int, int]]:
    """The runs `start:end` of pieces that have to be analysed together."""
    end = 0
    for at in [at for at, piece in enumerate(pieces) if piece in joins]:
        if at >= end and _joins_next(joins, pieces, found, at):
            end = _end_of_run(joins, pieces, found, at)
            yield at, end


def _joins_next(joins: dict[str, str], pieces: list[str], found: list[_Parts], at: int) -> bool:
    """Whether a piece and the next one that has a term may be one term."""
    reason = joins[pieces[at]]
    after = next((other for other in range(at + 1, len(pieces)) if found[other][0]), None)
    if reason == _HALF or after is None:
        return after is not None
    if reason == _MONTH:
        return joins.get(pieces[after], _INITIAL) != _INITIAL
    return _is_initial(found[after][1])


def _end_of_run(joins: dict[str, str], pieces: list[str], found: list[_Parts], start: int) -> int:
    """Where a run ends: a few terms after its last piece that may join the next."""
    left = 0
    for at in range(start, len(pieces)):
        if pieces[at] in joins:
            left = _TERMS_AFTER + 1
        left -= bool(found[at][0])
        if left <= 0:
            return at + 1
    return len(pieces)


def _analysed_together(text: str, found: list[_Parts], runs: list[tuple[int, int]]) -> list[_Parts]:
    """The streams of a text's pieces, those of a run in one."""
    parts = _BLANKS.split(text.strip())  # pieces, and the blanks between them
    whole: list[_Parts] = []
    done = 0
    for start, end in runs:
        whole += found[done:start]
        whole.append(_of_terms(analyse_text("".join(parts[2 * start : 2 * end - 1]))))
        done = end
    return whole + found[done:]
