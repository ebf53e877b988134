"""On how many origins the articles rest: the counts, and the articles behind each of them."""

import re

from django.http import Http404

from articles.models import Section
from articles.queries import honesty
from articles.queries.honesty import Choice
from articles.web.caching import Asked, Page, reader_page
from articles.web.lists import page_or_404

NONE = "-"  # in addresses: of no section
UNDATED = "undated"
_YEAR = re.compile("(?!0000)[0-9]{4}")


@reader_page("section")
def origins_page(asked: Asked) -> Page:
    choice = _choice(asked)
    counted = honesty.honesty(asked.sections, choice)
    return Page("sources/honesty.html", {"counted": counted, "choice": choice})


@reader_page("rests", "section", "year", "cursor")
def origins_articles(asked: Asked) -> Page:
    choice, rests = _choice(asked), asked.param("rests")
    if rests not in honesty.ORIGINS:
        raise Http404("no such number")
    found = page_or_404(lambda: honesty.articles_of(rests, choice, asked.cursor))
    context = {"found": found, "choice": choice, "rests": rests}
    return Page("sources/honesty_articles.html", context)


def _choice(asked: Asked) -> Choice:
    """Which articles the address means. Raises Http404 for what there is not."""
    slug, year = asked.param("section"), asked.param("year")
    if year not in ("", UNDATED) and not _YEAR.fullmatch(year):
        raise Http404("no such year")
    return Choice(
        section=_section(asked, slug) if slug not in ("", NONE) else None,
        unfiled=slug == NONE,
        year=int(year) if year not in ("", UNDATED) else None,
        undated=year == UNDATED,
    )


def _section(asked: Asked, slug: str) -> Section:
    found = next((section for section in asked.sections if section.slug == slug), None)
    if found is None:
        raise Http404("no such section")
    return found
