"""Which rows follow a source that is merged into another, and where a moved row stands now.

A merger keeps in `moved`, by kind of row, the ids that pointed to its source and point to `into`
since. Beside these `cleared` holds sources whose owner or parent would have led back to
themselves, `filled` what `into` got because it had none, and `names` the aliases that it got.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models

from articles.models import (
    Affiliation,
    Citation,
    NameKind,
    Retraction,
    Source,
    SourceDomain,
    SourceMerge,
    SourceName,
    SourceTableEntry,
)

POINTERS: dict[str, tuple[type[models.Model], str]] = {
    "citations": (Citation, "source"),
    "retractions": (Retraction, "source"),
    "domains": (SourceDomain, "source"),
    "affiliations": (Affiliation, "source"),
    "affiliated": (Affiliation, "to"),
    "table": (SourceTableEntry, "source"),
    "owned": (Source, "owner"),
    "parts": (Source, "parent"),
}
LINKS = {"owner": "owned", "parent": "parts"}
NAME_FIELDS = ("name", "language", "kind", "valid_from", "valid_to")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where mergers alone would have brought a value; `holders` are the later ones that moved it.

    `whole` is False where somebody else moved it in between.
    """

    value: int | None
    holders: tuple[SourceMerge, ...]
    whole: bool


def rows_of(kind: str) -> "models.QuerySet[Any]":
    """All rows of a kind, without an order."""
    return POINTERS[kind][0]._default_manager.order_by()


def field_of(kind: str) -> str:
    """The column that points to a source, such as source_id."""
    return f"{POINTERS[kind][1]}_id"


class Later:
    """The mergers made after one that still hold, and what of a kind of row they moved."""

    def __init__(self, merges: Iterable[SourceMerge], kind: str) -> None:
        link = POINTERS[kind][1]
        self._moves = [
            (merge, set(merge.moved.get(kind, ())), set(merge.moved["cleared"].get(link, ())))
            for merge in merges
        ]

    def trace(self, pk: int, value: int | None) -> Standing:
        """Follow the row `pk`, which pointed to `value`, through the mergers."""
        holders = []
        for merge, moved, cleared in self._moves:
            if pk not in moved and pk not in cleared:
                continue
            if merge.source_id != value:
                return Standing(value, (), False)
            value = None if pk in cleared else merge.into_id
            holders.append(merge)
        return Standing(value, tuple(holders), True)


def forget(kind: str, pks: Iterable[int], merge: SourceMerge) -> None:
    """Take rows out of what `merge` (not saved) moved: they are not its any more."""
    gone = set(pks)
    moved, link = merge.moved, POINTERS[kind][1]
    moved[kind] = [pk for pk in moved[kind] if pk not in gone]
    if link in moved["cleared"]:
        moved["cleared"][link] = [pk for pk in moved["cleared"][link] if pk not in gone]


def alias(row: SourceName) -> dict[str, Any]:
    """A name as another source takes it over, as JSON: no main name, otherwise as it was."""
    kind = NameKind.ALIAS if row.kind == NameKind.CANONICAL else row.kind
    days = [day.isoformat() if day else None for day in (row.valid_from, row.valid_to)]
    return dict(zip(NAME_FIELDS, [row.name, row.language, str(kind), *days], strict=True))
