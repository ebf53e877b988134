"""How long a text takes to read."""

import re

# Trauzettel-Klosinski and Dietz (IReST, Investigative Ophthalmology & Visual Science 53, 2012,
# p. 5452) timed young native speakers of 17 languages reading aloud: 184 words a minute on average.
WORDS_PER_MINUTE = 184
"""Words a minute."""

_WORD = re.compile(r"\S+")


def reading_minutes(text: str) -> int:
    """Minutes for reading the text, rounded, at least 1; 0 for a text without words."""
    words = sum(1 for _ in _WORD.finditer(text))
    return max(1, round(words / WORDS_PER_MINUTE)) if words else 0
