"""The index as searches ask it now: what is behind, and what must not come out of it."""

from dataclasses import dataclass

from articles.queries import index_state
from articles.queries.search_results import State
from articles.search import reading
from articles.search.engine import Index, IndexProblem
from articles.search.reading import Opened


@dataclass(frozen=True, slots=True)
class Standing:
    """The index of this process, None where it cannot be asked.

    `changed` are the articles that changed since it was written, which readers' searches leave
    out: it may know things of them that are no longer to be seen. `behind` says that it will answer
    otherwise soon, though nobody changes anything: what it answers now is not to be kept.
    """

    index: Index | None
    state: State
    changed: tuple[int, ...] = ()
    behind: bool = False
    opened: Opened | None = None

    def report(self, problem: IndexProblem) -> None:
        """Have the worker look at the files of an index that made no sense."""
        if self.opened is not None:
            reading.report(self.opened, problem)


def standing() -> Standing:
    """How the index of this process stands (one query)."""
    now = index_state.current()
    index = now.opened.index if now.opened else None
    return Standing(index, now.state, now.changed, behind=now.behind, opened=now.opened)
