"""Arabic words that the stemmer looks up, counted in newspaper text by `benchmarks/lexicon.py`."""

import re
from pathlib import Path

_FILE = Path(__file__).with_name("lexicon.txt")
_SECTION = re.compile(r"^\[(\w+)\]$", re.MULTILINE)


def _sections() -> dict[str, frozenset[str]]:
    """The sections of the file: a heading in brackets, then words between blanks."""
    parts = _SECTION.split(_FILE.read_text("utf-8"))
    return {
        name: frozenset(words.split()) for name, words in zip(parts[1::2], parts[2::2], strict=True)
    }


_WORDS = _sections()

KNOWN = _WORDS["known"]
"""Common words without proclitics and suffixes: what stands after a proclitic."""

WHOLE = _WORDS["whole"]
"""Words, without suffixes, that begin with a letter which looks like a proclitic: وزير."""

UNBROKEN = _WORDS["unbroken"]
"""The same, for single forms: لبنان, whose family would not tell."""

KEPT = _WORDS["kept"]
"""Words, without proclitics, that end in what looks like a suffix: برلين."""
