"""What is written for crawlers: robots.txt and the sitemaps."""

from django.http import Http404
from django.urls import reverse

from articles.queries import sitemap
from articles.templatetags.addresses import absolute, with_slug
from articles.web.caching import Asked, Page, reader_page

XML = "application/xml; charset=utf-8"
PLACES = {"articles": "article", "sources": "source"}
LISTS = ("front", "about", "sources", "graph", "origins", "archive")
# Beside search and previews: forms, which each article would offer again.
CLOSED = ("/admin/", "/preview/", "/search/", "/a/*/comments/", "/a/*/report/")


@reader_page()
def robots(asked: Asked) -> Page:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), ""]
    lines.append(f"Sitemap: {absolute(reverse('articles:sitemap'))}")
    body = "\n".join(lines) + "\n"
    return Page(body=body.encode(), content_type="text/plain; charset=utf-8")


@reader_page()
def sitemap_index(asked: Asked) -> Page:
    paths = [reverse("articles:sitemap_pages")]
    paths += [reverse("articles:sitemap_part", args=part) for part in sitemap.parts()]
    return Page("articles/sitemap_index.xml", {"paths": paths}, content_type=XML)


@reader_page()
def sitemap_pages(asked: Asked) -> Page:
    """The pages that list articles."""
    sections, topics = sitemap.sections_and_topics()
    paths = [reverse(f"articles:{name}") for name in LISTS]
    paths += [reverse("articles:section", args=[slug]) for slug in sections]
    paths += [reverse("articles:topic", args=[slug]) for slug in topics]
    entries = [(path, None) for path in paths]
    return Page("articles/sitemap.xml", {"entries": entries}, content_type=XML)


@reader_page()
def sitemap_part(asked: Asked, kind: sitemap.Kind, number: str) -> Page:
    rows = sitemap.part(kind, int(number))
    if not rows:
        raise Http404("no such part")
    name = PLACES[kind]
    entries = [(with_slug(name, pk, slug), modified) for pk, slug, modified in rows]
    return Page("articles/sitemap.xml", {"entries": entries}, content_type=XML)
