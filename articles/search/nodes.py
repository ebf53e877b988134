"""What is asked of an index, as a tree that knows nothing of the engine behind it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """Documents with this term in a field of text, scored by BM25."""

    field: str
    term: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Documents with these terms one after another, moved by at most `slop` places in all.

    `places` are their positions where words between them are left out.
    """

    field: str
    terms: tuple[str, ...]
    slop: int = 0
    places: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Combined:
    """Documents of all of `must`, none of `never` and, without any `must`, one of `should`.

    The scores of `must` and `should` add up.
    """

    must: "tuple[Node, ...]" = ()
    should: "tuple[Node, ...]" = ()
    never: "tuple[Node, ...]" = ()


@dataclass(frozen=True, slots=True)
class Best:
    """Documents of any part, scored by the best of them and `others` times the rest."""

    parts: "tuple[Node, ...]"
    others: float = 0.0


@dataclass(frozen=True, slots=True)
class Weighted:
    """A part, its score times `by`."""

    part: "Node"
    by: float


@dataclass(frozen=True, slots=True)
class Flat:
    """Documents of a part, each with this one score."""

    part: "Node"
    score: float


@dataclass(frozen=True, slots=True)
class OneOf:
    """Documents with one of these values in a field of values; adds nothing to the score."""

    field: str
    values: tuple[int, ...] | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """Documents whose number lies in low..high, both included; adds nothing to the score."""

    field: str
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Everything:
    """All documents, with one score."""


Node = Word | Phrase | Combined | Best | Weighted | Flat | OneOf | Between | Everything


def lifted(node: Combined) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """What must and what must not hold, where a part of the first may itself be only what must not:
    by itself that would be looked for among all documents."""
    must: list[Node] = []
    never = list(node.never)
    for part in node.must:
        if isinstance(part, Combined) and part.never and not (part.must or part.should):
            never += part.never
        else:
            must.append(part)
    return tuple(must), tuple(never)
