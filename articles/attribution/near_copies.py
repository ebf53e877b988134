"""Near-copies: MinHash signatures of texts, how much two have in common, and how they meet.

The method is that of Broder, "On the resemblance and containment of documents" (1997), with the
banding of Indyk and Motwani (1998). A text is the set of its shingles: runs of `WORDS` folded
words. From the signatures of two texts the share of common shingles is estimated; texts whose
signatures agree in a whole band are worth comparing.

Measured by tests/benchmarks/near_copies.py on 62,411 articles, with 168 labelled pairs:
shingles of 2 to 6 words tell copies from other texts about equally well, and 3 leaves the highest
resemblance, which the bands need. Many copies are cut or built into a longer text, so the share of
the shorter text decides, not the resemblance.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from rensa import RMinHash

from articles.text.fold import fold

SCHEME = 1
"""Number of this way to make signatures; whoever changes a constant below, or takes a release of
the library that hashes otherwise, counts it up, and all signatures are made again."""

WORDS = 3
PERMUTATIONS = 128
SEED = 1
BANDS = 32
ROWS = 2  # values in a band
LEAST_SHINGLES = 20
MOST_WORDS = 50_000  # of a longer text the beginning counts

LEAST_SHARE = 0.65
"""From this share on, a text is called a near-copy of another."""

_PORTION = 5_000  # shingles handed over at once, which bounds the memory
_PACKED = struct.Struct(f"<{PERMUTATIONS}I")
_BAND = struct.Struct(f"<BB{ROWS}I")


@dataclass(frozen=True, slots=True)
class Signature:
    """What is kept of a text to compare it: `shingles` is the number of different ones, and
    `values` are empty where these are fewer than `LEAST_SHINGLES`."""

    shingles: int = 0
    values: tuple[int, ...] = ()

    def packed(self) -> bytes:
        """The values as bytes, 4 each, little-endian."""
        return _PACKED.pack(*self.values) if self.values else b""


def unpacked(shingles: int, packed: bytes) -> Signature:
    """The signature whose values were packed. Raises ValueError for bytes that are none."""
    if not packed:
        return Signature(shingles)
    try:
        return Signature(shingles, _PACKED.unpack(packed))
    except struct.error as error:
        raise ValueError(f"not a signature of {PERMUTATIONS} values") from error


def signature(text: str) -> Signature:
    """The signature of any text, the same in every process and on every machine.

    Takes linear time. Spelling that folding evens out, punctuation and paragraphs do not count.
    """
    hasher = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    seen: set[str] = set()
    for portion in _portions(text):
        hasher.update(portion)
        seen.update(portion)
    if len(seen) < LEAST_SHINGLES:
        return Signature(len(seen))
    return Signature(len(seen), tuple(hasher.digest()))


def _portions(text: str) -> Iterator[list[str]]:
    words = fold(text).split(maxsplit=MOST_WORDS)[:MOST_WORDS]
    last = len(words) - WORDS + 1
    for begin in range(0, last, _PORTION):
        yield [" ".join(words[at : at + WORDS]) for at in range(begin, min(begin + _PORTION, last))]


def bands(signature: Signature) -> frozenset[int]:
    """Numbers of 32 bits, signed: two texts that have one in common are worth comparing.

    Of texts with a resemblance r, 1 - (1 - r**ROWS)**BANDS have one. None of a short text.
    """
    if not signature.values:
        return frozenset()
    keys = set()
    for band in range(BANDS):
        values = signature.values[band * ROWS : (band + 1) * ROWS]
        key = zlib.crc32(_BAND.pack(SCHEME, band, *values))
        keys.add(key - (key >> 31 << 32))
    return frozenset(keys)


def resemblance(one: Signature, other: Signature) -> float:
    """Estimated number of common shingles by that of all (Jaccard), from 0 to 1.

    The standard error is at most 0.044; 0 where one of the texts is too short.
    """
    if not one.values or not other.values:
        return 0.0
    same = sum(map(int.__eq__, one.values, other.values))
    return same / PERMUTATIONS


def share(one: Signature, other: Signature) -> float:
    """Estimated part of the shorter text's shingles that the longer one has, from 0 to 1.

    From the resemblance r and the sizes a <= b it is r (a + b) / ((1 + r) a), and at most 1.
    """
    likeness = resemblance(one, other)
    if not likeness:
        return 0.0
    common = likeness * (one.shingles + other.shingles) / (1 + likeness)
    return min(1.0, common / min(one.shingles, other.shingles))
