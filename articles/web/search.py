"""The thin search page."""

from articles.models import Article
from articles.queries.articles import listing
from articles.queries.matching import matching, words_of
from articles.web.caching import Asked, Page, reader_page
from articles.web.lists import page_or_404


@reader_page("q", "cursor")
def search_page(asked: Asked) -> Page:
    q = " ".join(asked.param("q").split())
    found = None
    if words_of(q):
        found = page_or_404(lambda: listing(matching(Article.objects.public(), q), asked.cursor))
    return Page("articles/search.html", {"q": q, "found": found})
