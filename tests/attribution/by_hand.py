"""Articles with their mentions made by hand, and chains told as lines, outermost first."""

from dataclasses import dataclass, field

from articles.attribution.chain import propose
from articles.attribution.speakers import find_speakers
from articles.attribution.types import Analysis, Mention, Texts


@dataclass(frozen=True)
class M:
    """A mention to be made: the name as the text has it, its role, its cue, its place.

    `nth` counts the occurrences of the name; the cue is the nearest one to it.
    """

    name: str
    role: str
    cue: str = ""
    source: str | None = "="
    target: str = "body"
    nth: int = 0
    own: bool = False


@dataclass(frozen=True)
class Case:
    """An article and what its chain must be.

    `chains` has one line for each innermost link: «A < B < speaker», the article left out.
    `uncredited` counts the paragraphs of the body from 0.
    """

    shape: str
    body: str
    mentions: tuple[M, ...] = ()
    chains: tuple[str, ...] = ()
    origins: int = 0
    uncredited: tuple[int, ...] = ()
    speakers: tuple[str, ...] = ()
    footer: str = ""
    byline: str = ""
    title: str = ""
    publisher: str = ""
    named: int | None = None
    disagreements: tuple[str, ...] = ()
    related: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def texts(self) -> Texts:
        return Texts(
            title=self.title, body=self.body, byline=self.byline, footer=self.footer,
            publisher=self.publisher,
        )  # fmt: skip

    def analyse(self) -> Analysis:
        texts = self.texts()
        mentions = mentions_in(texts, self.mentions)
        speakers = find_speakers(texts, mentions)
        return propose(texts, mentions, speakers, self.related)


def mentions_in(texts: Texts, wanted: tuple[M, ...]) -> tuple[Mention, ...]:
    """The mentions at their places in the texts."""
    return tuple(_mention(texts.target(one.target), one) for one in wanted)


def _mention(text: str, one: M) -> Mention:
    start = -1
    for _ in range(one.nth + 1):
        start = text.index(one.name, start + 1)
    cue_start = 0
    if one.cue:
        places = [i for i in range(len(text)) if text.startswith(one.cue, i)]
        assert places, one.cue
        cue_start = min(places, key=lambda place: abs(place - start))
    candidates: tuple[str, ...] = ()
    if one.source is not None:
        candidates = tuple((one.name if one.source == "=" else one.source).split("|"))
    return Mention(
        target=one.target, start=start, end=start + len(one.name), exact=one.name, role=one.role,
        cue=one.cue, cue_start=cue_start, cue_end=cue_start + len(one.cue),
        candidates=candidates, own=one.own,
    )  # fmt: skip


def lines(analysis: Analysis) -> tuple[str, ...]:
    """A line for each innermost link, outermost first; somebody without a name is «?»."""
    carrying = {link.via for link in analysis.links}
    found = []
    for place in range(len(analysis.links)):
        if place in carrying:
            continue
        way: list[str] = []
        at: int | None = place
        while at is not None:
            link = analysis.links[at]
            if link.kind == "mention":
                way.append(analysis.mentions[link.index].exact)
            else:
                speaker = analysis.speakers[link.index]
                way.append(speaker.name or f"?{speaker.exact}")
            at = link.via
        found.append(" < ".join(reversed(way)))
    return tuple(found)
