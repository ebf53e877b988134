"""Broken plurals, which no rule on letters brings to their singular: سفن, أسعار, وزراء.

`plurals.txt` has a plural and its singular in each line, written by hand. Left out is what is also
another word or the name of a newspaper: كتب, الأخبار.
"""

from collections import defaultdict
from pathlib import Path

from articles.text.stem import lightly_cleaned, stem

# A change of these asks for a higher `ANALYSER_VERSION`, so that indexes are built again.
_FILE = Path(__file__).parent / "plurals.txt"
# What may be written together after one: a pronoun, or the alef of أسعارا.
_ENDINGS = ("هما", "ها", "هم", "هن", "نا", "كم", "ه", "ا")


def pairs() -> list[tuple[str, str]]:
    """Every plural with its singular."""
    lines = _FILE.read_text("utf-8").splitlines()
    return [(plural, singular) for plural, singular in map(str.split, lines)]


_SINGULARS = {lightly_cleaned(plural): stem(lightly_cleaned(one)) for plural, one in pairs()}


def _plurals() -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for plural, singular in _SINGULARS.items():
        found[singular].append(plural)
    return {singular: tuple(plurals) for singular, plurals in found.items()}


PLURALS = _plurals()
"""The stem of a singular -> its broken plurals, lightly cleaned."""


def singular_stem(word: str) -> str:
    """The stem of the singular of a broken plural, a lightly cleaned word without proclitics; ''
    for other words."""
    if word in _SINGULARS:
        return _SINGULARS[word]
    for ending in _ENDINGS:
        if word.endswith(ending):
            rest = word[: -len(ending)]
            # أسلحتهم: a ة is a ت before pronouns.
            found = _SINGULARS.get(rest) or _SINGULARS.get(
                f"{rest[:-1]}ة" if rest[-1:] == "ت" else ""
            )
            if found:
                return found
    return ""
