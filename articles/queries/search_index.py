"""The index as searches ask it now: what is behind, and what must not come out of it."""

from dataclasses import dataclass

from articles.queries.search_results import State
from articles.search.engine import Index


@dataclass(frozen=True, slots=True)
class Standing:
    """The index of this process, None where it cannot be asked.

    `changed` are the articles that changed since it was written, which readers' searches leave
    out: it may know things of them that are no longer to be seen. `behind` says that there may be
    such, too many or too few to name.
    """

    index: Index | None
    state: State
    changed: tuple[int, ...] = ()
    behind: bool = False


def standing() -> Standing:
    """How the index of this process stands."""
    return Standing(None, "absent", behind=True)
