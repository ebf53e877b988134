"""Tying quotations and reported clauses to those who speak."""

from collections.abc import Sequence

from articles.attribution.speakers_events import Event
from articles.attribution.speakers_scene import Scene
from articles.attribution.types import Quotation

_LONG = 3  # words
_NEAR = 4  # words between a quotation and the cue after it: «"..."، كما قال الوزير»


def tie(scene: Scene, events: Sequence[Event]) -> list[list[Quotation]]:
    """For each event its quotations: the direct ones, and the clauses without the direct ones."""
    found: list[list[Quotation]] = [[] for _ in events]
    direct: list[tuple[int, int]] = []
    for start, end, owner in _direct(scene, events):
        direct.append((start, end))
        if owner is not None:
            found[owner].append(_quotation(scene, start, end))
    for number, event in enumerate(events):
        for start, end in _without(event.clause, direct):
            quotation = _reported(scene, start, end)
            if quotation is not None:
                found[number].append(quotation)
        found[number].sort(key=lambda quotation: quotation.start)
    return found


def _direct(scene: Scene, events: Sequence[Event]) -> list[tuple[int, int, int | None]]:
    """The quotations that hold somebody's words, as ranges of words, with the event of each."""
    found: list[tuple[int, int, int | None]] = []
    following, last_paragraph = 0, -1
    paragraph = scene.paragraph
    owner: int | None = None
    for quoted in scene.quoted:
        words = scene.range(quoted.start, quoted.end)
        if not words or any(i in scene.mention_at for i in (words[0], words[-1])):
            continue
        start, end = words[0], words[-1] + 1
        while following < len(events) and events[following].cue < start:
            following += 1
        before = following - 1 if following else None
        if before is not None and paragraph[events[before].cue] != paragraph[start]:
            before = None
        after = following if following < len(events) else None
        if after is not None and not _answers(scene, events[after], start, end):
            after = None
        near = before is not None and _led_to(scene, events[before], start)
        if len(words) < _LONG and not near:
            continue
        inside = before is not None and scene.begins(events[before].cue) == scene.begins(start)
        chosen = after if after is not None and not inside else before
        if chosen is None and _continues(scene, start, paragraph[start], last_paragraph):
            chosen = owner
        owner, last_paragraph = chosen, paragraph[start]
        found.append((start, end, chosen))
    return found


def _led_to(scene: Scene, event: Event, start: int) -> bool:
    """Whether a cue or the colon after it comes right before a quotation."""
    return start == event.end or (start - event.end < _NEAR and ":" in scene.words.gap(start))


def _answers(scene: Scene, event: Event, start: int, end: int) -> bool:
    """Whether the event's cue comes right after the quotation, in its sentence."""
    first = min(event.start, event.cue)
    if first < end or first - end > _NEAR or scene.words.ends_paragraph(first):
        return False
    return scene.begins(first) <= start or scene.begins(first) == first


def _continues(scene: Scene, start: int, paragraph: int, last: int) -> bool:
    """Whether a quotation opens the paragraph after one that a speaker's quotation closed."""
    return scene.words.ends_paragraph(start) and paragraph == last + 1


def _quotation(scene: Scene, start: int, end: int) -> Quotation:
    words = scene.words
    return Quotation(words.starts[start], _closing(scene, start, end), True)


def _closing(scene: Scene, start: int, end: int) -> int:
    """Where the quotation of these words ends: before its closing mark."""
    low = scene.words.starts[start]
    at, last = 0, len(scene.quoted) - 1
    while at < last:
        middle = (at + last) // 2
        if scene.quoted[middle].end <= low:
            at = middle + 1
        else:
            last = middle
    return max(scene.quoted[at].end, scene.words.ends[end - 1])


def _without(clause: tuple[int, int], direct: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pieces of a clause that no direct quotation holds, as ranges of words."""
    start, end = clause
    low, high = 0, len(direct)
    while low < high:
        middle = (low + high) // 2
        if direct[middle][1] <= start:
            low = middle + 1
        else:
            high = middle
    pieces = []
    for first, last in direct[low:]:
        if first >= end:
            break
        if first > start:
            pieces.append((start, first))
        start = max(start, last)
    if start < end:
        pieces.append((start, end))
    return pieces


def _reported(scene: Scene, start: int, end: int) -> Quotation | None:
    """The span of a reported clause of at least two words."""
    if end - start < 2:
        return None
    words = scene.words
    return Quotation(words.starts[start], words.ends[end - 1], False)
