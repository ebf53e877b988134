"""The front page: the newest articles, each section, the sources most cited, the archive."""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, OuterRef, Subquery

from articles.models import Article, Section, Source
from articles.queries import archive
from articles.queries.articles import cards
from articles.queries.comments import number_shown
from articles.queries.sources import most_cited

PAIR, LATEST, IN_SECTION = 2, 4, 3
TOP_SOURCES, MONTHS, YEARS = 5, 4, 6


@dataclass(frozen=True, slots=True)
class Block:
    """A section with the newest of its articles that stand nowhere else on the page."""

    section: Section
    articles: list[Article]


@dataclass(frozen=True, slots=True)
class Front:
    lead: Article | None
    pair: list[Article]
    latest: list[Article]
    blocks: list[Block]
    top: list[tuple[Source, int, int]]
    top_year: int
    months: list[tuple[int, int, int]]
    years: list[int]
    has_undated: bool
    articles: int
    sources: int


def front(sections: list[Section]) -> Front:
    """All of the front page, in six queries whatever the size of the archive."""
    heads, sources = _heads(1 + PAIR + LATEST)
    of_section = _newest_of_sections(1 + PAIR + LATEST + IN_SECTION)
    wanted = [(s, [pk for pk in of_section.get(s.pk, []) if pk not in heads]) for s in sections]
    ids = heads + [pk for _, pks in wanted for pk in pks[:IN_SECTION]]
    found: dict[int, Article] = {
        article.pk: article
        for article in cards(Article.objects.public().filter(pk__in=ids)).annotate(
            comments_shown=number_shown()
        )
    }
    first = [found[pk] for pk in heads if pk in found]
    calendar = archive.calendar()
    years = [year for year, _, _ in calendar if year is not None]
    newest = years[0] if years else 0
    return Front(
        lead=first[0] if first else None,
        pair=first[1 : 1 + PAIR],
        latest=first[1 + PAIR :],
        blocks=[
            Block(section, [found[pk] for pk in pks[:IN_SECTION] if pk in found])
            for section, pks in wanted
            if pks
        ],
        top=most_cited(TOP_SOURCES, newest) if newest else [],
        top_year=newest,
        months=[(y, m, n) for y, m, n in calendar if y == newest and m][:MONTHS],
        years=[year for year in dict.fromkeys(years) if year != newest][:YEARS],
        has_undated=any(year is None for year, _, _ in calendar),
        articles=sum(n for _, _, n in calendar),
        sources=sources,
    )


def _heads(count: int) -> tuple[list[int], int]:
    """The ids of the newest articles, and the number of sources, in one query."""
    number = Source.objects.standing().order_by().annotate(n=Func("pk", function="COUNT"))
    newest = Article.objects.public().newest_first().annotate(sources=Subquery(number.values("n")))
    rows = list(newest.values_list("pk", "sources")[:count])
    return [pk for pk, _ in rows], rows[0][1] if rows else 0


def _newest_of_sections(count: int) -> dict[int, list[int]]:
    """Section -> the ids of its newest articles; the index of each section is read from its top."""
    newest = Article.objects.public().filter(section=OuterRef("pk")).newest_first()
    return dict(
        Section.objects.order_by().values_list("pk", ArraySubquery(newest.values("pk")[:count]))
    )
