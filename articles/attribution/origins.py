"""Counting what a chain rests on in the end, and finding chains that lead back to themselves."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import TypeVar

from articles.attribution.types import Link, Mention, Speaker
from articles.text.fold import fold

T = TypeVar("T", bound=Hashable)


def independent_origins(
    links: Sequence[Link], mentions: Sequence[Mention], speakers: Sequence[Speaker]
) -> int:
    """How many independent origins a chain has: its different innermost links.

    An innermost link is one through which nothing else comes. Among them
    - a speaker counts once, through however many outlets he is heard;
    - the speakers without a name behind one outlet count once: nobody can tell them apart;
    - an institution and the one who speaks in its name («المتحدث باسم وزارة الدفاع») count once;
    - an outlet that quotes nobody is an origin itself.
    """
    carrying = {link.via for link in links}
    bodies = {fold(speaker.name) for speaker in speakers if speaker.kind == "institution"}
    found: set[tuple[str, object]] = set()
    behind: dict[int, int | None] = {}
    for place, link in enumerate(links):
        if place in carrying:
            continue
        if link.kind == "mention":
            found.add(("mention", link.index))
            continue
        speaker = speakers[link.index]
        if speaker.anonymous:
            found.add(("anonymous", behind.setdefault(link.index, link.via)))
            continue
        found.add(("speaker", _behalf(speaker, bodies)))
    return len(found)


def _behalf(speaker: Speaker, bodies: Collection[str]) -> str:
    """What tells a speaker's origin: the institution for which he speaks, or himself."""
    if speaker.kind == "institution":
        return fold(speaker.name)
    words = fold(speaker.title).split()
    start = words.index("باسم") + 1 if "باسم" in words else len(words)
    for end in range(len(words), start, -1):
        body = " ".join(words[start:end])
        if body in bodies:
            return body
    return f"person {speaker.start}"


def named_sources(speakers: Sequence[Speaker], outlets: int) -> int:
    """How many different sources have a name: `outlets` media and the speakers who are named."""
    return outlets + sum(not speaker.anonymous for speaker in speakers)


def circles(rests_on: Mapping[T, Collection[T]]) -> list[tuple[T, ...]]:
    """Chains that lead back to where they began: «أ» rests on «ب», which rests on «أ».

    `rests_on` says of each article (or outlet) on which others it rests; what is no key rests on
    nothing. One circle for each group that hangs together in circles (its strongly connected
    components, Tarjan 1972): a shortest one through its first member, from which it is told.
    Linear in the number of articles and links.
    """
    found = []
    position = {node: at for at, node in enumerate(rests_on)}
    for group in _components(rests_on):
        members = set(group)
        first = min(group, key=lambda node: position[node])
        if len(group) > 1 or first in rests_on[first]:
            found.append(_shortest(rests_on, first, members))
    return found


def _components(rests_on: Mapping[T, Collection[T]]) -> list[list[T]]:
    """Strongly connected components by Tarjan's algorithm, without recursion."""
    order: dict[T, int] = {}
    low: dict[T, int] = {}
    stack: list[T] = []
    waiting: set[T] = set()
    found: list[list[T]] = []
    for root in rests_on:
        if root in order:
            continue
        path = [(root, iter(rests_on[root]))]
        order[root] = low[root] = len(order)
        stack.append(root)
        waiting.add(root)
        while path:
            node, others = path[-1]
            following = next((other for other in others if other in rests_on), None)
            if following is None:
                path.pop()
                if path:
                    low[path[-1][0]] = min(low[path[-1][0]], low[node])
                if low[node] == order[node]:
                    found.append(_popped(stack, waiting, node))
            elif following not in order:
                order[following] = low[following] = len(order)
                stack.append(following)
                waiting.add(following)
                path.append((following, iter(rests_on[following])))
            elif following in waiting:
                low[node] = min(low[node], order[following])
    return found


def _popped(stack: list[T], waiting: set[T], node: T) -> list[T]:
    group: list[T] = []
    while not group or group[-1] != node:
        group.append(stack.pop())
        waiting.discard(group[-1])
    return group


def _shortest(rests_on: Mapping[T, Collection[T]], first: T, members: set[T]) -> tuple[T, ...]:
    """A shortest way from `first` back to it inside `members`, breadth first."""
    came: dict[T, T] = {}
    front = [first]
    while front:
        following = []
        for node in front:
            for other in rests_on[node]:
                if other == first:
                    way = [node]
                    while way[-1] != first:
                        way.append(came[way[-1]])
                    return tuple(reversed(way))
                if other in members and other not in came:
                    came[other] = node
                    following.append(other)
        front = following
    return (first,)
