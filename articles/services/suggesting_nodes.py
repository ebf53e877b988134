"""An analysis read as one chain: its nodes, each with all its places and what it hangs on."""

from collections.abc import Iterator
from dataclasses import dataclass

from articles.attribution.types import Analysis, Link, Mention, Speaker
from articles.text.fold import fold_name

MENTION, SPEAKER = "mention", "speaker"  # kinds of links


@dataclass(frozen=True, slots=True)
class Place:
    """Words of an article: `start:end` in code points of `target`."""

    target: str
    start: int
    end: int

    def meets(self, other: "Place") -> bool:
        """Whether the two have a code point in common."""
        return self.target == other.target and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Node:
    """A link of the proposed chain. `places` are all that speak of it, the one that shows it
    first; `via` is the position, in the list of nodes, of the one through which it came."""

    found: Mention | Speaker
    places: tuple[Place, ...]
    via: int | None = None

    @property
    def name(self) -> str:
        """The name as the article has it; of a speaker the fullest form."""
        return self.found.name if isinstance(self.found, Speaker) else self.found.exact

    @property
    def candidates(self) -> tuple[str, ...]:
        """Canonical names of the sources that it may be, best first."""
        return () if isinstance(self.found, Speaker) else self.found.candidates


def place(found: Mention | Speaker) -> Place:
    """Where a mention stands, or the first words about a speaker."""
    return Place(found.target, found.start, found.end)


def identity(mention: Mention) -> str:
    """What mentions of one outlet have in common: the candidates, or else the folded name."""
    return "\n".join(mention.candidates) or fold_name(mention.exact)


def nodes(analysis: Analysis) -> list[Node]:
    """The chain's nodes in the order of its links; several mentions of an outlet are one node.

    Outlets that no link names come last and hang on the article. Anonymous speakers are left out;
    what was said through them hangs on what they hang on.
    """
    links = [*analysis.links, *_unlinked(analysis)]
    kept = [number for number, link in enumerate(links) if not _anonymous(analysis, link)]
    positions = {number: position for position, number in enumerate(kept)}
    linked = {link.index for link in links if link.kind == MENTION}
    repeats: dict[str, list[Place]] = {}
    for number, mention in enumerate(analysis.mentions):
        if number not in linked:
            repeats.setdefault(identity(mention), []).append(place(mention))
    above = _without_circles([_above(links, number, positions) for number in kept])
    found = [_found(analysis, links[number]) for number in kept]
    return [Node(node, _places(node, repeats), via) for node, via in zip(found, above, strict=True)]


def mentions_above(analysis: Analysis) -> list[int | None]:
    """For each mention the number of the one through which the article has it, None for none.

    A repeated mention has what the mention that stands for its outlet in the chain has.
    """
    links = analysis.links
    positions = {number: link.index for number, link in enumerate(links) if link.kind == MENTION}
    above = {links[number].index: _above(links, number, positions) for number in positions}
    by_outlet = {identity(analysis.mentions[index]): via for index, via in above.items()}
    return [
        above[number] if number in above else by_outlet.get(identity(mention))
        for number, mention in enumerate(analysis.mentions)
    ]


def speakers_above(analysis: Analysis) -> list[int | None]:
    """For each speaker the number of the mention through which the article has the words."""
    links = analysis.links
    positions = {number: link.index for number, link in enumerate(links) if link.kind == MENTION}
    above = {
        link.index: _above(links, number, positions)
        for number, link in enumerate(links)
        if link.kind == SPEAKER
    }
    return [above.get(number) for number in range(len(analysis.speakers))]


def _unlinked(analysis: Analysis) -> Iterator[Link]:
    linked = {
        identity(analysis.mentions[link.index]) for link in analysis.links if link.kind == MENTION
    }
    for number, mention in enumerate(analysis.mentions):
        if identity(mention) not in linked:
            linked.add(identity(mention))
            yield Link(MENTION, number)


def _found(analysis: Analysis, link: Link) -> Mention | Speaker:
    every: tuple[Mention | Speaker, ...] = (
        analysis.mentions if link.kind == MENTION else analysis.speakers
    )
    return every[link.index]


def _anonymous(analysis: Analysis, link: Link) -> bool:
    found = _found(analysis, link)
    return isinstance(found, Speaker) and (found.anonymous or not fold_name(found.name))


def _places(found: Mention | Speaker, repeats: dict[str, list[Place]]) -> tuple[Place, ...]:
    if isinstance(found, Speaker):
        others = [Place(found.target, start, end) for start, end in found.places]
    else:
        others = repeats.get(identity(found), [])
    return tuple(dict.fromkeys([place(found), *others]))


def _above(
    links: "tuple[Link, ...] | list[Link]", number: int, positions: dict[int, int]
) -> int | None:
    """The position of the next link above link `number` that has one."""
    seen = {number}
    step = links[number].via
    while step is not None and step not in seen:
        if step in positions:
            return positions[step]
        seen.add(step)
        step = links[step].via
    return None


def _without_circles(above: list[int | None]) -> list[int | None]:
    """The same steps upwards without those that close a circle."""
    kept = list(above)
    for position in range(len(kept)):
        seen = {position}
        step = kept[position]
        while step is not None and step not in seen:
            seen.add(step)
            step = kept[step]
        if step == position:
            kept[position] = None
    return kept
