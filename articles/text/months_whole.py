"""Months under both of their names, «حزيران \\ يونيو», kept on one line in HTML."""

import re
from html import escape, unescape

from articles.text.months import month_number

_TAG = re.compile(r"(<[^<>]*>)")
_ARABIC = "[\u0621-\u064a]+"
_PAIR = re.compile(
    rf"(?P<before>{_ARABIC} )?(?P<one>{_ARABIC}) ?[\\/] ?(?P<other>{_ARABIC})(?P<after> {_ARABIC})?"
)


def months_whole(html: str) -> str:
    """Safe HTML in which no line end parts the two names of a month, whichever comes first; one of
    them may have two words («تشرين الأول»). Nothing else is touched."""
    if "/" not in html and "\\" not in html:
        return html
    pieces = _TAG.split(html)
    pieces[::2] = [_kept(piece) for piece in pieces[::2]]
    return "".join(pieces)


def _kept(piece: str) -> str:
    text = unescape(piece)
    made, end = [], 0
    for match in _PAIR.finditer(text):
        span = _month(match)
        if span is not None:
            made.append(escape(text[end : span[0]]))
            made.append(f'<span class="nb">{escape(text[slice(*span)])}</span>')
            end = span[1]
    return "".join((*made, escape(text[end:]))) if made else piece


def _month(match: re.Match[str]) -> tuple[int, int] | None:
    """Where both names of one month stand; None where they are not."""
    before, one, other, after = match.group("before", "one", "other", "after")
    for first, start in ((f"{before or ''}{one}", "before"), (one, "one")):
        for second, end in ((f"{other}{after or ''}", "after"), (other, "other")):
            number = month_number(first)
            if number is not None and number == month_number(second):
                low = match.start(start) if match.start(start) >= 0 else match.start("one")
                high = match.end(end) if match.end(end) >= 0 else match.end("other")
                return low, high
    return None
