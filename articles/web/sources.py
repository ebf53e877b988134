"""Sources: the index in Arabic order, and the page of one source."""

from django.http import Http404, HttpResponsePermanentRedirect

from articles.models import CitationRole
from articles.queries import articles, sources
from articles.queries import source_page as pages
from articles.queries.source_merging import heir
from articles.templatetags.addresses import source_path
from articles.web.caching import Asked, Page, reader_page
from articles.web.lists import page_or_404


@reader_page()
def source_index(asked: Asked) -> Page:
    return Page("sources/index.html", {"letters": sources.index()})


@reader_page("role", "cursor")
def source_page(asked: Asked, pk: int, slug: str = "") -> Page | HttpResponsePermanentRedirect:
    source = pages.find(pk)
    if source is None:
        raise Http404("no such source")
    if source.merged_into is not None:
        return HttpResponsePermanentRedirect(source_path(heir(source)))
    if slug != source.slug:
        return HttpResponsePermanentRedirect(source_path(source))
    role = asked.param("role")
    if role and role not in CitationRole.values:
        raise Http404("no such role")
    found = page_or_404(lambda: articles.of_source(source, asked.cursor, role=role))
    standing = pages.standing(source)
    context = {"standing": standing, "source": source, "found": found, "role": role}
    return Page("sources/source.html", context)
