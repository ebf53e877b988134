"""Loading the name table into the archive: sources made, completed, and left to their editors."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from django.utils import timezone

from articles.attribution.table import NameTable
from articles.models import ChangeOp, Source, SourceDomain, SourceName, SourceTableEntry
from articles.services.actors import Actor
from articles.services.ingest.copying import copy_in
from articles.services.limits import lock
from articles.services.permissions import require
from articles.services.recording import Recording, recording
from articles.services.source_table_archive import (
    Adoption,
    Archive,
    Unclear,
    leads_back,
    read_archive,
)
from articles.services.source_table_lines import LINKS, Line, digest, line_of
from articles.services.source_table_merge import (
    Merge,
    merge_domains,
    merge_fields,
    merge_links,
    merge_names,
)
from articles.services.sources import derive

COLUMNS = ["name", "label", "kind", "country", "slug", "sort_key", "owner", "parent", "version",
           "modified_at"]  # fmt: skip


@dataclass
class Loaded:
    """Canonical names of the table's sources by what became of them: `created` anew, `adopted`
    (and completed) from what somebody had made before, `changed`, `unchanged`; `left` to the
    editors who deleted or merged them, or `unclear`, because several sources may be meant. `taken`
    are domains that another source has."""

    created: list[str] = field(default_factory=list)
    adopted: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)


def load_sources(*, by: Actor, table: NameTable) -> Loaded:
    """Bring the sources of `table` into the archive, in one transaction.

    Loading the same table again changes nothing. What an editor changed, removed, deleted or
    merged stays so (see source_table_merge); what somebody made before under the same domain or
    name is completed, not doubled (see Adoption). Raises PermissionDenied.
    """
    require(by, "add_source")
    require(by, "change_source")
    loaded = Loaded()
    digests = {key: digest(entry) for key, entry in table.entries.items()}
    with recording(by) as log:
        lock("articles.services.source_table")
        if _is_loaded(digests):
            loaded.unchanged.extend(digests)
            return loaded
        lines = {key: line_of(entry) for key, entry in table.entries.items()}
        archive = read_archive()
        bound = _bind(archive, lines, _weak(table), loaded)
        merges = _merge(archive, bound, loaded)
        _store(merges, loaded, log)
        merged = {item.entry.key: merge.line for item, merge in merges}
        _remember(archive, bound, merged, digests)
    return loaded


def source_ids(keys: Iterable[str]) -> dict[str, int]:
    """The ids of the sources that these lines of the table were loaded into, those that were
    merged included; lines that were not loaded are missing (one query)."""
    rows = SourceTableEntry.objects.filter(key__in=set(keys), source__isnull=False)
    return {key: pk for key, pk in rows.values_list("key", "source_id") if pk is not None}


def _is_loaded(digests: dict[str, str]) -> bool:
    """Whether each line was loaded as it is, so that there is nothing to do."""
    kept = dict(SourceTableEntry.objects.values_list("key", "digest"))
    return digests.items() <= kept.items()


def _weak(table: NameTable) -> set[str]:
    return {name for entry in table.entries.values() for name in entry.weak}


@dataclass
class _Bound:
    """A line, its row, and what was loaded before (None: nothing)."""

    line: Line
    entry: SourceTableEntry
    base: Line | None
    new: bool = False


def _bind(archive: Archive, lines: dict[str, Line], weak: set[str], loaded: Loaded) -> list[_Bound]:
    """Find or make the source of each line."""
    _rename(archive, lines)
    adoption = Adoption(archive, lines.values(), weak)
    bound: list[_Bound] = []
    for key, line in lines.items():
        entry = archive.entries.get(key)
        if entry is not None:
            base = Line.from_json(entry.loaded) if entry.loaded else None
            bound.append(_Bound(line, entry, base))
            continue
        try:
            found = adoption.find(line)
        except Unclear:
            loaded.unclear.append(key)
            continue
        entry = SourceTableEntry(key=key, source_id=found)
        archive.entries[key] = entry
        if found is not None:
            archive.bound.add(found)
            loaded.adopted.append(key)
        bound.append(_Bound(line, entry, None, new=found is None))
    _create(archive, [item for item in bound if item.new], loaded)
    return bound


def _rename(archive: Archive, lines: dict[str, Line]) -> None:
    """Give the row of a line that is gone to the new line of the same evidence or domain."""
    gone = {key: Line.from_json(row.loaded) for key, row in archive.entries.items()
            if key not in lines}  # fmt: skip
    known = {mark: key for key, old in gone.items() for mark in (*old.domains, old.evidence)}
    for key, line in lines.items():
        if key in archive.entries:
            continue
        marks = (line.evidence, *line.domains)
        old_key = next((known[mark] for mark in marks if mark in known), None)
        if old_key is not None and old_key in archive.entries:
            row = archive.entries.pop(old_key)
            row.key = key
            archive.entries[key] = row


def _create(archive: Archive, new: list[_Bound], loaded: Loaded) -> None:
    sources = []
    for item in new:
        line = item.line
        source = Source(name=line.name, label=line.label, kind=line.kind, country=line.country)
        derive(source)
        sources.append(source)
        loaded.created.append(item.entry.key)
    copy_in(sources)
    for item, source in zip(new, sources, strict=True):
        archive.add(source)
        archive.bound.add(source.pk)
        item.entry.source_id = source.pk


def _merge(archive: Archive, bound: list[_Bound], loaded: Loaded) -> list[tuple[_Bound, Merge]]:
    """What each line changes in its source, which is changed in memory."""
    meant = partial(_meant, archive)
    merges = []
    for item in bound:
        _give_up_domains(archive, item)
    for item in bound:
        pk = item.entry.source_id
        if pk is None or archive.sources[pk].merged_into_id is not None:
            loaded.left.append(item.entry.key)
            continue
        merge = Merge(archive.sources[pk], item.line)
        merge_fields(merge, item.base)
        merge_links(merge, item.base, meant, partial(_final, archive), partial(_allowed, archive))
        merge_names(merge, item.base, archive.names[pk])
        loaded.taken += merge_domains(
            merge, item.base, archive.domains[pk], archive.by_domain.__contains__
        )
        archive.by_domain.update({row.domain: pk for row in merge.add_domains})
        merges.append((item, merge))
    return merges


def _give_up_domains(archive: Archive, item: _Bound) -> None:
    """What a line does not list any more may go to another in the same run."""
    for domain in set(item.base.domains if item.base else ()) - set(item.line.domains):
        if archive.by_domain.get(domain) == item.entry.source_id:
            del archive.by_domain[domain]


def _final(archive: Archive, pk: int | None) -> int | None:
    return archive.final(pk) if pk is not None else None


def _meant(archive: Archive, key: str) -> int | None:
    entry = archive.entries.get(key)
    return _final(archive, entry.source_id) if entry is not None else None


def _allowed(archive: Archive, link: str, pk: int, above: int | None) -> bool:
    """Whether the table may set a link: not where an editor gave periods, nor into a circle."""
    if (pk, link) in archive.dated:
        return False
    return above is None or not leads_back(
        pk, above, lambda at: getattr(archive.sources[at], f"{link}_id")
    )


def _store(merges: list[tuple[_Bound, Merge]], loaded: Loaded, log: Recording) -> None:
    now = timezone.now()
    changed: list[Source] = []
    for item, merge in merges:
        if item.new:
            log.source(merge.source, ChangeOp.PUBLISHED)
            log.audit("create", merge.source, name=merge.source.name)
            if any(link in merge.fields for link in LINKS):
                changed.append(merge.source)
        elif merge.what:
            _count_up(merge.source, now)
            changed.append(merge.source)
            log.source(merge.source, ChangeOp.UPDATED)
            log.audit("edit", merge.source, fields=merge.what)
            if item.base is not None:
                loaded.changed.append(item.entry.key)
        elif item.base is not None:
            loaded.unchanged.append(item.entry.key)
    if changed:
        Source.objects.bulk_update(changed, COLUMNS)
    _store_names([merge for _, merge in merges])
    _store_domains([merge for _, merge in merges])


def _count_up(source: Source, now: datetime) -> None:
    source.version += 1
    source.modified_at = now


def _store_names(merges: list[Merge]) -> None:
    removed = [pk for merge in merges for pk in merge.remove_names]
    if removed:
        SourceName.objects.filter(pk__in=removed).delete()
    changed = [row for merge in merges for row in merge.change_names]
    if changed:
        SourceName.objects.bulk_update(changed, ["kind"])
    copy_in([row for merge in merges for row in merge.add_names])


def _store_domains(merges: list[Merge]) -> None:
    removed = [pk for merge in merges for pk in merge.remove_domains]
    if removed:
        SourceDomain.objects.filter(pk__in=removed).delete()
    copy_in([row for merge in merges for row in merge.add_domains])


def _remember(
    archive: Archive, bound: list[_Bound], merged: dict[str, Line], digests: dict[str, str]
) -> None:
    """Keep what is loaded now, also of lines whose source is left as it is."""
    changed = []
    for item in bound:
        entry = item.entry
        if entry.source_id is not None and entry.key not in merged:
            continue  # merged: a merger that is taken back goes on from what was loaded before it
        line = merged.get(entry.key, item.line)
        # What could not be loaded whole is looked at again the next time.
        now = (line.as_json(), digests[entry.key] if line == item.line else "")
        if entry.pk is not None and (entry.loaded, entry.digest) != now:
            changed.append(entry)
        entry.loaded, entry.digest = now
    if changed:
        SourceTableEntry.objects.bulk_update(changed, ["key", "loaded", "digest"])
    copy_in([row for row in archive.entries.values() if row.pk is None])
