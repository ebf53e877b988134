"""Passages of an article's plain text marked in its HTML, as links to what they are evidence of."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape, unescape

from articles.text.paragraphs import Span

_PIECE = re.compile(r"(<[^<>]*>)")
_LINK = re.compile(r"<(/?)a\b")
_PARAGRAPH = re.compile(r"<(/?)p\b([^<>]*)>")


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the plain text (code points, `end` exclusive) with what stands for it: the id it
    gets ("" for none), where it leads, and the sign after it."""

    start: int
    end: int
    id: str
    href: str
    sign: str


@dataclass(frozen=True, slots=True)
class _Cut:
    """A marked part of one piece of text."""

    start: int
    end: int
    mark: Mark
    first: bool
    last: bool


def mark_html(
    html: str, text: str, marks: Iterable[Mark], bare: Iterable[Span] = (), why: str = ""
) -> str:
    """Safe HTML in which each of `marks` is a link of the class "ev"; `text` is `text_of(html)`.

    Its words stand in a <span>, so that they can be underlined and the sign after them not; a blank
    before the sign lets browsers find the last of the words. Where marks overlap, the later one
    begins after the earlier one, if need be as a bare sign. Inside a link a passage is marked
    without one, and across tags in parts. The paragraphs `bare` (of `paragraph_spans`) get the
    class "bare", and the safe HTML `why` at their end. HTML that does not fit the text comes back
    as it is.
    """
    pieces, plain = _split(html)
    places = _places(plain, text)
    if places is None:
        return html
    tags = _bare_tags(pieces, places, bare, why)
    cuts: dict[int, list[_Cut]] = {}
    for mark in _apart(marks, len(text)):
        for number, cut in _cuts(mark, places):
            cuts.setdefault(number, []).append(cut)
    made = []
    inside = 0
    for number, piece in enumerate(pieces):
        tag = _LINK.match(piece)
        if tag:
            inside += -1 if tag[1] else 1
        if number in cuts:
            piece = _marked(plain[number], cuts[number], linked=inside > 0)
        made.append(tags.get(number, piece))
    return "".join(made)


def paragraph_spans(html: str, text: str) -> list[Span]:
    """The <p> of safe HTML as spans of `text`; none where that is not `text_of(html)`."""
    pieces, plain = _split(html)
    spans: dict[int, Span] = {}
    opened = _opened(pieces)
    for offset, place in enumerate(_places(plain, text) or ()):
        if place is not None and opened[place[0]]:
            number = opened[place[0]]
            spans[number] = Span(spans[number].start if number in spans else offset, offset + 1)
    return list(spans.values())


def _split(html: str) -> tuple[list[str], list[str]]:
    """HTML as text and tags in turn, and beside it what readers see of each."""
    pieces = _PIECE.split(html)
    return pieces, ["" if n % 2 else unescape(piece) for n, piece in enumerate(pieces)]


def _opened(pieces: list[str]) -> list[int]:
    """For each piece that of the <p> it stands in, 0 outside of any."""
    found, inside = [], 0
    for number, piece in enumerate(pieces):
        tag = _PARAGRAPH.fullmatch(piece)
        if tag:
            inside = 0 if tag[1] else number
        found.append(inside)
    return found


def _bare_tags(
    pieces: list[str], places: list[tuple[int, int] | None], bare: Iterable[Span], why: str
) -> dict[int, str]:
    """What stands in place of the tags of the <p> that hold the spans, by piece."""
    opened = _opened(pieces)
    tags: dict[int, str] = {}
    for span in bare:
        place = places[span.end - 1]
        tag = _PARAGRAPH.fullmatch(pieces[opened[place[0]]]) if place else None
        if place is None or tag is None:
            continue
        close = next(n for n in range(place[0], len(pieces)) if pieces[n] == "</p>")
        tags[opened[place[0]]] = f'<p class="bare"{tag[2]}>'
        tags[close] = f"{why}</p>"
    return tags


def _places(plain: list[str], text: str) -> list[tuple[int, int] | None] | None:
    """For each code point of `text` the piece and the offset where it stands; None for blanks.

    None as a whole if the letters differ: blanks are all that deriving the text may change.
    """
    letters = (
        (number, offset, char)
        for number, piece in enumerate(plain)
        for offset, char in enumerate(piece)
        if not char.isspace()
    )
    places: list[tuple[int, int] | None] = []
    for char in text:
        if char.isspace():
            places.append(None)
            continue
        number, offset, stands = next(letters, (0, 0, ""))
        if stands != char:
            return None
        places.append((number, offset))
    return None if next(letters, None) else places


def _apart(marks: Iterable[Mark], length: int) -> Iterator[Mark]:
    end = 0
    for mark in sorted(marks, key=lambda mark: (mark.start, mark.end)):
        if 0 <= mark.start < mark.end <= length:
            start = max(mark.start, end)
            end = max(mark.end, end)
            yield replace(mark, start=start, end=end)


def _cuts(mark: Mark, places: list[tuple[int, int] | None]) -> list[tuple[int, _Cut]]:
    spans: dict[int, tuple[int, int]] = {}
    for place in places[mark.start : mark.end]:
        if place is not None:
            number, offset = place
            start, _ = spans.get(number, (offset, 0))
            spans[number] = start, offset + 1
    if not spans:  # only a sign: it stands after the last letter before
        number, offset = next(place for place in reversed(places[: mark.start]) if place)
        spans[number] = offset + 1, offset + 1
    last = len(spans) - 1
    return [
        (number, _Cut(start, end, mark, first=n == 0, last=n == last))
        for n, (number, (start, end)) in enumerate(spans.items())
    ]


def _marked(text: str, cuts: list[_Cut], *, linked: bool) -> str:
    made, end = [], 0
    for cut in cuts:
        made.append(escape(text[end : cut.start]))
        made.append(_link(text[cut.start : cut.end], cut, linked=linked))
        end = cut.end
    made.append(escape(text[end:]))
    return "".join(made)


def _link(words: str, cut: _Cut, *, linked: bool) -> str:
    mark = cut.mark
    attributes = ' class="ev"' + (f' id="{escape(mark.id)}"' if cut.first and mark.id else "")
    shown = f"<span>{escape(words)}</span>" if words else ""
    inner = shown + (f"<sup>\u00a0{escape(mark.sign)}</sup>" if cut.last else "")
    if linked:
        return f"<span{attributes}>{inner}</span>"
    return f'<a{attributes} href="{escape(mark.href)}">{inner}</a>'
