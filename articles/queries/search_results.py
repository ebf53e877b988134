"""What a search answers: hits, facets, how it was understood, and where its pages go on."""

from dataclasses import dataclass, field
from typing import Literal

from articles.models import Article
from articles.search.asked import Filters, Understood
from articles.search.highlight import Passage, Span

State = Literal["ready", "catching_up", "rebuilding", "absent"]
"""Of the index: `catching_up` finds, but gives no counts; the last two find nothing."""

FIELDS = ("section", "source", "source_role", "topic", "year", "status")
"""The facets in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found, as lists show it (see `articles.queries.articles.cards`).

    `title_marks` are the words of the search in its title, in code points; `passages` the best
    ones of `text`, which is its standfirst or its text: `field` says which.
    """

    article: Article
    title_marks: tuple[Span, ...] = ()
    field: Literal["standfirst", "body_text"] = "body_text"
    text: str = ""
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet: an id or code, its name for people, how many articles have it."""

    value: int | str
    label: str
    count: int
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of a field, the most frequent first (years: the latest first).

    `field` is one of section, source, source_role, topic, year, and for the staff status; `more`
    says that there are values which are not listed.
    """

    field: str
    values: tuple[FacetValue, ...]
    more: bool = False


@dataclass(frozen=True, slots=True)
class Meant:
    """«هل تقصد …؟»: the query written otherwise, and how many articles that finds.

    `parts` are its pieces in order, each with whether it was changed.
    """

    q: str
    parts: tuple[tuple[str, bool], ...]
    total: int


@dataclass(frozen=True, slots=True)
class Results:
    """A page of results. `total` is None where no true count can be given."""

    understood: Understood
    filters: Filters
    state: State = "ready"
    hits: tuple[Hit, ...] = ()
    total: int | None = 0
    facets: tuple[Facet, ...] = ()
    meant: Meant | None = None
    next_cursor: str | None = None
    previous_cursor: str | None = None
    newest_first: bool = False
    notes: tuple[str, ...] = field(default=())
    """Sentences for people on how the query was understood, in the active language."""
    behind: bool = False
    """Whether the index had not followed all that was written when this was asked: then the same
    archive may give another answer a moment later, and nobody may keep this one."""
