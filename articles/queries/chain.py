"""The chain of an article: its confirmed citations in the order in which one leads to the next."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from articles.models import Citation, CitationState

FIELDS = (
    "id", "article_id", "via_id", "position", "state", "role", "name",
    "source__id", "source__name", "source__label", "source__slug",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hop:
    """One link. `number` counts from 1 in the order of the chain; `depth` is 0 next to the
    article; `origin` says that nothing lies behind it."""

    citation: Citation
    number: int
    depth: int
    parent: "Hop | None"
    origin: bool

    @property
    def who(self) -> tuple[str, int | str]:
        """What tells two links to one source apart from links to two."""
        if self.citation.source_id is not None:
            return "source", self.citation.source_id
        return "name", self.citation.name


def links() -> "Prefetch[str, QuerySet[Citation], str]":
    """What lists need for the short chain: one query, put on each article as `links`.

    All states: a link that readers do not see still says where the chain leads.
    """
    citations = Citation.objects.select_related("source").only(*FIELDS)
    return Prefetch("citations", citations.order_by("position", "id"), to_attr="links")


def hops(citations: Iterable[Citation]) -> list[Hop]:
    """The confirmed ones of all `citations` of one article, depth first, by position.

    A link through one that is not confirmed counts as a link through what that one leads to.
    """
    every = {citation.pk: citation for citation in citations}
    confirmed = [c for c in every.values() if c.state == CitationState.CONFIRMED]
    children: dict[int | None, list[Citation]] = defaultdict(list)
    for citation in sorted(confirmed, key=lambda c: (c.position, c.pk)):
        children[_through(citation, every)].append(citation)
    found: list[Hop] = []
    stack: list[tuple[Citation, Hop | None]] = [(c, None) for c in reversed(children[None])]
    while stack:
        citation, parent = stack.pop()
        behind = children.get(citation.pk, [])
        depth = parent.depth + 1 if parent else 0
        hop = Hop(citation, len(found) + 1, depth, parent, origin=not behind)
        found.append(hop)
        stack.extend((child, hop) for child in reversed(behind))
    return found


def _through(citation: Citation, every: dict[int, Citation]) -> int | None:
    """The nearest confirmed citation through which the article has this one."""
    seen = {citation.pk}
    step = citation.via_id
    while step is not None and step in every and step not in seen:
        if every[step].state == CitationState.CONFIRMED:
            return step
        seen.add(step)
        step = every[step].via_id
    return None


def lines(chain: list[Hop]) -> list[list[Hop]]:
    """One line for each origin, from the link next to the article to the origin."""
    found = []
    for hop in chain:
        if not hop.origin:
            continue
        line, step = [hop], hop.parent
        while step is not None:
            line.append(step)
            step = step.parent
        found.append(line[::-1])
    return found


def counts(chain: list[Hop]) -> tuple[int, int]:
    """How many different sources the chain names, and how many of them are origins."""
    return len({hop.who for hop in chain}), len({hop.who for hop in chain if hop.origin})
