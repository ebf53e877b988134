"""What the search needs of an engine: documents of ready-made tokens in, keys in order out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from articles.search.nodes import Node

TEXTS = ("text", "title", "names")
"""The texts of a document, each a field of stems. `text` has all of it: title, standfirst, body,
names and captions. So one list of documents says where a word is found, and it weighs by how rare
it is in all of them."""

FORMS = {"text": "text_forms"}
"""The field of the same text in the folded forms of its words, at the same positions."""

KIN = {"text": "text_kin"}
"""The field of the same text in the roots and concepts of its words, and of its names as wholes."""

NUMBERS = ("section", "source", "topic", "public", "year")
"""Fields of whole numbers, facets and filters: ids; 1 where an anonymous reader could see it when
it was indexed, else 0; the local year that it is dated, 0 for undated."""

CODES = ("role", "status", "answers")
"""Fields of codes, facets and filters; `answers` says what kinds of answers a passage has."""

KEY = "key"
"""The field of the documents' keys."""

DATE = "date"
"""The field that results are sorted by when newest come first, in microseconds since 1970."""

SPAN = "span"
"""A field that the index makes of the date: `span_of` it, as text."""

_SPAN = 366 * 24 * 60 * 60 * 1_000_000


def span_of(date: int) -> int:
    """The span of 366 days, counted from 1970, of a date in microseconds."""
    return date // _SPAN


WORDS_OF = 4
"""Counted up where documents of the same article have other words or values than before."""


def shape() -> str:
    """What an index looks like inside; one of another shape cannot be asked."""
    return "|".join(
        (str(WORDS_OF), *TEXTS, *FORMS.values(), *KIN.values(), *NUMBERS, *CODES, DATE, SPAN)
    )


class IndexProblem(Exception):
    """An index that cannot be used, in a sentence for people: it is damaged, locked, or the disk
    is full."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text as the index has it: stems and forms of the same words, and kin of those that have
    one; with a blank between two, none in any."""

    stems: str = ""
    forms: str = ""
    kin: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """What is found: `key` names it; `texts` by `TEXTS`, `numbers` and `codes` by their fields."""

    key: int
    texts: Mapping[str, Tokens]
    date: int = 0
    numbers: Mapping[str, Sequence[int]] = field(default_factory=dict)
    codes: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that was found; `score` is 0 where newest come first."""

    key: int
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """The hits that were asked for, best first, and how many there are in all."""

    hits: tuple[Hit, ...]
    total: int


class Index(Protocol):
    """An index: one process writes, any number read what was committed last.

    All methods raise IndexProblem.
    """

    def add(self, documents: Iterable[Document]) -> None:
        """Put documents in, instead of those of the same keys; seen after `commit`."""

    def fill(self, documents: Iterable[Document]) -> None:
        """Put documents in whose keys are known to be new, which is faster."""

    def delete(self, keys: Iterable[int]) -> None:
        """Take documents out; seen after `commit`. A key that is not there is no error."""

    def clear(self) -> None:
        """Take all documents out; seen after `commit`."""

    def commit(self) -> None:
        """Keep what was added and deleted, on the disk, and read it from now on."""

    def reload(self) -> None:
        """Read what another process committed."""

    def close(self) -> None:
        """Let go of the lock; what was not committed is lost."""

    def __len__(self) -> int:
        """How many documents there are."""

    def doc_freq(self, field: str, term: str) -> int:
        """How many documents have the term in a field of text, what was deleted not yet left out
        and whoever may see them: how rare it is, nothing to tell readers. Microseconds."""

    def count(self, node: Node) -> int:
        """How many documents `node` describes, without ranking them."""

    def search(
        self, node: Node, *, limit: int = 10, offset: int = 0, newest_first: bool = False
    ) -> Found:
        """The documents that `node` describes, best first or newest first."""

    def best(self, node: Node, *, limit: int) -> list[Hit]:
        """The `limit` best documents, without counting the others: quicker than `search`, and much
        quicker for words alone."""

    def in_order(
        self, node: Node, field: str, *, limit: int, rising: bool = False
    ) -> list[tuple[int, int]]:
        """(number, key) of the documents with the greatest numbers in `DATE` or `KEY`, or with
        the least where it is `rising`. Among equal numbers any order."""

    def terms(
        self, field: str, prefix: str, node: Node | None = None, *, most: int
    ) -> list[tuple[str, int]]:
        """The `most` frequent terms of a field of text that begin so, and how many documents have
        each: those of `node`, or those that `doc_freq` counts."""

    def counts(
        self, node: Node, fields: Sequence[str], *, most: int | Mapping[str, int] = 20
    ) -> dict[str, list[tuple[int | str, int]]]:
        """For each field of values, its `most` frequent values among the documents of `node`;
        `most` may be given for each field."""
