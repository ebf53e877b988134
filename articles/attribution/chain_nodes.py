"""The nodes of a chain: one for each outlet that an article names, however often it does."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from articles.attribution.types import (
    AGENCY_COPY,
    CREDIT,
    INTERVIEW,
    QUOTED,
    RELAYED,
    REPORTED,
    Mention,
)
from articles.text.fold import fold

# The role that says most about how the article has its outlet comes first: its copy, its credit,
# what was told to it, what it passes on in parenthesis, its wording, what it says as a subject.
STRENGTH = (AGENCY_COPY, CREDIT, INTERVIEW, RELAYED, QUOTED, REPORTED)
_HIGHEST = 32  # links of one chain that are looked at; no report comes through as many


@dataclass(slots=True)
class Node:
    """An outlet: `mentions` are all places where it is named, `index` the one that stands for
    them, that with the strongest role (the first of these)."""

    number: int
    index: int
    mentions: list[int] = field(default_factory=list)
    parent: int | None = None


def node_numbers(mentions: Sequence[Mention]) -> list[int | None]:
    """For each mention the number of its node, in order of appearance; None for the publisher's
    own, which is the article itself.

    Mentions are one node if they have the same only candidate or the same folded name.
    """
    known: dict[tuple[str, str], int] = {}
    numbers: list[int | None] = []
    count = 0
    for mention in mentions:
        if mention.own:
            numbers.append(None)
            continue
        keys = [("exact", fold(mention.exact) or mention.exact)]
        if mention.source is not None:
            keys.insert(0, ("source", mention.source))
        number = next((known[key] for key in keys if key in known), None)
        if number is None:
            number, count = count, count + 1
        for key in keys:
            known.setdefault(key, number)
        numbers.append(number)
    return numbers


def nodes_of(mentions: Sequence[Mention], numbers: Sequence[int | None]) -> list[Node]:
    """The nodes by number."""
    nodes: list[Node] = []
    for index, number in enumerate(numbers):
        if number is None:
            continue
        if number == len(nodes):
            nodes.append(Node(number, index))
        node = nodes[number]
        node.mentions.append(index)
        if _strength(mentions[index]) < _strength(mentions[node.index]):
            node.index = index
    return nodes


def _strength(mention: Mention) -> int:
    return STRENGTH.index(mention.role) if mention.role in STRENGTH else len(STRENGTH)


class Forest:
    """The order of nodes, in which nothing ever comes through itself.

    A node gets its parent once; the top of its tree is found by union with path halving, as in
    Tarjan's disjoint sets, so that the check for a cycle costs next to nothing.
    """

    def __init__(self, nodes: Sequence[Node]) -> None:
        self.nodes = nodes
        self._up = list(range(len(nodes)))

    def top(self, number: int) -> int:
        """The outermost node above `number`, itself if it has none."""
        up = self._up
        while up[number] != number:
            up[number] = up[up[number]]
            number = up[number]
        return number

    def hang(self, child: int, parent: int) -> bool:
        """Let `child` come through `parent`; False where it has one or where that makes a ring."""
        if self.nodes[child].parent is not None or self.top(parent) == child:
            return False
        self.nodes[child].parent = parent
        self._up[child] = parent
        return True

    def above(self, number: int) -> list[int]:
        """The nodes through which `number` comes, nearest first, `_HIGHEST` at most."""
        found: list[int] = []
        parent = self.nodes[number].parent
        while parent is not None and len(found) < _HIGHEST:
            found.append(parent)
            parent = self.nodes[parent].parent
        return found
