"""The words of quotations as numbers: equal for the same words, many in common for most of them."""

import zlib
from hashlib import blake2b
from typing import NamedTuple

from articles.text.quotations import Quoted, quotations
from articles.text.tokens import tokens

LEAST_WORDS = 6
"""Of fewer words a quotation is a name or a turn of speech."""

RUN = 3  # words in a shingle
MOST_WORDS = 300  # of a longer quotation the beginning counts
MOST_QUOTATIONS = 100  # of a text: more are no longer an article


class QuotedWords(NamedTuple):
    """A quotation: `start:end` in code points without its marks, and how many words it has.

    `digest` fits eight bytes and each of `shingles` four, both with a sign; these are sorted, none
    twice. Marks, signs on letters and their forms make no difference.
    """

    start: int
    end: int
    words: int
    digest: int
    shingles: tuple[int, ...]


def quoted_words(text: str) -> list[QuotedWords]:
    """The first `MOST_QUOTATIONS` quotations of a text that have at least `LEAST_WORDS` words.

    Those inside others are left out. Linear in the text; the same on every machine.
    """
    found: list[QuotedWords] = []
    for quoted in _outermost(text):
        words = [token.folded for token in tokens(text[quoted.start : quoted.end])]
        if len(words) >= LEAST_WORDS:
            counted = words[:MOST_WORDS]
            found.append(
                QuotedWords(
                    quoted.start, quoted.end, len(words), _digest(words), _shingles(counted)
                )
            )
        if len(found) == MOST_QUOTATIONS:
            break
    return found


def _outermost(text: str) -> list[Quoted]:
    kept: list[Quoted] = []
    for quoted in quotations(text):
        if not kept or quoted.start >= kept[-1].outer_end:
            kept.append(quoted)
    return kept


def _digest(words: list[str]) -> int:
    made = blake2b(" ".join(words).encode(), digest_size=8).digest()
    return int.from_bytes(made, "big", signed=True)


def _shingles(words: list[str]) -> tuple[int, ...]:
    runs = {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}
    return tuple(sorted({_signed(zlib.crc32(run.encode())) for run in runs}))


def _signed(number: int) -> int:
    return number - (1 << 32) if number >= 1 << 31 else number
