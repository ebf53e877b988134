"""Taking a merger of sources back: what it moved returns, unless somebody has decided since."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Citation, Source, SourceMerge, SourceName
from articles.services.actors import Actor
from articles.services.limits import lock
from articles.services.permissions import require
from articles.services.recording import recording
from articles.services.source_merging import (
    LOCK,
    lock_articles,
    lock_sources,
    point,
    tell_articles,
    tell_sources,
)
from articles.services.source_merging_rows import (
    LINKS,
    NAME_FIELDS,
    POINTERS,
    Later,
    alias,
    field_of,
    forget,
    rows_of,
)
from articles.services.sources import leads_back


@dataclass(frozen=True, slots=True)
class Left:
    """Something that stays as it is: a kind of row, its id, what it is, and where it stands now
    (None: it was removed)."""

    kind: str
    pk: int | None
    what: str
    now: str | None


@dataclass
class Undo:
    """What taking a merger back does: `back` are ids by kind, `empty` says which of owner and
    parent `into` loses again, `holders` what to take out of later mergers, `left` what stays.
    `others` are all other mergers that hold, oldest first. `circles` are ids of sources that would
    belong to themselves, by what a later merger moved, if this one were taken back now."""

    merge: SourceMerge
    others: list[SourceMerge]
    back: dict[str, list[int]] = field(default_factory=dict)
    empty: list[str] = field(default_factory=list)
    holders: dict[tuple[str, int], set[int]] = field(default_factory=lambda: defaultdict(set))
    left: list[Left] = field(default_factory=list)
    circles: list[int] = field(default_factory=list)

    @property
    def later(self) -> list[SourceMerge]:
        """The mergers that hold and were made after this one, oldest first."""
        return [merge for merge in self.others if merge.pk > self.merge.pk]


def plan_unmerge(merge: SourceMerge) -> Undo:
    """What taking `merge` back would do, and what would stay. Reads only.

    Raises ValidationError where it was taken back already.
    """
    if merge.undone_at is not None or merge.source.merged_into_id != merge.into_id:
        raise ValidationError(_("This merger was taken back already."))
    others = SourceMerge.objects.filter(undone_at=None).exclude(pk=merge.pk).order_by("pk")
    undo = Undo(merge, list(others))
    for kind, (model, _field) in POINTERS.items():
        _plan_rows(undo, kind, is_source=model is Source)
    for link, value in merge.moved["filled"].items():
        _plan_filled(undo, link, value)
    for row, kept in _changed_names(merge):
        undo.left.append(Left("names", kept.pk, row["name"], str(merge.into)))
    return undo


def unmerge_source(*, by: Actor, merge_id: int) -> Undo:
    """Take a merger back; returns what was done and what stays as somebody set it meanwhile.

    Raises PermissionDenied, SourceMerge.DoesNotExist, and ValidationError where it was taken back
    before, or a later merger must be taken back first.
    """
    require(by, "merge_source")
    with recording(by) as log:
        lock(LOCK)
        ids = SourceMerge.objects.values_list("moved__citations", flat=True).get(pk=merge_id)
        lock_articles(Citation.objects.filter(pk__in=ids or ()).values_list("article", flat=True))
        merge = SourceMerge.objects.select_for_update().get(pk=merge_id)
        lock_sources([merge.source_id, merge.into_id])
        undo = plan_unmerge(merge)
        if undo.circles and undo.later:
            raise ValidationError(
                _("Take back the merger of “%(source)s” into “%(into)s” first.")
                % {"source": undo.later[-1].source, "into": undo.later[-1].into}
            )
        for kind, pks in undo.back.items():
            point(kind, pks, merge.source_id)
        for link in undo.empty:
            Source.objects.filter(pk=merge.into_id).update(**{f"{link}_id": None})
        touched = _take_back_names(undo)
        _release(undo)
        Source.objects.filter(pk=merge.source_id).update(merged_into=None)
        SourceMerge.objects.filter(pk=merge.pk).update(undone_at=timezone.now())
        others = {*undo.back["owned"], *undo.back["parts"], *touched}
        tell_sources(log, {merge.source_id, merge.into_id, *others})
        tell_articles(log, undo.back["citations"])
        log.audit("unmerge", merge.source, into=merge.into_id, left=len(undo.left))
    return undo


def _plan_rows(undo: Undo, kind: str, *, is_source: bool) -> None:
    """Sort the rows that the merger moved into those that return and those that stay."""
    merge, link = undo.merge, POINTERS[kind][1]
    starts = dict.fromkeys(merge.moved[kind], merge.into_id)
    starts |= dict.fromkeys(merge.moved["cleared"].get(link, ()) if is_source else (), None)
    now = dict(rows_of(kind).filter(pk__in=starts).values_list("pk", field_of(kind)))
    traces = Later(undo.later, kind)
    back: list[int] = []
    stay: list[int] = []
    for pk, start in starts.items():
        found = traces.trace(pk, start)
        fits = pk in now and found.whole and now[pk] == found.value
        if fits and is_source and leads_back(pk, merge.source_id, link):
            fits = False
            undo.circles.append(pk)
        (back if fits else stay).append(pk)
        for holder in found.holders if fits else ():
            undo.holders[kind, holder.pk].add(pk)
    undo.back[kind] = back
    undo.left += _left(kind, stay, now)


def _plan_filled(undo: Undo, link: str, value: int) -> None:
    """Whether `into` loses the owner or parent that it got from the merged source."""
    into, kind = undo.merge.into_id, LINKS[link]
    found = Later(undo.later, kind).trace(into, value)
    now = Source.objects.select_related(link).get(pk=into)
    if found.whole and getattr(now, f"{link}_id") == found.value:
        undo.empty.append(link)
        for holder in found.holders:
            undo.holders[kind, holder.pk].add(into)
    else:
        held = getattr(now, link)
        undo.left.append(Left(kind, into, str(now), str(held) if held else "—"))


def _left(kind: str, pks: Iterable[int], now: dict[int, int | None]) -> list[Left]:
    """What stays, with names for people."""
    pks = list(pks)
    joined = ["article"] if kind == "citations" else []
    rows = rows_of(kind).select_related(*joined, POINTERS[kind][1]).in_bulk(pks)
    found = []
    for pk in pks:
        row: Any = rows.get(pk)
        if row is None:
            found.append(Left(kind, pk, f"#{pk}", None))
            continue
        what = row.article.title if kind == "citations" else str(row)
        held = getattr(row, POINTERS[kind][1])
        found.append(Left(kind, pk, what, str(held) if held else "—"))
    return found


def _changed_names(merge: SourceMerge) -> list[tuple[dict[str, Any], SourceName]]:
    """Names that `into` got and somebody changed since, as given and as they stand."""
    rows = {(row.name, row.language): row for row in merge.into.names.all()}
    pairs = [
        (given, rows.get((given["name"], given["language"]))) for given in merge.moved["names"]
    ]
    return [(given, row) for given, row in pairs if row is not None and _stored(row) != given]


def _take_back_names(undo: Undo) -> set[int]:
    """Remove the aliases that the merger gave, also from what `into` was merged into later; one
    that another merger gives too stays for that. Returns the sources that lost some."""
    merge, touched = undo.merge, set()
    for given in merge.moved["names"]:
        at, key = merge.into_id, {"name": given["name"], "language": given["language"]}
        for holder in [merge, *undo.later]:
            reached = holder is merge or (holder.source_id == at and given in holder.moved["names"])
            if not reached:
                continue
            at = holder.into_id
            row = SourceName.objects.filter(source=at, **key).first()
            if row is None or _stored(row) != given:
                break  # somebody has decided about it
            touched.add(at)
            if holder is not merge:
                holder.moved["names"].remove(given)
            if _hand_over(row, undo.others, at):
                break
            row.delete()
    return touched


def _hand_over(row: SourceName, others: Iterable[SourceMerge], at: int) -> bool:
    """Leave the alias to another source that was merged into `at` and has the name as well."""
    for other in others:
        if other.into_id != at:
            continue
        own = SourceName.objects.filter(
            source=other.source_id, name=row.name, language=row.language
        ).first()
        if own is not None:
            SourceName.objects.filter(pk=row.pk).update(**alias(own))
            other.moved["names"].append(alias(own))
            return True
    return False


def _release(undo: Undo) -> None:
    """Take what returned out of the later mergers, and store these."""
    for merge in undo.others:
        for kind in POINTERS:
            gone = undo.holders.get((kind, merge.pk))
            if gone:
                forget(kind, gone, merge)
        merge.save(update_fields=["moved"])


def _stored(row: SourceName) -> dict[str, Any]:
    """A name as it stands, in the form in which mergers keep it."""
    days = [day.isoformat() if day else None for day in (row.valid_from, row.valid_to)]
    values = [row.name, row.language, row.kind, *days]
    return dict(zip(NAME_FIELDS, values, strict=True))
