"""Merging a line of the name table into a source: three ways, so that an editor's word stands.

The three are what the table says now, what it said when it was loaded last, and what the archive
holds. Where the archive holds what was loaded last, nobody has touched it and the table may
change it; anywhere else an editor has decided. A name or domain that was loaded and is not there
any more was removed by an editor and does not come back. Into a source that the table did not
make, only what is missing is added: its empty fields, and names and domains.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from articles.models import Source, SourceDomain, SourceKind, SourceName
from articles.services.source_table_lines import FIELDS, LINKS, Line
from articles.services.sources import derive, language_of
from articles.text.fold import fold_name

EMPTY = {"kind": SourceKind.OTHER.value, "country": ""}


@dataclass
class Merge:
    """What a line changes in a source: fields by name, names and domains (rows not stored yet),
    and rows to remove. `line` is what counts as loaded afterwards."""

    source: Source
    line: Line
    fields: list[str] = field(default_factory=list)
    add_names: list[SourceName] = field(default_factory=list)
    change_names: list[SourceName] = field(default_factory=list)
    remove_names: list[int] = field(default_factory=list)
    add_domains: list[SourceDomain] = field(default_factory=list)
    remove_domains: list[int] = field(default_factory=list)

    @property
    def what(self) -> list[str]:
        """Names of all that changes, as the audit keeps them."""
        names = self.add_names or self.change_names or self.remove_names
        domains = self.add_domains or self.remove_domains
        return [*self.fields, *(["names"] if names else []), *(["domains"] if domains else [])]


def merge_fields(merge: Merge, base: Line | None) -> None:
    """Set name, label, kind and country on the source, and derive from them."""
    source, line = merge.source, merge.line
    for name in FIELDS:
        now, new = getattr(source, name), getattr(line, name)
        held = getattr(base, name) if base is not None else EMPTY.get(name)
        if now == held and now != new:
            setattr(source, name, new)
            merge.fields.append(name)
    if merge.fields:
        derive(source)


def merge_links(
    merge: Merge,
    base: Line | None,
    meant: Callable[[str], int | None],
    final: Callable[[int | None], int | None],
    allowed: Callable[[str, int, int | None], bool],
) -> None:
    """Set owner and parent. `meant` gives the source of a key of the table, `final` what a source
    was merged into, `allowed` whether the table may set a link."""
    source = merge.source
    for link in LINKS:
        key = getattr(merge.line, link)
        now, new = getattr(source, f"{link}_id"), meant(key)
        if key and new is None:
            unheld = {
                "owner": replace(merge.line, owner=""),
                "parent": replace(merge.line, parent=""),
            }
            merge.line = unheld[link]  # tried again the next time
        held = meant(getattr(base, link)) if base is not None else None
        if final(now) != held or final(now) == new:
            continue
        if allowed(link, source.pk, new):
            setattr(source, f"{link}_id", new)
            merge.fields.append(link)


def merge_names(merge: Merge, base: Line | None, rows: list[SourceName]) -> None:
    """Add, change and remove names; name and label are always among them."""
    source, line = merge.source, merge.line
    held = {(text, language): kind for text, language, kind in base.names} if base else {}
    new = {(text, language): kind for text, language, kind in line.names}
    here = {(row.name, row.language): row for row in rows}
    main = {source.name, source.label}
    for key, row in here.items():
        if held.get(key) != row.kind or row.valid_from or row.valid_to:
            continue
        if key in new and new[key] != row.kind:
            row.kind = new[key]
            merge.change_names.append(row)
        elif key not in new and row.name not in main:
            merge.remove_names.append(row.pk)
    wanted = [(key, kind) for key, kind in new.items() if key not in held]
    wanted += [((text, language_of(text)), "canonical") for text in (source.name, source.label)]
    kept = [row for row in rows if row.pk not in merge.remove_names]
    texts, folded = {row.name for row in kept}, {row.folded for row in kept}
    for (text, language), kind in wanted:
        form = fold_name(text)[:200]
        # The source's own two names are kept letter by letter, others once for each folded form.
        if text in texts or (form in folded and text not in main):
            continue
        texts.add(text)
        folded.add(form)
        merge.add_names.append(
            SourceName(source=source, name=text, folded=form, language=language, kind=kind)
        )


def merge_domains(
    merge: Merge, base: Line | None, rows: list[SourceDomain], taken: Callable[[str], bool]
) -> list[str]:
    """Add and remove domains; returns those that another source has."""
    held = set(base.domains) if base else set()
    here = {row.domain: row for row in rows}
    refused = []
    for domain in merge.line.domains:
        if domain in here or domain in held:
            continue
        if taken(domain):
            refused.append(domain)
            continue
        merge.add_domains.append(SourceDomain(source=merge.source, domain=domain))
    merge.remove_domains = [
        row.pk for domain, row in here.items() if domain in held - set(merge.line.domains)
    ]
    if refused:
        kept = tuple(domain for domain in merge.line.domains if domain not in refused)
        merge.line = replace(merge.line, domains=kept)
    return refused
