"""The chain that an article's mentions and speakers propose: who has it from whom."""

from collections.abc import Collection, Mapping, Sequence

from articles.attribution.chain_credits import credit_all, disagreements
from articles.attribution.chain_nesting import OUTER_FIRST, nesting
from articles.attribution.chain_nodes import Forest, Node, node_numbers, nodes_of
from articles.attribution.chain_uncredited import uncredited
from articles.attribution.chain_voices import Voices, hear
from articles.attribution.origins import circles, independent_origins, named_sources
from articles.attribution.speakers import find_speakers
from articles.attribution.speakers_scene import Scene, scene_of
from articles.attribution.types import (
    INTERVIEW,
    QUOTED,
    RELAYED,
    REPORTED,
    Analysis,
    Link,
    Mention,
    Speaker,
    Texts,
)

__all__ = ["chain_of", "circles", "node_numbers", "propose"]

# The order of a chain:
# - a credit, else an agency's byline, is the outermost link, through which all came of which
#   the text says nothing else; of several the first one carries what names none of them;
# - inside a sentence its form decides (`chain_nesting.nesting`), and «نقلت الوكالة عن» leads on
#   from the outlet named before;
# - an interview leads to those who speak in it or right after it, another outlet to those who
#   speak in its sentence;
# - an outlet that is relayed in the first paragraph (or title or standfirst) carries the later
#   interviews of those who speak in that paragraph's sentence, too;
# - whoever speaks without an outlet is a branch of his own; one without a name belongs to the
#   outlet named before him in his paragraph.
_RELAYING = frozenset({RELAYED, REPORTED, QUOTED})


def chain_of(
    texts: Texts, mentions: Sequence[Mention], related: Mapping[str, Collection[str]] | None = None
) -> Analysis:
    """`propose` with the speakers that `find_speakers` finds, in less time than one by one."""
    scene = scene_of(texts, mentions)
    return propose(texts, mentions, find_speakers(texts, mentions, scene), related, scene)


def propose(
    texts: Texts,
    mentions: Sequence[Mention],
    speakers: Sequence[Speaker],
    related: Mapping[str, Collection[str]] | None = None,
    scene: Scene | None = None,
) -> Analysis:
    """The proposed chain with its counts, from mentions and speakers found before.

    `links` hold one link for each outlet (that of its mention with the strongest role; see
    `node_numbers`) and one for each outlet through which a speaker is heard, outer links before
    those that come through them: `via` is always smaller than the link's own place. The
    publisher's own mentions are no links, since they are the article. The order is told above.
    `related` gives, for a canonical name, those of owner, parent and publications of one house:
    a credit for one of them is no disagreement; `scene` is that of the body and its mentions where
    there is one already. Offsets in code points of the body. Never raises
    for mentions and speakers of these texts; linear in the length of the text.
    """
    scene = scene or scene_of(texts, mentions)
    numbers = node_numbers(mentions)
    nodes = nodes_of(mentions, numbers)
    forest = Forest(nodes)
    places = [index for index, mention in enumerate(mentions) if mention.target == "body"]
    _nest(scene, mentions, numbers, places, forest)
    voices = hear(scene, mentions, numbers, places, speakers)
    _carry_interviews(scene, mentions, numbers, voices, forest)
    outermost = credit_all(mentions, nodes, forest)
    links = _links(nodes, forest, voices, len(speakers), outermost)
    return Analysis(
        mentions=tuple(mentions),
        speakers=tuple(speakers),
        links=links,
        origins=independent_origins(links, mentions, speakers),
        named_sources=named_sources(speakers, len(nodes)),
        uncredited=uncredited(scene, mentions, speakers),
        disagreements=disagreements(mentions, nodes, related or {}),
    )


def _nest(
    scene: Scene,
    mentions: Sequence[Mention],
    numbers: Sequence[int | None],
    places: Sequence[int],
    forest: Forest,
) -> None:
    """Order the outlets that one sentence names, neighbour by neighbour."""
    before: int | None = None
    for index in sorted(places, key=lambda place: mentions[place].start):
        inner, outer = numbers[index], None if before is None else numbers[before]
        if before is not None and inner is not None and outer is not None and inner != outer:
            if scene.same_sentence(mentions[before].start, mentions[index].start):
                order = nesting(scene, mentions, before, index)
                if order:
                    pair = (inner, outer) if order == OUTER_FIRST else (outer, inner)
                    forest.hang(*pair)
            elif scene.relayed_by_the_same(mentions[index].start):
                forest.hang(inner, outer)
        before = index


def _carry_interviews(
    scene: Scene,
    mentions: Sequence[Mention],
    numbers: Sequence[int | None],
    voices: Voices,
    forest: Forest,
) -> None:
    """Let the outlet relayed in the lead carry the interviews with those who speak there."""
    lead = _lead(scene, mentions, numbers)
    if lead is None:
        return
    heard = voices.of_node(lead)
    for index, mention in enumerate(mentions):
        number = numbers[index]
        if mention.role != INTERVIEW or number is None or number == lead:
            continue
        if heard & voices.of_node(number):
            forest.hang(number, lead)


def _lead(scene: Scene, mentions: Sequence[Mention], numbers: Sequence[int | None]) -> int | None:
    """The node of the first outlet relayed in the title, the standfirst or the first paragraph."""
    ends = scene.first_paragraph_end()
    for index, mention in enumerate(mentions):
        leads = mention.target in ("title", "standfirst") or (
            mention.target == "body" and mention.start < ends
        )
        if leads and mention.role in _RELAYING and numbers[index] is not None:
            return numbers[index]
    return None


def _links(
    nodes: Sequence[Node],
    forest: Forest,
    voices: Voices,
    speakers: int,
    outermost: int | None,
) -> tuple[Link, ...]:
    """The links, outer ones first, each speaker after the outlet through which he is heard."""
    inner: dict[int | None, list[int]] = {}
    for node in nodes:
        inner.setdefault(node.parent, []).append(node.number)
    heard: dict[int | None, list[int]] = {}
    for speaker in range(speakers):
        for via in _through(voices, forest, speaker, outermost):
            heard.setdefault(via, []).append(speaker)
    links: list[Link] = []
    waiting: list[tuple[int, int | None]] = []
    waiting.extend((number, None) for number in reversed(inner.get(None, [])))
    while waiting:
        number, via = waiting.pop()
        here = len(links)
        links.append(Link("mention", nodes[number].index, via))
        links.extend(Link("speaker", speaker, here) for speaker in heard.get(number, ()))
        waiting.extend((other, here) for other in reversed(inner.get(number, [])))
    links.extend(Link("speaker", speaker) for speaker in heard.get(None, ()))
    return tuple(links)


def _through(
    voices: Voices, forest: Forest, speaker: int, outermost: int | None
) -> list[int | None]:
    """The nodes through which a speaker is heard, without those above another of them."""
    vias = voices.vias(speaker)
    if not vias:
        return [None if speaker in voices.direct else outermost]
    above: set[int] = set()
    if len(vias) > 1:
        for via in vias:
            above.update(forest.above(via))
    return [via for via in vias if via not in above]
