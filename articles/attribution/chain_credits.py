"""What credits and bylines do to a chain, and where they differ from what the body rests on."""

from collections.abc import Collection, Mapping, Sequence

from articles.attribution.chain_nodes import Forest, Node
from articles.attribution.types import AGENCY_COPY, CREDIT, Disagreement, Mention

# The footer credits an outlet that the body never names, while the body rests on others.
CREDIT_NOT_IN_BODY = "credit_not_in_body"
# The same, where all that stands against the credit is an agency's byline.
CREDIT_NOT_IN_BYLINE = "credit_not_in_byline"


def credit_all(mentions: Sequence[Mention], nodes: Sequence[Node], forest: Forest) -> int | None:
    """Hang what hangs nowhere on the outermost link; gives that link's node, None for none.

    That is the first agency whose copy the article is, which itself comes through the first
    credited outlet; without a byline it is the credited outlet. Others of these stay beside it.
    """
    credits = [node.number for node in nodes if _has_role(mentions, node, CREDIT)]
    bylines = [node.number for node in nodes if _has_role(mentions, node, AGENCY_COPY)]
    outermost = [*bylines[:1], *credits[:1]]
    if not outermost:
        return None
    for number in bylines if credits else ():
        if number not in credits:
            forest.hang(number, credits[0])
    for node in nodes:
        if node.number not in credits and node.number not in bylines:
            forest.hang(node.number, outermost[0])
    return outermost[0]


def _has_role(mentions: Sequence[Mention], node: Node, role: str) -> bool:
    return any(mentions[index].role == role for index in node.mentions)


def disagreements(
    mentions: Sequence[Mention], nodes: Sequence[Node], related: Mapping[str, Collection[str]]
) -> tuple[Disagreement, ...]:
    """Where the credit and the body name different outlets.

    `CREDIT_NOT_IN_BODY`: the credit's outlet is named nowhere else, and outlets that are named
    elsewhere hang right under it. `CREDIT_NOT_IN_BYLINE`: these are only agencies' bylines. There
    is none if one of several credits is named in the body, or if the names could be one
    outlet's: common candidates, or `related` ones.
    """
    credited = [node for node in nodes if _has_role(mentions, node, CREDIT)]
    if not credited or any(_named_elsewhere(mentions, node) for node in credited):
        return ()
    found = []
    for node in credited:
        rests = [
            other
            for other in nodes
            if other.parent == node.number and not _kin(mentions, node, other, related)
        ]
        kin = any(
            other.parent == node.number and _kin(mentions, node, other, related) for other in nodes
        )
        if not rests or kin:
            continue
        only_bylines = all(
            mentions[index].role == AGENCY_COPY for other in rests for index in other.mentions
        )
        found.append(
            Disagreement(
                CREDIT_NOT_IN_BYLINE if only_bylines else CREDIT_NOT_IN_BODY,
                _name(mentions, node),
                tuple(_name(mentions, other) for other in rests),
            )
        )
    return tuple(found)


def _named_elsewhere(mentions: Sequence[Mention], node: Node) -> bool:
    return any(mentions[index].role != CREDIT for index in node.mentions)


def _kin(
    mentions: Sequence[Mention], one: Node, two: Node, related: Mapping[str, Collection[str]]
) -> bool:
    """Whether two nodes may be one outlet or belong to one house."""
    names = {name for index in one.mentions for name in mentions[index].candidates}
    others = {name for index in two.mentions for name in mentions[index].candidates}
    if names & others:
        return True
    return any(other in related.get(name, ()) for name in names for other in others) or any(
        name in related.get(other, ()) for name in names for other in others
    )


def _name(mentions: Sequence[Mention], node: Node) -> str:
    """The canonical name where there is one, else what the text says."""
    mention = mentions[node.index]
    return mention.source or mention.exact
