"""Addresses of what readers' pages link to."""

from babel import Locale
from django import template
from django.conf import settings
from django.urls import reverse

from articles.models import Article, Person, Source

register = template.Library()

# Beside the article itself, under the same address; a title may happen to be one of these words.
BESIDE = frozenset({"comments", "report", "original"})


@register.filter
def article_path(article: Article) -> str:
    """/a/12/the-slug/, without the slug where the title has no letters."""
    return with_slug("article", article.pk, article.slug)


def public_slug(slug: str) -> str:
    """The slug that stands in an article's address."""
    return "" if slug in BESIDE else slug


@register.filter
def source_path(source: Source) -> str:
    return with_slug("source", source.pk, source.slug)


@register.filter
def person_path(person: Person) -> str:
    return with_slug("person", person.pk, person.slug)


@register.filter
def absolute(path: str) -> str:
    """The full address of a path on this site."""
    return f"{settings.SITE_URL}{path}"


def with_slug(name: str, pk: int, slug: str) -> str:
    """The address of a thing with an id, and its slug where it has one."""
    if name == "article":
        slug = public_slug(slug)
    if slug:
        return reverse(f"articles:{name}", args=[pk, slug])
    return reverse(f"articles:{name}_short", args=[pk])


@register.simple_tag
def site_name() -> str:
    """The name of the site, as its settings give it."""
    return settings.SITE_NAME


@register.filter
def country(code: str) -> str:
    """The Arabic name of a country by its code of ISO 3166-1 (CLDR's), or the code."""
    return str(Locale("ar").territories.get(code, code))
