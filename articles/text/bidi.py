"""Foreign runs in Arabic text, isolated so that the punctuation around them stays in its place.

How a line of both directions is laid out: Unicode Standard Annex #9. <bdi> isolates (HTML).
"""

import re
from collections.abc import Iterator, Sequence
from html import escape, unescape
from unicodedata import bidirectional

_LATIN = "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
_CYRILLIC = "\u0400-\u052f"
# Marks that stand inside a foreign word, name or address when a letter or digit follows.
_INSIDE = "-.,_/'’&@:+#%~=?\u2010\u2011\u2013"
LONGEST_WHOLE = 24  # code points of a run that no line end may part; addresses must break


def _run(letters: str) -> str:
    """Words of one script: joined by blanks, with or without a mark before the blank, as in
    `New Defence Order. Strategy` or `AT & T`; digits and marks attached to them belong to them."""
    further = rf"[{letters}0-9\u0300-\u036f]|[{_INSIDE}]+(?=[{letters}0-9])"
    word = rf"(?:[0-9]+[-.]?)?[{letters}](?:{further})*"
    return rf"(?<![{letters}0-9]){word}(?:[.,:;!?]?[ \u00a0](?:[&–—-][ \u00a0])?{word})*"


_RUNS = re.compile(f"(?P<en>{_run(_LATIN)})|(?P<ru>{_run(_CYRILLIC)})")
_TAG = re.compile(r"(<[^<>]*>)")
_BDI = re.compile(r"<(/?)bdi\b")
_PARTS = re.compile(r"[-./:_\u2010]")


def isolate_text(text: str) -> str:
    """A plain text as HTML, with each run of Latin or Cyrillic in a <bdi> of its language.

    A short run without blanks that a line end could part (S-400, DFNC.RU) has the class "nb".
    """
    return isolate_marked(text, ())


def isolate_marked(text: str, marks: Sequence[tuple[int, int]]) -> str:
    """`text` as `isolate_text` makes it, its `marks` in <mark>: parts in code points, `end`
    exclusive, in order and apart. A mark that begins or ends within a run is marked in parts."""
    return "".join(
        _isolated(text[start:end], language, _marked(text, marks, start, end))
        if language
        else _marked(text, marks, start, end)
        for start, end, language in _parts(text)
    )


def isolate_whole(text: str, marks: Sequence[tuple[int, int]] = ()) -> str:
    """A text that stands alone (a title, a name), as `isolate_marked` makes it; without any letter
    that is written from right to left it is one run, with all its marks and brackets."""
    first = _RUNS.search(text)
    if first is None or any(bidirectional(char) in ("R", "AL", "AN") for char in text):
        return isolate_marked(text, marks)
    return _isolated(text, first.lastgroup or "en", _marked(text, marks, 0, len(text)))


def isolate_html(html: str) -> str:
    """Safe HTML (of articles.text.html) with the foreign runs in its texts isolated.

    What stands in a <bdi> already is left as it is.
    """
    pieces: list[str] = []
    inside = 0
    for piece in _TAG.split(html):
        tag = _BDI.match(piece)
        if tag:
            inside += -1 if tag.group(1) else 1
        if piece.startswith("<") or inside > 0:
            pieces.append(piece)
        else:
            pieces.append(isolate_text(unescape(piece)))
    return "".join(pieces)


def _parts(text: str) -> Iterator[tuple[int, int, str]]:
    """The text cut at its foreign runs: (start, end, language), "" for what is none."""
    at = 0
    for match in _RUNS.finditer(text):
        yield at, match.start(), ""
        yield match.start(), match.end(), match.lastgroup or "en"
        at = match.end()
    yield at, len(text), ""


def _marked(text: str, marks: Sequence[tuple[int, int]], start: int, end: int) -> str:
    """The part start:end of the text as HTML, with what marks have of it in <mark>."""
    pieces: list[str] = []
    at = start
    for first, last in marks:
        low, high = max(first, start), min(last, end)
        if low < high:
            pieces.append(escape(text[at:low], quote=True))
            pieces.append(f"<mark>{escape(text[low:high], quote=True)}</mark>")
            at = high
    return "".join((*pieces, escape(text[at:end], quote=True)))


def _isolated(run: str, language: str, html: str) -> str:
    """The HTML of a run, isolated."""
    whole = len(run) <= LONGEST_WHOLE and " " not in run and _PARTS.search(run)
    mark = ' class="nb"' if whole else ""
    return f'<bdi{mark} lang="{language}" dir="ltr">{html}</bdi>'
