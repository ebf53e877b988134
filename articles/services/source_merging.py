"""Merging two sources that turned out to be one; `source_merging_undo` takes it back."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import (
    Affiliation,
    Article,
    ChangeOp,
    Citation,
    Source,
    SourceMerge,
    SourceName,
    SourceTableEntry,
)
from articles.services.actors import Actor, account
from articles.services.affiliations import holds_on, overlap, today
from articles.services.limits import lock
from articles.services.permissions import require
from articles.services.recording import Recording, recording
from articles.services.source_merging_rows import (
    LINKS,
    POINTERS,
    alias,
    field_of,
    rows_of,
)
from articles.services.sources import leads_back
from articles.text.fold import fold_name

LOCK = "articles.services.source_merging"  # one merger at a time: each reads what others moved


@dataclass(frozen=True, slots=True)
class Preview:
    """What a merger would move: numbers of rows by kind, visible articles among them, and the
    names that the other source would get."""

    rows: dict[str, int]
    articles: int
    names: list[str]


def preview_merge(*, source: Source, into: Source) -> Preview:
    """What merging `source` into `into` would move. Reads only. Raises ValidationError."""
    _check(source, into)
    rows = {kind: len(pks) for kind, pks in _moving(source, into).items()}
    cited = Citation.objects.filter(source=source)
    seen = Article.objects.public().filter(pk__in=cited.values("article")).order_by()
    return Preview(rows, seen.count(), [row["name"] for row in _new_names(source, into)])


def merge_source(*, by: Actor, source_id: int, into_id: int) -> SourceMerge:
    """Merge a source into another: all that points to it follows, its names become aliases.

    Raises PermissionDenied, ValidationError, Source.DoesNotExist.
    """
    require(by, "merge_source")
    with recording(by) as log:
        lock(LOCK)
        lock_articles(Citation.objects.filter(source=source_id).values_list("article", flat=True))
        sources = {row.pk: row for row in lock_sources([source_id, into_id])}
        if len(sources) < len({source_id, into_id}):
            raise Source.DoesNotExist
        source, into = sources[source_id], sources[into_id]
        _check(source, into)
        merge = SourceMerge(source=source, into=into, by=account(by), at=timezone.now())
        merge.moved = _move(source, into)
        merge.save(force_insert=True)
        Source.objects.filter(pk=source.pk).update(merged_into=into)
        moved = merge.moved
        cleared = {pk for pks in moved["cleared"].values() for pk in pks}
        others = {*moved["owned"], *moved["parts"], *cleared}
        tell_sources(log, {source.pk, into.pk, *others})
        tell_articles(log, moved["citations"])
        log.audit("merge", source, into=into.pk, citations=len(moved["citations"]))
    return merge


def lock_articles(ids: Iterable[int]) -> None:
    """Lock articles until the transaction ends, always in the same order."""
    list(Article.objects.select_for_update().filter(pk__in=set(ids)).order_by("pk").only("pk"))


def lock_sources(ids: Iterable[int]) -> list[Source]:
    """Sources, locked until the transaction ends, in the order of their ids."""
    return list(Source.objects.select_for_update().filter(pk__in=set(ids)).order_by("pk"))


def tell_sources(log: Recording, ids: Iterable[int]) -> None:
    """Count up the versions of sources and note that they changed."""
    ids = set(ids)
    Source.objects.filter(pk__in=ids).update(version=F("version") + 1, modified_at=timezone.now())
    for source in Source.objects.filter(pk__in=ids).order_by("pk"):
        log.source(source, ChangeOp.UPDATED)


def tell_articles(log: Recording, citation_ids: Iterable[int]) -> None:
    """Note that the chains of these citations' articles changed, and tell of the visible ones."""
    cited = Citation.objects.filter(pk__in=set(citation_ids)).order_by()
    ids = set(cited.values_list("article", flat=True))
    for pk in ids:
        log.chain(pk)
    seen = Article.objects.public().filter(pk__in=ids)
    for article in seen.order_by("pk").only("pk", "version"):
        log.article(article, ChangeOp.UPDATED)


def point(kind: str, pks: Iterable[int], to: int | None) -> None:
    """Let rows of a kind point to another source."""
    values: dict[str, Any] = {field_of(kind): to}
    if kind == "citations":
        values["modified_at"] = timezone.now()  # by which forms see that somebody was faster
    rows_of(kind).filter(pk__in=list(pks)).update(**values)


def _check(source: Source, into: Source) -> None:
    if source.pk == into.pk:
        raise ValidationError({"into": _("A source cannot be merged into itself.")})
    for one, field in ((source, "source"), (into, "into")):
        if one.merged_into_id is not None:
            raise ValidationError(
                {field: _("“%(name)s” was merged into another source already.") % {"name": one}}
            )


def _moving(source: Source, into: Source) -> dict[str, list[int]]:
    """The ids, by kind, of the rows that follow."""
    found = {}
    for kind in POINTERS:
        rows = rows_of(kind).filter(**{field_of(kind): source.pk}).order_by("pk")
        found[kind] = list(rows.values_list("pk", flat=True))
    found["affiliations"] = _fitting(source, into)
    own = Affiliation.objects.filter(pk__in=found["affiliated"], source=into)
    kept = set(own.values_list("pk", flat=True))  # it cannot belong to itself
    found["affiliated"] = [pk for pk in found["affiliated"] if pk not in kept]
    if SourceTableEntry.objects.filter(source=into).exists():
        found["table"] = []
    return found


def _fitting(source: Source, into: Source) -> list[int]:
    """The periods of `source` that contradict none of `into`, nor what holds of it today."""
    own = list(into.affiliations.all())
    fitting = []
    for row in source.affiliations.exclude(to=into).order_by("pk"):
        held = getattr(into, f"{row.kind}_id")
        now = holds_on(row, today())
        if any(row.kind == other.kind and overlap(row, other) for other in own):
            continue
        if not (now and held not in (None, row.to_id)):
            fitting.append(row.pk)
    return fitting


def _move(source: Source, into: Source) -> dict[str, Any]:
    """Let everything follow; returns what moved, as SourceMerge keeps it."""
    moved: dict[str, Any] = {**_moving(source, into), "cleared": {}, "filled": {}}
    for kind in POINTERS:
        if kind not in LINKS.values():
            point(kind, moved[kind], into.pk)
    for link, kind in LINKS.items():
        moved[kind], moved["cleared"][link] = _move_links(link, kind, moved[kind], into)
        given = getattr(source, f"{link}_id")
        _fill(moved, link, given, into)
    moved["names"] = _new_names(source, into)
    SourceName.objects.bulk_create(
        SourceName(source=into, folded=fold_name(row["name"])[:200], **row)
        for row in moved["names"]
    )
    return moved


def _move_links(link: str, kind: str, pks: list[int], into: Source) -> tuple[list[int], list[int]]:
    """Let sources belong to `into`, one by one; those that would lead back belong to nobody."""
    followed: list[int] = []
    cleared: list[int] = []
    for pk in pks:
        back = leads_back(pk, into.pk, link)
        (cleared if back else followed).append(pk)
        point(kind, [pk], None if back else into.pk)
    return followed, cleared


def _fill(moved: dict[str, Any], link: str, given: int | None, into: Source) -> None:
    """Give `into` the owner or parent of the merged source if it has none of its own."""
    held = Source.objects.values_list(f"{link}_id", flat=True).get(pk=into.pk)
    if given is None or held is not None or into.pk in moved["cleared"][link]:
        return
    if not leads_back(into.pk, given, link):
        moved["filled"][link] = given
        Source.objects.filter(pk=into.pk).update(**{f"{link}_id": given})


def _new_names(source: Source, into: Source) -> list[dict[str, Any]]:
    """The names of `source` that `into` does not have, as it takes them over."""
    have = set(into.names.values_list("name", "language"))
    rows = source.names.order_by("pk")
    return [alias(row) for row in rows if (row.name, row.language) not in have]
