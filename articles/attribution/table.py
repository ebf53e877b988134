"""The table of known media sources: its entries, and their names as a trie over folded words."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from articles.text.fold import fold_name

MEDIA = frozenset({"agency", "newspaper", "magazine", "broadcaster", "site", "journal"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One source: `name` is the canonical English one, `ar[0]` the one that readers see.

    `weak` are those of its names that are also ordinary words, places, clubs or persons;
    `evidence` is a domain, a Wikidata id or an ISSN by which the entry can be checked.
    """

    name: str
    kind: str
    evidence: str
    ar: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    ru: tuple[str, ...] = ()
    abbr: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    country: str = ""
    owner: str = ""
    parent: str = ""
    weak: tuple[str, ...] = ()

    def names(self) -> Iterable[str]:
        """Every name by which a text may call the source, domains included."""
        return (self.name, *self.ar, *self.en, *self.ru, *self.abbr, *self.domains)


class Form(NamedTuple):
    """A name of an entry where a walk through the trie ends."""

    entry: Entry
    weak: bool


@dataclass(slots=True)
class Node:
    """A step of the trie: the words that may follow, and the names that end here."""

    then: dict[str, "Node"] = field(default_factory=dict)
    forms: list[Form] = field(default_factory=list)

    def walk(self, words: Iterable[str]) -> "Node | None":
        """The step that the words lead to from here."""
        node: Node | None = self
        for word in words:
            node = node.then.get(word) if node else None
        return node


class NameTable:
    """Entries by canonical name, and a trie of their folded names, a word per step."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Raises ValueError where two entries have the same canonical name."""
        self.entries: dict[str, Entry] = {}
        self.root = Node()
        for entry in entries:
            if entry.name in self.entries:
                raise ValueError(f"two entries are called {entry.name}")
            self.entries[entry.name] = entry
            if entry.kind in MEDIA:
                self._add(entry)

    def _add(self, entry: Entry) -> None:
        weak = {fold_name(name) for name in entry.weak}
        for folded in dict.fromkeys(fold_name(name) for name in entry.names()):
            if not folded:
                continue
            node = self.root
            for word in folded.split(" "):
                node = node.then.setdefault(word, Node())
            node.forms.append(Form(entry, folded in weak))

    def called(self, name: str) -> tuple[Entry, ...]:
        """The media sources that have `name` among their names, in the order of the table."""
        node = self.root.walk(fold_name(name).split(" "))
        return tuple(form.entry for form in node.forms) if node else ()

    def related(self) -> dict[str, frozenset[str]]:
        """For each entry with an owner or a parent, or that is one, the others of its house."""
        houses: dict[str, set[str]] = {}
        for entry in self.entries.values():
            for above in {entry.owner, entry.parent} - {""}:
                houses.setdefault(above, {above}).add(entry.name)
        related: dict[str, set[str]] = {}
        for house in houses.values():
            for name in house:
                related.setdefault(name, set()).update(house - {name})
        return {name: frozenset(others) for name, others in related.items()}

    def family(self, entry: Entry) -> frozenset[str]:
        """The entry with those above it and beside it under the same parent or owner that is
        itself a media source: BBC Arabic belongs to the family of BBC."""
        names = {entry.name}
        step: Entry | None = entry
        while step is not None and step.parent and step.parent not in names:
            names.add(step.parent)
            step = self.entries.get(step.parent)
        return frozenset(names)


def read_entries(lines: Iterable[str]) -> list[Entry]:
    """Entries from JSON Lines. Raises ValueError with the number of a line that is not one."""
    entries = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            entries.append(_entry(json.loads(line)))
        except (TypeError, AttributeError, ValueError) as error:
            raise ValueError(f"line {number} of the name table: {error}") from error
    return entries


def _entry(values: Mapping[str, Any]) -> Entry:
    fields: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in values.items()}
    return Entry(**fields)


@cache
def load_table() -> NameTable:
    """The table that comes with the program, read once per process."""
    folder = files("articles.attribution").joinpath("names")
    entries: list[Entry] = []
    for path in sorted(folder.iterdir(), key=lambda item: item.name):
        if path.name.endswith(".jsonl"):
            entries.extend(read_entries(path.read_text(encoding="utf-8").splitlines()))
    return NameTable(entries)
