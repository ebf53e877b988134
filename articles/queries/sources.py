"""Sources as readers see them: the index in Arabic order, and those that are cited most."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from articles.models import Article, ChainLink, Citation, Source

INDEX_FIELDS = ("id", "name", "label", "slug", "sort_key", "kind")
# The first sign of a sort key says the script of the name (see articles.text.sortkey).
_NUMBERS, _SIGNS = "0", "9"
NUMBERS, OTHERS = "0–9", "#"
NAMED = ("source", "source__name", "source__label", "source__slug")


@dataclass(frozen=True, slots=True)
class Entry:
    """A source of the index and how many articles rest on it."""

    source: Source
    articles: int


@dataclass(frozen=True, slots=True)
class Letter:
    """The sources whose names begin with `sign`: a letter, "0–9" or "#"."""

    sign: str
    entries: list[Entry]


def visible_citations() -> QuerySet[Citation]:
    """Confirmed citations of articles that everybody may read."""
    return Citation.objects.confirmed().filter(article__in=Article.objects.public())


def index() -> list[Letter]:
    """The sources that readers' articles rest on, in Arabic order, by first letter (two queries).

    Those that no article cites are left out: the newsroom knows many more than it needs yet.
    """
    cited = dict(
        ChainLink.objects.public()
        .filter(once=True)
        .order_by()
        .values_list("source")
        .annotate(n=Count("*"))
    )
    letters: list[Letter] = []
    shown = Source.objects.standing().filter(pk__in=cited)
    for source in shown.order_by("sort_key", "id").only(*INDEX_FIELDS):
        sign = _sign(source.sort_key)
        if not letters or letters[-1].sign != sign:
            letters.append(Letter(sign, []))
        letters[-1].entries.append(Entry(source, cited[source.pk]))
    return letters


def most_cited(count: int, year: int) -> list[tuple[Source, int, int]]:
    """The sources on which most articles of `year` rest: (source, articles, of them as origin)."""
    rows = (
        ChainLink.objects.public()
        .filter(once=True, dated_from__year=year)
        .values(*NAMED)
        .annotate(n=Count("*"), of_origin=Count("pk", filter=Q(origin=True)))
        .order_by("-n", "source__sort_key", "source")
    )
    return [(named(row), row["n"], row["of_origin"]) for row in rows[:count]]


def named(row: dict[str, Any], prefix: str = "source") -> Source:
    """A source with its names, of a row of `values` with `NAMED` of that prefix."""
    name, label, slug = (row[f"{prefix}__{field}"] for field in ("name", "label", "slug"))
    return Source(pk=row[prefix], name=name, label=label, slug=slug)


def _sign(key: str) -> str:
    if key.startswith(_NUMBERS):
        return NUMBERS
    letter = key[1:2].upper()
    return OTHERS if key.startswith(_SIGNS) or not letter else letter
