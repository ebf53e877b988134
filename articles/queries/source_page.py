"""One source: its names, its part in the articles by year, its neighbours in their chains."""

from collections import Counter
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from articles.models import CitationRole, NameKind, Source, SourceName
from articles.models.source import SourceDomain
from articles.queries.source_dates import Belonging, belongings
from articles.queries.source_parts import Year, neighbours, years

SCRIPTS = ["ar", "ru", "en"]  # the order in which a source's names are given


@dataclass(frozen=True, slots=True)
class Standing:
    """A source with its main names beside the label (one for each language), other spellings and
    domains; its years, newest first and the undated last; and with the number of articles the
    sources that it relays and those that relay it, most frequent first."""

    source: Source
    names: list[str]
    spellings: list[str]
    domains: list[str]
    belongings: list[Belonging]
    years: list[Year]
    relays: list[tuple[Source, int]]
    relayed_by: list[tuple[Source, int]]

    @property
    def articles(self) -> int:
        return sum(year.articles for year in self.years)

    @property
    def as_origin(self) -> int:
        return sum(year.origin for year in self.years)

    @property
    def single(self) -> int:
        """How many of its articles rest on one origin alone."""
        return sum(year.single for year in self.years)

    @property
    def single_share(self) -> int:
        """The same in percent, rounded; 0 without articles."""
        return round(100 * self.single / self.articles) if self.articles else 0

    @property
    def roles(self) -> list[tuple[CitationRole, int]]:
        """The roles in which articles have it, most frequent first."""
        counted: Counter[str] = Counter()
        for year in self.years:
            counted.update(year.roles)
        return [(CitationRole(role), n) for role, n in counted.most_common()]


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
    relays, relayed_by = neighbours(source)
    return Standing(
        source=source,
        names=names,
        spellings=spellings,
        domains=source.all_domains,  # type: ignore[attr-defined]
        belongings=belongings(source),
        years=years(source),
        relays=relays,
        relayed_by=relayed_by,
    )


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
