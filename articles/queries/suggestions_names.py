"""The names that suggestions are looked up in, folded, kept in each process for a while."""

import time
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from threading import Lock
from typing import Literal

from articles.models import Person, Section, SourceName, Topic
from articles.search.engine import Index
from articles.search.nodes import Everything
from articles.text.fold import fold_name

Kind = Literal["source", "topic", "person", "section"]

KEPT = 120
"""Seconds: so long a new name may take to be suggested. What is suggested is checked each time."""

_MOST = 20_000  # values of a field that are counted
_ARTICLE = "ال"


@dataclass(frozen=True, slots=True)
class Entry:
    """A name of something, and about how many articles have that."""

    kind: Kind
    pk: int
    name: str
    weight: int


class Names:
    """Names by their beginnings, and by those of the words in them."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Reads all entries."""
        begun = [(form, entry) for entry in entries for form in _begun(entry.name)]
        begun.sort(key=lambda one: one[0])
        self._forms = [form for form, _ in begun]
        self._entries = [entry for _, entry in begun]

    def beginning(self, folded: str, most: int) -> list[Entry]:
        """The `most` frequent entries with a name, or the end of one, that begins so."""
        if not folded:
            return []
        first = bisect_left(self._forms, folded)
        last = bisect_left(self._forms, folded + "\U0010ffff")
        best = nlargest(4 * most, self._entries[first:last], key=lambda entry: entry.weight)
        return list({(entry.kind, entry.pk): entry for entry in best}.values())[:most]


def _begun(name: str) -> Iterator[str]:
    """The folded name from each of its words on, also without an article."""
    words = fold_name(name).split(" ")
    for first, word in enumerate(words):
        if len(word) > 1 or first == 0:
            yield " ".join(words[first:])
        if word.startswith(_ARTICLE) and len(word) > len(_ARTICLE) + 1:
            yield " ".join([word.removeprefix(_ARTICLE), *words[first + 1 :]])


class _Kept:
    """The names as they were read last."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._names: Names | None = None
        self._until = 0.0

    def names(self, index: Index) -> Names:
        names = self._names
        if names is None or time.monotonic() > self._until:
            with self._lock:
                names = self._names
                if names is None or time.monotonic() > self._until:
                    names = self._names = Names(_entries(index))
                    self._until = time.monotonic() + KEPT
        return names

    def forget(self) -> None:
        self._names = None


_KEPT = _Kept()


def known_names(index: Index) -> Names:
    """All names, whoever may know of what they name (four queries, once in `KEPT` seconds).

    Raises IndexProblem.
    """
    return _KEPT.names(index)


def forget_names() -> None:
    """Read the names anew the next time."""
    _KEPT.forget()


def _entries(index: Index) -> Iterator[Entry]:
    fields: Sequence[Kind] = ("source", "topic", "section")
    counts = {
        name: dict(values)
        for name, values in index.counts(Everything(), fields, most=_MOST).items()
    }
    for source, heir, name in SourceName.objects.values_list(
        "source_id", "source__merged_into_id", "name"
    ).iterator():
        pk = heir or source
        # A source that nothing rests on has no place here, and there are thousands.
        if pk in counts["source"]:
            yield Entry("source", pk, name, counts["source"][pk])
    for pk, name in Topic.objects.values_list("pk", "name").iterator():
        if pk in counts["topic"]:
            yield Entry("topic", pk, name, counts["topic"][pk])
    for pk, name in Section.objects.values_list("pk", "name").iterator():
        if pk in counts["section"]:
            yield Entry("section", pk, name, counts["section"][pk])
    for pk, name in Person.objects.values_list("pk", "name").iterator():
        yield Entry("person", pk, name, 0)
