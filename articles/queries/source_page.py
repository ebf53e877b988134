"""One source: its names, its part in the articles by year, its neighbours in their chains."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef
from django.db.models.functions import ExtractYear, JSONObject

from articles.models import Article, Citation, CitationState, NameKind, Source, SourceName
from articles.models.source import SourceDomain
from articles.queries.sources import NAMED, named

NEIGHBOURS = 5
SCRIPTS = ["ar", "ru", "en"]  # the order in which a source's names are given


@dataclass(frozen=True, slots=True)
class Year:
    """How many articles of a year (None: undated) rest on the source: as their origin, or as one
    that passed the report on."""

    year: int | None
    origin: int
    relayed: int

    @property
    def articles(self) -> int:
        return self.origin + self.relayed


@dataclass(frozen=True, slots=True)
class Standing:
    """A source with its main names beside the label (one for each language), other spellings and
    domains; its years, newest first and the undated last; and with the number of articles the
    sources that it relays and those that relay it, most frequent first."""

    source: Source
    names: list[str]
    spellings: list[str]
    domains: list[str]
    years: list[Year]
    relays: list[tuple[Source, int]]
    relayed_by: list[tuple[Source, int]]

    @property
    def articles(self) -> int:
        return sum(year.articles for year in self.years)

    @property
    def as_origin(self) -> int:
        return sum(year.origin for year in self.years)


def find(pk: int) -> Source | None:
    """The source with its names and domains, also one that was merged into another (one query)."""
    names = SourceName.objects.filter(source=OuterRef("pk")).order_by("language", "id")
    domains = SourceDomain.objects.filter(source=OuterRef("pk")).order_by("domain")
    linked = Source.objects.select_related("owner", "parent", "merged_into").annotate(
        all_names=ArraySubquery(
            names.values(json=JSONObject(name="name", language="language", kind="kind"))
        ),
        all_domains=ArraySubquery(domains.values("domain")),
    )
    return linked.filter(pk=pk).first()


def standing(source: Source) -> Standing:
    """What the page of `source`, as `find` returns it, says about it (three queries)."""
    names, spellings = _names(source)
    return Standing(
        source=source,
        names=names,
        spellings=spellings,
        domains=source.all_domains,  # type: ignore[attr-defined]
        years=_years(source),
        relays=_relays(source),
        relayed_by=_relayed_by(source),
    )


def _years(source: Source) -> list[Year]:
    links = source.citations.confirmed().filter(article=OuterRef("pk"))
    behind = Citation.objects.confirmed().filter(via=OuterRef("pk"))
    rows = (
        Article.objects.public()
        .filter(pk__in=source.citations.confirmed().values("article"))
        .annotate(
            year=ExtractYear("dated_from"),
            origin=Exists(links.filter(~Exists(behind))),
        )
        .order_by()
        .values_list("year", "origin")
        .annotate(n=Count("*"))
    )
    counted: dict[int | None, list[int]] = defaultdict(lambda: [0, 0])
    for year, origin, n in rows:
        counted[year][0 if origin else 1] = n
    years = sorted(counted, key=lambda year: (year is None, -(year or 0)))
    return [Year(year, *counted[year]) for year in years]


def _relays(source: Source) -> list[tuple[Source, int]]:
    """Whom the source passes on: what lies right behind it in the chains of visible articles."""
    behind = Citation.objects.confirmed().filter(
        via__in=source.citations.confirmed(), source__isnull=False
    )
    rows = behind.filter(article__in=Article.objects.public()).exclude(source=source)
    return _counted(rows.values(*NAMED), "source")


def _relayed_by(source: Source) -> list[tuple[Source, int]]:
    """Who passes the source on: what stands right before it in the chains."""
    fields = [f"via__{field}" for field in NAMED]
    links = source.citations.confirmed().filter(
        via__state=CitationState.CONFIRMED,
        via__source__isnull=False,
        article__in=Article.objects.public(),
    )
    return _counted(links.exclude(via__source=source).values(*fields), "via__source")


def _counted(rows: Any, prefix: str) -> list[tuple[Source, int]]:
    counted = rows.annotate(n=Count("article", distinct=True))
    most = counted.order_by("-n", f"{prefix}__sort_key", prefix)[:NEIGHBOURS]
    return [(named(row, prefix), row["n"]) for row in most]


def _names(source: Source) -> tuple[list[str], list[str]]:
    """The main name in each language beside the label, and all other spellings."""
    every: list[dict[str, str]] = source.all_names  # type: ignore[attr-defined]
    rows = sorted(every, key=lambda row: row["kind"] != NameKind.CANONICAL)
    main: dict[str, str] = {}
    for row in rows:
        main.setdefault(row["language"], row["name"])
    names = [
        main[language] for language in sorted(main, key=_rank) if main[language] != str(source)
    ]
    shown = {str(source), *names}
    return names, list(dict.fromkeys(row["name"] for row in rows if row["name"] not in shown))


def _rank(language: str) -> tuple[int, str]:
    return SCRIPTS.index(language) if language in SCRIPTS else len(SCRIPTS), language
