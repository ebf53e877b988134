"""Where a passage went when a text was edited: the words that stand in its place now."""

from articles.text.differences import Row, side_by_side


def moved(old: str, new: str, start: int, end: int) -> tuple[int, int] | None:
    """The span of `new` that stands where `old[start:end]` stood (code points), without blanks at
    its ends.

    None where the passage is outside `old`, spans paragraphs, nothing stands in its place, or its
    paragraph is another one now, with less than a third of the letters.
    """
    if not 0 <= start < end <= len(old):
        return None
    left = right = 0
    for row in side_by_side(old, new):
        at, left = _next(old, left, _text(row, "left"))
        there, right = _next(new, right, _text(row, "right"))
        if at <= start and end <= left and at < left:
            if not _alike(row):
                return None
            first, last = _within(row, start - at, end - at)
            return _trimmed(new, there + first, there + last)
    return None


def _alike(row: Row) -> bool:
    kept = sum(_letters(piece.text) for piece in row.left if not piece.differs)
    return 3 * kept >= _letters(_text(row, "left"))


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _text(row: Row, side: str) -> str:
    return "".join(piece.text for piece in getattr(row, side))


def _next(text: str, after: int, paragraph: str) -> tuple[int, int]:
    """Where the next paragraph stands, past the blank lines before it."""
    start = text.index(paragraph, after)
    return start, start + len(paragraph)


def _within(row: Row, start: int, end: int) -> tuple[int, int]:
    """The span of the right side that stands for a span of the left one.

    Runs that both have are the same runs in the same order; what lies between two of them on the
    one side stands for what lies between them on the other.
    """
    runs = _runs(row)
    first = next(run for run in runs if start < run[1])
    last = next(run for run in reversed(runs) if run[0] < end)
    begins = first[2] + start - first[0] if first[4] else first[2]
    ends = last[2] + end - last[0] if last[4] else last[3]
    return begins, ends


def _runs(row: Row) -> list[tuple[int, int, int, int, bool]]:
    """(start and end on the left, start and end on the right, whether both are the same)."""
    runs = []
    left, right = list(row.left), list(row.right)
    at = there = 0
    while left or right:
        same = bool(left) and not left[0].differs and bool(right) and not right[0].differs
        one = two = 0
        if same:
            one = two = len(left[0].text)
            left, right = left[1:], right[1:]
        else:
            while left and left[0].differs:
                one += len(left.pop(0).text)
            while right and right[0].differs:
                two += len(right.pop(0).text)
        runs.append((at, at + one, there, there + two, same))
        at, there = at + one, there + two
    return runs


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    return (start, end) if start < end else None
