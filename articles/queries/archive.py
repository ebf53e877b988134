"""The archive by date: how many articles of each year, month and day, and which.

An article stands where its own date (`dated_from`, a day in the site's time zone) puts it: under
its day, under its month if only that is known, else under the year in which its date begins.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, When
from django.db.models.functions import ExtractDay, ExtractMonth, ExtractYear
from django.utils import timezone

from articles.models import Article
from articles.queries.articles import listing
from articles.queries.keyset import KeysetPage

BY_MONTH = ("day", "month")  # precisions of the dates that name a month
_MARGIN = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Years:
    """(year, articles), newest first; how many are undated; how many there are in all."""

    years: list[tuple[int, int]]
    undated: int
    total: int


@dataclass(frozen=True, slots=True)
class Parts:
    """(month or day, articles) in order; how many are dated less exactly than that; the sum."""

    parts: list[tuple[int, int]]
    vague: int
    total: int


def years() -> Years:
    """One query, which the index article_calendar answers alone."""
    rows = _counted(Article.objects.public().annotate(part=ExtractYear("dated_from")))
    counts = dict(rows)
    undated = counts.pop(None, 0)
    dated = [(year, n) for year, n in counts.items() if year is not None]
    return Years(sorted(dated, reverse=True), undated, undated + sum(n for _, n in dated))


def months(year: int) -> Parts:
    """The months of a year that have articles; `vague` counts those dated by the year only."""
    within = Article.objects.public().filter(dated_from__range=_year(year))
    exact = Count("dated_precision", filter=Q(dated_precision__in=BY_MONTH))
    return _parts(within.annotate(part=ExtractMonth("dated_from")), exact)


def days(year: int, month: int) -> Parts:
    """The days of a month that have articles; `vague` counts those dated by the month only."""
    within = Article.objects.public().filter(
        dated_from__range=_month(year, month), dated_precision__in=BY_MONTH
    )
    exact = Count("dated_precision", filter=Q(dated_precision="day"))
    return _parts(within.annotate(part=ExtractDay("dated_from")), exact)


def calendar() -> list[tuple[int | None, int | None, int]]:
    """(year, month, articles) of all articles, newest first; month None for those that name no
    month, year None for the undated. One query."""
    month = Case(When(dated_precision__in=BY_MONTH, then=ExtractMonth("dated_from")))
    rows = (
        Article.objects.public()
        .annotate(year=ExtractYear("dated_from"), month=month)
        .order_by(F("year").desc(nulls_last=True), F("month").desc(nulls_last=True))
        .values_list("year", "month")
        .annotate(n=Count("*"))
    )
    return list(rows)


def of_year(year: int, cursor: str | None) -> KeysetPage[Article]:
    """Articles whose date begins in `year` and names no month."""
    return _between(
        _year(year), Article.objects.public().exclude(dated_precision__in=BY_MONTH), cursor
    )


def of_month(year: int, month: int, cursor: str | None) -> KeysetPage[Article]:
    """Articles of a month, with those dated by the month only."""
    dated = Article.objects.public().filter(dated_precision__in=BY_MONTH)
    return _between(_month(year, month), dated, cursor)


def of_day(day: date, cursor: str | None) -> KeysetPage[Article]:
    """Articles dated by this day."""
    return _between((day, day), Article.objects.public().filter(dated_precision="day"), cursor)


def undated(cursor: str | None) -> KeysetPage[Article]:
    """Articles of unknown date, by when they were published here."""
    return listing(Article.objects.public().filter(dated_from=None), cursor)


def _between(
    span: tuple[date, date], queryset: QuerySet[Article], cursor: str | None
) -> KeysetPage[Article]:
    """A page of what begins within `span`. `sort_at` lies in the same days, so that one range of
    the index on the lists' order holds them all; the margin is for time zones."""
    first, last = (_midnight(day) for day in span)
    near = queryset.filter(dated_from__range=span)
    if span[0] > date.min:
        near = near.filter(sort_at__gte=first - _MARGIN)
    if span[1] < date.max - _MARGIN:
        near = near.filter(sort_at__lt=last + 2 * _MARGIN)
    return listing(near, cursor)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, timezone.get_default_timezone())


def _counted(queryset: QuerySet[Any]) -> list[tuple[int | None, int]]:
    return list(queryset.order_by().values_list("part").annotate(n=Count("*")))


def _parts(queryset: QuerySet[Any], exact: Count) -> Parts:
    rows = queryset.order_by("part").values_list("part").annotate(n=exact, every=Count("*"))
    parts = [(part, n, every) for part, n, every in rows]
    total = sum(every for _, _, every in parts)
    known = [(part, n) for part, n, _ in parts if n]
    return Parts(known, total - sum(n for _, n in known), total)


def _year(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


def _month(year: int, month: int) -> tuple[date, date]:
    first = date(year, month, 1)
    if (year, month) == (9999, 12):
        return first, date.max
    return first, date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
