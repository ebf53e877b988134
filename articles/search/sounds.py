"""Names by their consonants, in which their spellings in Arabic, Latin and Cyrillic meet."""

import re
from collections.abc import Iterator
from functools import cache

from articles.attribution.table import Entry, Node, load_table

LEAST = 4
"""Consonants of a name that is told by them."""

_LETTERS = {
    **dict.fromkeys("بپ", "b"), **dict.fromkeys("تطةث", "t"), **dict.fromkeys("جغگچ", "g"),
    **dict.fromkeys("حه", ""), "خ": "x", **dict.fromkeys("دذضظ", "d"), "ر": "r", "ز": "s",
    **dict.fromkeys("سصش", "s"), "ف": "f", **dict.fromkeys("قك", "k"), "ل": "l", "م": "m", "ن": "n",
    "b": "b", "c": "k", "d": "d", "f": "f", "g": "g", "j": "g", "k": "k", "l": "l", "m": "m",
    "n": "n", "p": "b", "q": "k", "r": "r", "s": "s", "t": "t", "v": "f", "x": "ks", "z": "s",
    "б": "b", "п": "b", "т": "t", "г": "g", "ж": "g", "х": "x", "д": "d", "р": "r", "з": "s",
    "с": "s", "ш": "s", "щ": "s", "ц": "ts", "ч": "ts", "ф": "f", "в": "f", "к": "k", "л": "l",
    "м": "m", "н": "n",
}  # fmt: skip
_PAIRS = (
    ("kh", "x"),
    ("sh", "s"),
    ("ch", "ts"),
    ("th", "t"),
    ("dh", "d"),
    ("gh", "g"),
    ("ph", "f"),
)


class _Sounds(dict[int, str]):
    """Code point -> its consonant, '' where it has none."""

    def __missing__(self, code: int) -> str:
        told = self[code] = _LETTERS.get(chr(code), "")
        return told


_SOUNDS = _Sounds()
_DOUBLED = re.compile(r"(.)\1+")
_ARTICLE = re.compile(r"\b(?:ال|al |the )")


def told_by(folded: str) -> str:
    """The consonants of a folded name, '' where they are too few to tell it.

    Vowels, h and w go, voiced and emphatic letters meet their kin, doubled ones are one:
    «كوميرسانت», «كومرسنت», Kommersant and Коммерсантъ are all kmrsnt.
    """
    text = _ARTICLE.sub("", folded)
    for pair, one in _PAIRS:
        text = text.replace(pair, one if one != "x" else "خ")
    told = _DOUBLED.sub(r"\1", text.translate(_SOUNDS))
    return told if len(told) >= LEAST else ""


@cache
def sources_by_sound() -> dict[str, Entry]:
    """Consonants -> the one source of the name table that they tell.

    Kept for good: the table comes with the program. Everyday words are no such names.
    """
    found: dict[str, dict[str, Entry]] = {}
    for name, entries in _names(load_table().root, ""):
        told = told_by(name)
        if told:
            found.setdefault(told, {}).update((entry.name, entry) for entry in entries)
    return {told: next(iter(some.values())) for told, some in found.items() if len(some) == 1}


def _names(step: Node, before: str) -> Iterator[tuple[str, list[Entry]]]:
    for word, after in step.then.items():
        name = f"{before} {word}".strip()
        if after.forms and not any(form.weak for form in after.forms):
            yield name, [form.entry for form in after.forms]
        yield from _names(after, name)
