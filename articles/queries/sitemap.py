"""Addresses for crawlers, in parts of equal ranges of ids: each part costs one range scan."""

from datetime import datetime
from typing import Literal

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from articles.models import Article, ChangeLog, Section, Source, Topic
from articles.queries.sources import visible_citations

Kind = Literal["articles", "sources"]
PER_PART = 5000  # ids; the protocol allows 50,000 addresses and 50 MB in a file


def _listed(kind: Kind) -> "QuerySet[Article] | QuerySet[Source]":
    if kind == "articles":
        return Article.objects.public()
    cited = visible_citations().filter(source=OuterRef("pk"))
    return Source.objects.standing().filter(Exists(cited))


def _part(kind: Kind, number: int) -> "QuerySet[Article] | QuerySet[Source]":
    first = number * PER_PART
    return _listed(kind).filter(pk__gte=first, pk__lt=first + PER_PART)


def parts() -> list[tuple[Kind, int]]:
    """Kind and number of every part that lists something (two queries)."""
    kinds: tuple[Kind, Kind] = ("articles", "sources")
    log = ChangeLog.objects.filter(pk=1)
    last = [Subquery(_listed(kind).order_by("-pk").values("pk")[:1]) for kind in kinds]
    candidates = [
        (kind, number)
        for kind, highest in zip(kinds, log.values_list(*last).get(), strict=True)
        if highest is not None
        for number in range(highest // PER_PART + 1)
    ]
    if not candidates:
        return []
    lists = log.values_list(*(Exists(_part(kind, number)) for kind, number in candidates)).get()
    return [part for part, filled in zip(candidates, lists, strict=True) if filled]


def part(kind: Kind, number: int) -> list[tuple[int, str, datetime]]:
    """(id, slug, modified) of one part, by id (one query)."""
    rows = _part(kind, number).order_by("pk")
    return list(rows.values_list("pk", "slug", "modified_at"))


def sections_and_topics() -> tuple[list[str], list[str]]:
    """Slugs of the first `PER_PART` sections and topics (two queries)."""
    return (
        list(Section.objects.order_by("position", "id").values_list("slug", flat=True)[:PER_PART]),
        list(Topic.objects.order_by("id").values_list("slug", flat=True)[:PER_PART]),
    )
