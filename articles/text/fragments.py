"""Addresses of words on a page: the text fragments that browsers find and highlight."""

import re
from collections.abc import Collection
from urllib.parse import quote

LONGEST = 60  # code points that are given whole; of more, how they begin and end
WORDS = 3  # of a beginning or an end
BEFORE = 2  # words before, which tell the place from others like it
_WORD = re.compile(r"\S+")
_LETTER = re.compile(r"\w")


def text_directive(
    text: str, start: int, end: int, *, signs: Collection[int] = (), before: str = ""
) -> str:
    """The directive «text=…», percent-encoded, that leads to `text[start:end]`; '' without one.

    `start`, `end` and `signs` are offsets in code points; after each of `signs` the page shows a
    sign that is not in the text, across which browsers find nothing. `before` is what the page
    shows above the text. Without a directive that finds these words first there is none.
    """
    start, end = _whole_words(text, start, end)
    words = _WORD.findall(text[start:end])
    if not words:
        return ""
    first, last = _ends(text, start, end, signs)
    if not first:
        return ""
    prefix = _prefix(text, start, signs)
    if not prefix and first in f"{before}\n{text[:start]}":
        return ""
    parts = [f"{_encoded(prefix)}-"] if prefix else []
    parts += [_encoded(part) for part in (first, last) if part]
    return "text=" + ",".join(parts)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Browsers find whole words only: «قال» within «وقال» begins a letter earlier."""
    while start > 0 and _LETTER.match(text[start - 1]) and _LETTER.match(text[start]):
        start -= 1
    return start, end


def _ends(text: str, start: int, end: int, signs: Collection[int]) -> tuple[str, str]:
    """The words whole and nothing, or their beginning and their end; nothing where a sign would
    stand within these."""
    exact = text[start:end]
    cut = any(start < sign < end for sign in signs)
    if len(exact) <= LONGEST and "\n" not in exact and not cut:
        return exact.strip(), ""
    found = list(_WORD.finditer(text, start, end))
    count = min(WORDS, len(found) // 2)
    if not count:
        return "", ""
    spans = (found[0].start(), found[count - 1].end()), (found[-count].start(), found[-1].end())
    for a, b in spans:
        if "\n" in text[a:b] or any(a < sign < b for sign in signs):
            return "", ""
    return text[slice(*spans[0])], text[slice(*spans[1])]


def _prefix(text: str, start: int, signs: Collection[int]) -> str:
    """The words before, of the same paragraph and with no sign among them."""
    begin = max(text.rfind("\n", 0, start) + 1, *(sign for sign in (*signs, 0) if sign <= start))
    found = list(_WORD.finditer(text, begin, start))[-BEFORE:]
    if not found or start in signs or not text[start - 1].isspace():
        return ""
    if begin and not text[begin - 1].isspace() and found[0].start() == begin:
        found = found[1:]  # the rest of a word after a sign
    return text[found[0].start() : found[-1].end()] if found else ""


def _encoded(words: str) -> str:
    return quote(words, safe="").replace("-", "%2D")
