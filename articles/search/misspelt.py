"""Words as they were perhaps meant: one letter off, run together, torn apart."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

SHORTEST = 3
"""Letters of a word for which others are looked for; of a shorter one nearly all are words."""

LONGEST = 20

_ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويء"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
# Letters that are heard or drawn alike, and so written for one another.
_ALIKE = (
    "ضظد", "ذزدث", "سصث", "تطث", "قكغ", "هحخ", "اعء", "جغق", "بفن", "ويا", "نتبي", "حجخ", "رز",
    "ck", "sz", "vw", "iy", "ei", "ao", "gj", "pb", "td", "иы", "ео", "сз", "шщ",
)  # fmt: skip
_PAIRS = frozenset(a + b for group in _ALIKE for a in group for b in group if a != b)
_LIKELY, _PLAIN, _AT_FIRST = 3.0, 1.0, 0.3
_SWAPPED = _DOUBLED = 3.0


class Guess(NamedTuple):
    """Another word, and how likely such a slip is beside others."""

    word: str
    likely: float


def one_letter_off(word: str) -> Iterator[Guess]:
    """All words that are one slip away from a folded one: a letter more, less, another, or two
    that changed places. None of a word with digits or a blank in it."""
    letters = _alphabet(word)
    if not letters or not SHORTEST <= len(word) <= LONGEST:
        return
    seen = {word}
    for guess in _all(word, letters):
        if guess.word not in seen:
            seen.add(guess.word)
            yield guess


def _all(word: str, letters: str) -> Iterator[Guess]:
    for at in range(len(word) - 1):
        one, other = word[at], word[at + 1]
        yield Guess(word[:at] + other + one + word[at + 2 :], _SWAPPED)
    for at, letter in enumerate(word):
        doubled = word[at - 1 : at] == letter
        yield Guess(word[:at] + word[at + 1 :], _DOUBLED if doubled else _PLAIN * _place(at))
        for other in letters:
            likely = _LIKELY if letter + other in _PAIRS else _PLAIN * _place(at)
            yield Guess(word[:at] + other + word[at + 1 :], likely)
    for at in range(len(word) + 1):
        for other in letters:
            # The letters of long vowels are left out most.
            doubled = other in "اوي" or word[at - 1 : at] == other
            likely = _DOUBLED if at and doubled else _PLAIN * _place(at)
            yield Guess(word[:at] + other + word[at:], likely)


def _place(at: int) -> float:
    return _PLAIN if at else _AT_FIRST


def _alphabet(word: str) -> str:
    return next(
        (some for some in (_ARABIC, _LATIN, _CYRILLIC) if all(char in some for char in word)), ""
    )


def torn(word: str) -> Iterator[tuple[str, str]]:
    """A word as two, each of two letters at least."""
    for at in range(2, len(word) - 1):
        yield word[:at], word[at:]


def best(guesses: Iterable[Guess], count: Callable[[str], int], most: int) -> list[Guess]:
    """The `most` likely guesses that `count` finds anywhere, the likeliest first."""
    found = [(guess.likely * n, guess) for guess in guesses if (n := count(guess.word))]
    return [guess for _, guess in sorted(found, key=lambda one: (-one[0], one[1].word))[:most]]
