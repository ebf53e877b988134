"""Quotes in a text: made from a span, and found again after the text changed.

The selectors are those of the W3C Web Annotation Data Model (TextQuoteSelector and
TextPositionSelector); all offsets count Unicode code points.
"""

from dataclasses import dataclass

CONTEXT = 32  # code points kept on each side


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage with its surroundings; `end` is exclusive."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """Where a quote stands now; `unique` is False when its words fit several places equally."""

    quote: Quote
    unique: bool


def quote_at(text: str, start: int, end: int) -> Quote:
    """The passage `text[start:end]` with up to 32 code points of context on each side.

    Raises ValueError if the span is empty or outside the text.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no passage at {start}..{end} in a text of {len(text)} code points")
    return Quote(
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        start=start,
        end=end,
    )


def find_quote(
    text: str, exact: str, *, prefix: str = "", suffix: str = "", limit: int = 1000
) -> Found | None:
    """Find `exact` in `text`; among several places the one whose context agrees most.

    Only the first `limit` places are looked at. None if the words are gone; `unique` is False
    if two places agree equally well with `prefix` and `suffix`.
    """
    if not exact:
        return None
    best: list[int] = []
    best_score = -1
    place, seen = text.find(exact), 0
    while place >= 0 and seen < limit:
        end = place + len(exact)
        score = _common_end(text[max(0, place - len(prefix)) : place], prefix) + _common_start(
            text[end : end + len(suffix)], suffix
        )
        if score > best_score:
            best, best_score = [place], score
        elif score == best_score:
            best.append(place)
        seen += 1
        place = text.find(exact, place + 1)
    if not best:
        return None
    return Found(quote_at(text, best[0], best[0] + len(exact)), unique=len(best) == 1)


def _common_start(a: str, b: str) -> int:
    count = 0
    for left, right in zip(a, b, strict=False):
        if left != right:
            break
        count += 1
    return count


def _common_end(a: str, b: str) -> int:
    return _common_start(a[::-1], b[::-1])
