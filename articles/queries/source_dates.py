"""What sources were called on a day, and to whom they belonged when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone

from articles.models import AffiliationKind, Article, NameKind, Source, SourceName

MAIN = (NameKind.CANONICAL, NameKind.FORMER)
READERS = "ar"  # the language of labels


@dataclass(frozen=True, slots=True)
class Belonging:
    """That a source belonged to another from one day to another; None is open."""

    kind: AffiliationKind
    to: Source
    valid_from: date | None
    valid_to: date | None


def day_of(article: Article) -> date | None:
    """The day that the article speaks from: its own date, else that of its publication."""
    if article.dated_from is not None:
        return article.dated_from
    at = article.first_published_at or article.published_at or article.publish_at
    return timezone.localdate(at) if at is not None else None


def label_on(source: Source, day: date | None) -> str:
    """The name under which readers knew the source on a day (one query)."""
    return name_then(source.names.all(), READERS, day) or str(source)


def name_then(names: Iterable[SourceName], language: str, day: date | None) -> str | None:
    """Of names at hand, the main one of a language whose dates cover the day; None without one.

    Where several do, the one that came into use last.
    """
    if day is None:
        return None
    fitting = [
        row
        for row in names
        if row.language == language
        and row.kind in MAIN
        and (row.valid_from or row.valid_to)
        and (row.valid_from or date.min) <= day <= (row.valid_to or date.max)
    ]
    if not fitting:
        return None
    return max(fitting, key=lambda row: (row.valid_from or date.min, row.pk)).name


def names_on(day: date | None) -> Subquery:
    """The same for citations in a query: to annotate them with `name_then`, None without one."""
    if day is None:  # with which nothing can be compared
        return Subquery(SourceName.objects.none().values("name")[:1])
    names = SourceName.objects.filter(
        Q(valid_from=None) | Q(valid_from__lte=day),
        Q(valid_to=None) | Q(valid_to__gte=day),
        Q(valid_from__isnull=False) | Q(valid_to__isnull=False),
        source=OuterRef("source"),
        language=READERS,
        kind__in=MAIN,
    )
    return Subquery(names.order_by(F("valid_from").desc(nulls_last=True), "-pk").values("name")[:1])


def belongings(source: Source) -> list[Belonging]:
    """To whom the source belonged, newest first, by kind (one query).

    What it was merged with counts as itself, so that it belongs not to that.
    """
    rows = source.affiliations.select_related("to").exclude(to__merged_into=source)
    ordered = rows.order_by("kind", F("valid_from").desc(nulls_last=True), "-pk")
    return [
        Belonging(AffiliationKind(row.kind), row.to, row.valid_from, row.valid_to)
        for row in ordered
    ]
