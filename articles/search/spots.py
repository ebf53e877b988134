"""Where in a text words may stand, found by their letters: most of a text need not be analysed."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache

from articles.text.analyser import analyse_text, is_half_month, is_month
from articles.text.fold import fold_code_point
from articles.text.plurals import PLURALS

_ARABIC = re.compile("[\u0621-\u064a]{2,}")
_SIGN, _HAMZA = "ـ", "ء"
_NONE = "\0"  # what folds to several letters
# Stems keep one letter where words have several.
_ONE = str.maketrans({"ى": "ي", "ئ": "ي", "ؤ": "ي", "و": "ي", "أ": "ا", "إ": "ا", "آ": "ا"})
# After the first half of a month's name these are no words of their own.
_SECOND_HALVES = frozenset(term.stem for term in analyse_text("الأول الثاني"))
_BETWEEN = re.compile(r"[\W_ـ]*")

Part = tuple[int, int]


class _Letters(dict[int, str]):
    """Code point -> one letter for it, a tatweel for a sign, a blank for whatever is blank."""

    def __missing__(self, code: int) -> str:
        folded = fold_code_point(chr(code)).translate(_ONE)
        if not folded.strip():
            letter = " " if folded else _SIGN
        else:
            letter = folded if len(folded) == 1 else _NONE
        self[code] = letter
        return letter


_LETTERS = _Letters()


def parts_with(text: str, stems: frozenset[str]) -> list[Part] | None:
    """The parts of a text in which terms with these stems may stand, whole words, in order.

    Each has all of the words beside one another that may be such terms. None where the letters do
    not tell: of months, which have several names, and of what is no Arabic word.
    """
    words = _letters_of(stems)
    if words is None:
        return None
    letters = text.translate(_LETTERS)
    if _NONE in letters:
        return None
    found: list[Part] = []
    end = -1
    for at in _places(letters, words):
        if at < end:
            continue
        start = letters.rfind(" ", 0, at) + 1
        end = letters.find(" ", at)
        end = len(text) if end < 0 else end
        if found and _BETWEEN.fullmatch(text, found[-1][1], start):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _places(letters: str, words: Iterable[str]) -> list[int]:
    """Where the words begin, whatever signs there are between their letters."""
    signs = list(_all(letters, _SIGN))
    bare = letters.replace(_SIGN, "") if signs else letters
    before = [at - number for number, at in enumerate(signs)]
    return sorted(at + bisect_right(before, at) for word in words for at in _all(bare, word))


def _all(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


@lru_cache(maxsize=100)
def _letters_of(stems: frozenset[str]) -> tuple[str, ...] | None:
    """What words with the stems have in them, None where that cannot be told."""
    if not all(map(_ARABIC.fullmatch, stems)) or not _SECOND_HALVES.isdisjoint(stems):
        return None
    terms = [term for stem in stems for term in analyse_text(stem)]
    if any(is_month(term) or is_half_month(term) for term in terms):
        return None
    words = {word for stem in stems for word in (stem, *PLURALS.get(stem, ()))}
    bare = (word.rstrip(_SIGN).rstrip(_HAMZA) for word in words)
    return tuple({word.translate(_LETTERS) for word in bare})
