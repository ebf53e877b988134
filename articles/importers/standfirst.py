"""Telling a standfirst, which an editor wrote, from a body's opening that a machine cut off."""

import re

_NOT_A_LETTER = re.compile(r"[\W\d_]+")
_WORDS = 6
_LETTERS = 30
_OPENING = 2_000


def is_opening(abstract: str, body: str) -> bool:
    """Whether the abstract only repeats how the body begins.

    Most feeds fill their abstract with the first words of the body, often cut in mid-word, with
    the breaks between paragraphs lost and the dateline left out. So it counts as a repetition
    when its first six words, or its first thirty letters, stand in the first 2,000 code points
    of the body.
    """
    words = abstract.split(None, _WORDS)
    opening = body[:_OPENING]
    if " ".join(words[:_WORDS]) in opening:
        return True
    letters = _NOT_A_LETTER.sub("", abstract[: 4 * _LETTERS])[:_LETTERS]
    return letters in _NOT_A_LETTER.sub("", opening)
