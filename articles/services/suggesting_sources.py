"""Which sources of the archive the names that attribution found may mean."""

from collections.abc import Iterable
from dataclasses import dataclass

from articles.attribution.types import Speaker
from articles.models import Source, SourceKind
from articles.queries.source_merging import heirs_of
from articles.services.ingest.matching import SourceMatches, domain_in, matches_of
from articles.services.source_table import source_ids
from articles.services.suggesting_nodes import Node
from articles.text.fold import fold_name

SPEAKING = (SourceKind.PERSON, SourceKind.INSTITUTION)
LENGTH = 200  # of a folded name, as it is stored


@dataclass(frozen=True, slots=True)
class Meant:
    """The one source that a name means, or None and those that it may mean, best first: canonical
    name and id, which is None where the archive does not have the source."""

    source_id: int | None = None
    candidates: tuple[tuple[str, int | None], ...] = ()

    @property
    def ids(self) -> set[int]:
        """All sources that may be meant."""
        every = {self.source_id, *(pk for _, pk in self.candidates)}
        return {pk for pk in every if pk is not None}


@dataclass(frozen=True, slots=True)
class _Known:
    name: str
    kind: str
    of_table: bool


class Meanings:
    """What the archive knows of the names of some nodes, read at once.

    A source that was merged stands for the one it was merged into.
    """

    def __init__(self, nodes: Iterable[Node]) -> None:
        nodes = list(nodes)
        keys = {key for node in nodes for key in node.candidates}
        loaded = source_ids(keys)
        heirs = heirs_of(set(loaded.values()))
        self._loaded = {key: heirs.get(pk, pk) for key, pk in loaded.items()}
        self._matches: SourceMatches = matches_of({node.name for node in nodes} | keys)
        self._known = self._read()

    def of(self, node: Node) -> Meant:
        """The source that a node means, where that is one only."""
        if isinstance(node.found, Speaker):
            return Meant(self._only(pk for pk in self._named(node.name) if self._speaks(pk)))
        options = [(key, self._of_key(key)) for key in node.candidates]
        seen = {pk for _, pk in options}
        for pk in sorted(self._named(node.name)):
            # Sources of the table were weighed already, by the words around the name; what the
            # newsroom calls by the same name itself was not.
            known = self._known[pk]
            if pk not in seen and not known.of_table and known.kind != SourceKind.PERSON:
                seen.add(pk)
                options.append((known.name, pk))
        if len(options) == 1 and options[0][1] is not None:
            return Meant(options[0][1])
        return Meant(None, tuple(options))

    def _of_key(self, key: str) -> int | None:
        """The source of a line of the table; where that was not loaded, the one of its name."""
        if key in self._loaded:
            return self._loaded[key]
        named = self._named(key)
        return self._only(pk for pk in named if self._known[pk].kind != SourceKind.PERSON)

    def _named(self, name: str) -> set[int]:
        matches = self._matches
        folded = matches.by_name.get(fold_name(name)[:LENGTH], set())
        return folded | matches.by_domain.get(domain_in(name), set())

    def _only(self, ids: Iterable[int]) -> int | None:
        found = set(ids)
        return found.pop() if len(found) == 1 else None

    def _speaks(self, pk: int) -> bool:
        return self._known[pk].kind in SPEAKING

    def _read(self) -> dict[int, _Known]:
        matches = self._matches
        ids = set().union(*matches.by_name.values(), *matches.by_domain.values())
        rows = Source.objects.filter(pk__in=ids).values_list("pk", "name", "kind", "table_entry")
        return {pk: _Known(name, kind, entry is not None) for pk, name, kind, entry in rows}
