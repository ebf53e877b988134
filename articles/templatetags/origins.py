"""Numbers of articles by origins, each a link to those articles, and by role."""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode

from articles.models import Section
from articles.queries.honesty import Choice, OfYear
from articles.queries.source_parts import Year
from articles.templatetags.arabic import number

register = template.Library()

NO_SECTION, UNDATED = "-", "undated"  # as addresses say it


@register.simple_tag
def articles_of_year(year: OfYear, rests: str, choice: Choice) -> str:
    """How many of a year, within the chosen section."""
    said = UNDATED if year.year is None else f"{year.year:04}"
    return _linked(getattr(year.counted, rests), rests, section=_section(choice), year=said)


@register.simple_tag
def articles_of_section(section: Section | None, counted: object, rests: str) -> str:
    """How many of a section; None: of no section."""
    slug = NO_SECTION if section is None else section.slug
    return _linked(getattr(counted, rests), rests, section=slug)


@register.simple_tag
def articles_of_all(counted: object, rests: str, choice: Choice) -> str:
    """How many in all, within the chosen section."""
    return _linked(getattr(counted, rests), rests, section=_section(choice))


@register.simple_tag
def chosen(choice: Choice, rests: str = "") -> str:
    """The parameters of an address that say the same choice."""
    year = UNDATED if choice.undated else f"{choice.year:04}" if choice.year else ""
    given = {"rests": rests, "section": _section(choice), "year": year}
    return urlencode({name: value for name, value in given.items() if value})


@register.filter
def in_role(year: Year, role: str) -> int:
    """How many articles of a year cite the source in that role."""
    return year.roles.get(role, 0)


def _section(choice: Choice) -> str:
    if choice.unfiled:
        return NO_SECTION
    return choice.section.slug if choice.section else ""


def _linked(n: int, rests: str, **where: str) -> str:
    """A number; nothing stands behind 0."""
    if not n:
        return number(n)
    given = {"rests": rests, **{name: value for name, value in where.items() if value}}
    path = f"{reverse('articles:origins_articles')}?{urlencode(given)}"
    return format_html('<a href="{}">{}</a>', path, number(n))
