"""An article's texts cut into paragraphs and pieces, with the places of its citations marked."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from articles.attribution.types import Analysis, Mention, Speaker
from articles.models import Article, Citation, CitationState, EvidenceState, EvidenceTarget
from articles.text.fold import fold_name
from articles.text.paragraphs import paragraphs

AMBIGUOUS = "ambiguous"
"""The look of a suggestion that names several sources: beside the states, which are codes too."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words, `start:end` in code points of the target, that belong to a citation.

    `number` counts citations from 1 in their order, `look` is the state or AMBIGUOUS; `main` says
    that these are the citation's evidence and not a further place of the same source.
    """

    start: int
    end: int
    citation_id: int
    number: int
    look: str
    main: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, `start:end` in code points of the target, with the marks that cover it, the
    citations' evidence first; `ends` are those whose last piece this is."""

    start: int
    end: int
    text: str
    marks: tuple[Mark, ...]
    ends: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`number` counts from 1 within the target; `bare` says that it credits nobody."""

    number: int
    start: int
    end: int
    bare: bool
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """One of the article's texts; `target` is the code of what its offsets count in."""

    target: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def label(self) -> str:
        """What people call this text."""
        return str(EvidenceTarget(self.target).label)


def texts(article: Article) -> dict[str, str]:
    """The article's texts by target, in the order in which they are read."""
    return {
        EvidenceTarget.TITLE: article.title,
        EvidenceTarget.STANDFIRST: article.standfirst,
        EvidenceTarget.BYLINE: article.byline_text,
        EvidenceTarget.BODY: article.body_text,
        EvidenceTarget.FOOTER: article.footer,
    }


def look(citation: Citation) -> str:
    """How the citation is shown: its state, or AMBIGUOUS."""
    open_ = citation.state == CitationState.SUGGESTED and citation.source_id is None
    return AMBIGUOUS if open_ and len(citation.candidates) > 1 else str(citation.state)


def passages(
    article: Article, citations: Sequence[Citation], analysis: Analysis
) -> tuple[Passage, ...]:
    """The article's texts that are not empty, cut and marked; `citations` are in their order."""
    marks = _marks(citations, analysis)
    return tuple(
        Passage(str(target), _paragraphs(str(target), text, marks.get(str(target), []), analysis))
        for target, text in texts(article).items()
        if text.strip()
    )


def _marks(citations: Sequence[Citation], analysis: Analysis) -> dict[str, list[Mark]]:
    marks: dict[str, list[Mark]] = {}
    for number, citation in enumerate(citations, 1):
        main = _evidence(citation)
        places = further_places(citation, analysis) if citation.state != "rejected" else []
        for target, start, end in dict.fromkeys([*main, *places]):
            mark = Mark(
                start, end, citation.pk, number, look(citation), (target, start, end) in main
            )
            if mark.main or not any(_meets(mark, target, place) for place in main):
                marks.setdefault(target, []).append(mark)
    return marks


def _evidence(citation: Citation) -> list[tuple[str, int, int]]:
    if citation.evidence_state != EvidenceState.FOUND:
        return []
    return [(citation.target, citation.start or 0, citation.end or 0)]


def _meets(mark: Mark, target: str, place: tuple[str, int, int]) -> bool:
    return place[0] == target and mark.start < place[2] and place[1] < mark.end


def further_places(citation: Citation, analysis: Analysis) -> list[tuple[str, int, int]]:
    """All places (target, start, end) where the text speaks of what the citation names."""
    names = {fold_name(citation.name)} - {""}
    at = _evidence(citation)
    places: list[tuple[str, int, int]] = []
    for speaker in analysis.speakers:
        own = [(speaker.target, start, end) for start, end in speaker.places] or [_place(speaker)]
        if fold_name(speaker.name) in names or _overlap(own, at):
            places.extend(own)
    same = {_outlet(one) for one in analysis.mentions
            if fold_name(one.exact) in names or _overlap([_place(one)], at)}  # fmt: skip
    places.extend(_place(one) for one in analysis.mentions if _outlet(one) in same)
    return places


def _place(found: Mention | Speaker) -> tuple[str, int, int]:
    return found.target, found.start, found.end


def _outlet(mention: Mention) -> str:
    """What mentions of one outlet have in common."""
    return "\n".join(mention.candidates) or fold_name(mention.exact)


def _overlap(one: Iterable[tuple[str, int, int]], other: Sequence[tuple[str, int, int]]) -> bool:
    return any(
        a[0] == b[0] and a[1] < b[2] and b[1] < a[2] for a in one for b in other
    )  # fmt: skip


def _paragraphs(
    target: str, text: str, marks: list[Mark], analysis: Analysis
) -> tuple[Paragraph, ...]:
    bare = analysis.uncredited if target == EvidenceTarget.BODY else ()
    return tuple(
        Paragraph(
            number,
            span.start,
            span.end,
            any(start < span.end and span.start < end for start, end in bare),
            _pieces(text, span.start, span.end, marks),
        )
        for number, span in enumerate(paragraphs(text), 1)
    )


def _pieces(text: str, start: int, end: int, marks: list[Mark]) -> tuple[Piece, ...]:
    """The text from `start` to `end` cut wherever a mark begins or ends."""
    inside = [mark for mark in marks if mark.start < end and start < mark.end]
    inside.sort(key=lambda mark: (not mark.main, mark.number, mark.start))
    cuts = {start, end}
    for mark in inside:
        cuts |= {max(start, mark.start), min(end, mark.end)}
    edges = sorted(cuts)
    return tuple(
        Piece(
            a,
            b,
            text[a:b],
            tuple(mark for mark in inside if mark.start < b and a < mark.end),
            tuple(mark for mark in inside if mark.end == b or (mark.end > end and b == end)),
        )
        for a, b in itertools.pairwise(edges)
    )
