"""What the archive holds of sources while the name table is loaded, and whom a line means there."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from articles.models import (
    Affiliation,
    Source,
    SourceDomain,
    SourceKind,
    SourceName,
    SourceTableEntry,
)
from articles.services.source_table_lines import Line
from articles.text.fold import fold_name

# A newspaper and its site are one source to many editors.
_PRINTED = frozenset(
    {SourceKind.NEWSPAPER, SourceKind.MAGAZINE, SourceKind.JOURNAL, SourceKind.SITE}
)
_ONLINE = frozenset({SourceKind.AGENCY, SourceKind.BROADCASTER, SourceKind.SITE})


@dataclass
class Archive:
    """All sources by id, with their names and domains, and the table's entries by key."""

    sources: dict[int, Source]
    names: dict[int, list[SourceName]]
    domains: dict[int, list[SourceDomain]]
    entries: dict[str, SourceTableEntry]
    by_domain: dict[str, int]
    bound: set[int]
    """Ids of the sources that an entry of the table was loaded into."""
    dated: set[tuple[int, str]]
    """Ids of the sources whose owner or parent (the link's name) follows from periods."""
    by_name: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_either: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def final(self, pk: int) -> int:
        """The source that `pk` was merged into in the end, itself where it was not merged."""
        seen: set[int] = set()
        while (into := self.sources[pk].merged_into_id) is not None and pk not in seen:
            seen.add(pk)
            pk = into
        return pk

    def add(self, source: Source) -> None:
        """Know a source that was just stored, without names and domains yet."""
        self.sources[source.pk] = source
        self.names[source.pk], self.domains[source.pk] = [], []


def read_archive() -> Archive:
    """The archive as it stands; no source changes until the transaction ends (five queries)."""
    sources = {row.pk: row for row in Source.objects.select_for_update().order_by("pk")}
    names: dict[int, list[SourceName]] = {pk: [] for pk in sources}
    for name in SourceName.objects.order_by("pk"):
        names[name.source_id].append(name)
    domains: dict[int, list[SourceDomain]] = {pk: [] for pk in sources}
    for domain in SourceDomain.objects.order_by("domain"):
        domains[domain.source_id].append(domain)
    entries = {row.key: row for row in SourceTableEntry.objects.order_by("pk")}
    by_domain = {row.domain: pk for pk, rows in domains.items() for row in rows}
    bound = {row.source_id for row in entries.values() if row.source_id is not None}
    dated = set(Affiliation.objects.values_list("source_id", "kind"))
    archive = Archive(sources, names, domains, entries, by_domain, bound, dated)
    for pk, source in sources.items():
        archive.by_name[fold_name(source.name)].add(pk)
        for text in (source.name, source.label):
            archive.by_either[fold_name(text)].add(pk)
    return archive


class Unclear(Exception):
    """Several sources of the archive may be the one that a line means."""


class Adoption:
    """Finds the source that somebody made before the table brought it.

    Tried in this order, each only among sources that no other line has and that are no person:
    1. one of the line's domains is the source's;
    2. the canonical names fold to the same, and kind and country do not contradict;
    3. the source's canonical or Arabic name is a name that in the whole table this line alone has
       and that is no ordinary word; kind and country do not contradict.
    A source that was merged stands for the one it was merged into.
    """

    def __init__(self, archive: Archive, lines: Iterable[Line], weak: Iterable[str]) -> None:
        self._archive = archive
        self._holders = Counter(fold_name(text) for line in lines for text, _, _ in line.names)
        self._weak = {fold_name(name) for name in weak}

    def find(self, line: Line) -> int | None:
        """The id of the source that the line means, None for none. Raises Unclear for several."""
        archive = self._archive
        for domain in line.domains:
            owner = archive.by_domain.get(domain)
            if owner is not None and (found := self._free(owner)) is not None:
                return found
        same = self._only(archive.by_name.get(fold_name(line.name), set()), line)
        if same is not None:
            return same
        strong = [name for name in map(_folded, line.names) if self._is_strong(name)]
        ids = set().union(*(archive.by_either.get(name, set()) for name in strong))
        return self._only(ids, line)

    def _is_strong(self, folded: str) -> bool:
        return self._holders[folded] == 1 and folded not in self._weak

    def _only(self, ids: Iterable[int], line: Line) -> int | None:
        fitting = {
            found
            for pk in ids
            if (found := self._free(pk)) is not None
            and compatible(self._archive.sources[found], line)
        }
        if len(fitting) > 1:
            raise Unclear
        return next(iter(fitting), None)

    def _free(self, pk: int) -> int | None:
        """The source that `pk` has become, unless another line has it or it is a person; then
        `pk` itself if it was merged, so that the line follows."""
        archive = self._archive
        for candidate in dict.fromkeys((archive.final(pk), pk)):
            if candidate in archive.bound:
                continue
            if archive.sources[candidate].kind != SourceKind.PERSON:
                return candidate
        return None


def compatible(source: Source, line: Line) -> bool:
    """Whether kind and country of a source leave room for its being the one of the line."""
    if source.country and line.country and source.country != line.country:
        return False
    kinds = {source.kind, line.kind}
    return (
        len(kinds) == 1
        or source.kind == SourceKind.OTHER
        or kinds <= _PRINTED
        or (kinds <= _ONLINE and SourceKind.SITE in kinds)
    )


def leads_back(pk: int, above: int, step: Callable[[int], int | None]) -> bool:
    """Whether `pk` would belong to itself if it belonged to `above`; `step` leads upwards."""
    seen: set[int] = set()
    at: int | None = above
    while at is not None and at not in seen:
        if at == pk:
            return True
        seen.add(at)
        at = step(at)
    return False


def _folded(name: tuple[str, str, str]) -> str:
    return fold_name(name[0])
