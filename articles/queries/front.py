"""The front page: the newest articles, each section, the sources most cited, the archive."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from articles.models import Article, Correction, Section, Source
from articles.queries import archive
from articles.queries.articles import cards
from articles.queries.comments import number_shown
from articles.queries.sources import most_cited

PAIR, LATEST, IN_SECTION = 2, 4, 3
TOP_SOURCES, MONTHS, YEARS = 5, 4, 6
CORRECTIONS = 3
WEEK = 7  # days, today among them


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
    corrections: list[Correction]
    top: list[tuple[Source, int, int]]
    top_year: int
    months: list[tuple[int, int, int]]
    years: list[int]
    has_undated: bool
    articles: int
    sources: int


def front(sections: list[Section], today: date) -> Front:
    """All of the front page, in five queries whatever the size of the archive."""
    heads, sources, corrections = _heads(1 + PAIR + LATEST, today)
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
        corrections=corrections,
        top=most_cited(TOP_SOURCES, newest) if newest else [],
        top_year=newest,
        months=[(y, m, n) for y, m, n in calendar if y == newest and m][:MONTHS],
        years=[year for year in dict.fromkeys(years) if year != newest][:YEARS],
        has_undated=any(year is None for year, _, _ in calendar),
        articles=sum(n for _, _, n in calendar),
        sources=sources,
    )


def _heads(count: int, today: date) -> tuple[list[int], int, list[Correction]]:
    """The ids of the newest articles, the number of sources, and the corrections of the week, in
    one query."""
    number = Source.objects.standing().order_by().annotate(n=Func("pk", function="COUNT"))
    newest = (
        Article.objects.public()
        .newest_first()
        .annotate(
            sources=Subquery(number.values("n")), corrected=ArraySubquery(_corrections(today))
        )
    )
    rows = list(newest.values_list("pk", "sources", "corrected")[:count])
    if not rows:
        return [], 0, []
    _, sources, corrected = rows[0]
    return [pk for pk, _, _ in rows], sources, [_correction(said) for said in corrected]


def _corrections(today: date) -> QuerySet[Any]:
    """The last ones of the week that ends with `today`, newest first, each as JSON."""
    begin = today - timedelta(days=WEEK - 1)
    midnight = datetime.combine(begin, time.min, timezone.get_default_timezone())
    lately = Correction.objects.filter(at__gte=midnight, article__in=Article.objects.public())
    said = JSONObject(
        id="id", text="text", at="at", article="article_id", title="article__title",
        slug="article__slug",
    )  # fmt: skip
    return lately.order_by("-at", "-id").values(json=said)[:CORRECTIONS]


def _correction(said: dict[str, Any]) -> Correction:
    article = Article(id=said["article"], title=said["title"], slug=said["slug"])
    at = datetime.fromisoformat(said["at"])
    return Correction(id=said["id"], text=said["text"], at=at, article=article)


def _newest_of_sections(count: int) -> dict[int, list[int]]:
    """Section -> the ids of its newest articles; the index of each section is read from its top."""
    newest = Article.objects.public().filter(section=OuterRef("pk")).newest_first()
    return dict(
        Section.objects.order_by().values_list("pk", ArraySubquery(newest.values("pk")[:count]))
    )
