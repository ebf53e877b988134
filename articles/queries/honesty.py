"""On how many origins the published articles rest, by year and by section."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q
from django.db.models.functions import ExtractYear

from articles.models import Article, ChainCount, Section
from articles.queries.articles import through
from articles.queries.keyset import KeysetPage

ORIGINS = {"none": ("origins", 0), "one": ("origins", 1), "more": ("origins__gte", 2)}
"""On no named source, on one origin alone, on two or more: the code in addresses -> which."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many articles rest on no named source, on one origin alone, on two or more."""

    none: int = 0
    one: int = 0
    more: int = 0

    @property
    def articles(self) -> int:
        return self.none + self.one + self.more

    def plus(self, other: "Counted") -> "Counted":
        return Counted(self.none + other.none, self.one + other.one, self.more + other.more)


@dataclass(frozen=True, slots=True)
class OfYear:
    """Of one year of the articles' own dates; None: the undated."""

    year: int | None
    counted: Counted

    @property
    def articles(self) -> int:
        return self.counted.articles


@dataclass(frozen=True, slots=True)
class Honesty:
    """All, by year (newest first, the undated last), and by section (those of the list, None for
    what stands in none)."""

    all: Counted
    years: list[OfYear]
    sections: list[tuple[Section | None, Counted]]


@dataclass(frozen=True, slots=True)
class Choice:
    """Which articles: of a section (`unfiled`: of none), of a year (`undated`: of none)."""

    section: Section | None = None
    unfiled: bool = False
    year: int | None = None
    undated: bool = False


def honesty(sections: Iterable[Section], choice: Choice = Choice()) -> Honesty:
    """The counts of `choice`'s section, or of all, and beside them those of every section (one
    query)."""
    by_year: dict[int | None, Counted] = defaultdict(Counted)
    by_section: dict[int | None, Counted] = defaultdict(Counted)
    rows = (
        ChainCount.objects.public()
        .order_by()
        .values_list("section", ExtractYear("dated_from"))
        .annotate(**{name: Count("pk", filter=Q(which)) for name, which in ORIGINS.items()})
    )
    for section, year, none, one, more in rows:
        counted = Counted(none, one, more)
        by_section[section] = by_section[section].plus(counted)
        if _chosen(section, choice):
            by_year[year] = by_year[year].plus(counted)
    newest = sorted(by_year, key=lambda year: (year is None, -(year or 0)))
    filed: list[tuple[Section | None, Counted]] = [
        (section, by_section[section.pk]) for section in sections if section.pk in by_section
    ]
    if None in by_section:
        filed.append((None, by_section[None]))
    total = Counted()
    for counted in by_year.values():
        total = total.plus(counted)
    return Honesty(total, [OfYear(year, by_year[year]) for year in newest], filed)


def articles_of(rests: str, choice: Choice, cursor: str | None) -> KeysetPage[Article]:
    """The articles behind one number, newest first. Raises ValueError for a bad cursor."""
    lookup, value = ORIGINS[rests]
    rows = Article.objects.public().filter(**{f"chain_count__{lookup}": value})
    if choice.section is not None or choice.unfiled:
        rows = rows.filter(chain_count__section=choice.section)
    if choice.year is not None:
        rows = rows.filter(chain_count__dated_from__year=choice.year)
    elif choice.undated:
        rows = rows.filter(chain_count__dated_from=None)
    return through(rows, "chain_count", cursor)


def _chosen(section: int | None, choice: Choice) -> bool:
    if choice.unfiled:
        return section is None
    return choice.section is None or choice.section.pk == section
