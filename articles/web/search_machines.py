"""What browsers read of the search: suggestions while one types, and how to search from outside."""

from django.conf import settings

from articles.web.caching import Asked, Page, reader_page

OPENSEARCH = "application/opensearchdescription+xml; charset=utf-8"
SUGGESTIONS = "application/x-suggestions+json; charset=utf-8"


@reader_page()
def description(asked: Asked) -> Page:
    """The archive as a search engine of a browser (OpenSearch 1.1, which allows 16 letters)."""
    context = {"name": settings.SITE_NAME[:16]}
    return Page("articles/opensearch.xml", context, content_type=OPENSEARCH)


@reader_page("q")
def suggestions_page(asked: Asked) -> Page:
    """[what was typed, texts, what each is, addresses], as browsers take suggestions."""
    return Page(body=b'["",[],[],[]]', content_type=SUGGESTIONS)
