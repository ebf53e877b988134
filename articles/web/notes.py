"""What the newsroom says about itself: how it works, and what it corrected."""

from articles.queries import corrections
from articles.web.caching import Asked, Page, reader_page
from articles.web.lists import page_or_404


@reader_page()
def about_page(asked: Asked) -> Page:
    return Page("articles/about.html")


@reader_page("cursor")
def corrections_page(asked: Asked) -> Page:
    found = page_or_404(lambda: corrections.newest(asked.cursor))
    return Page("articles/corrections.html", {"found": found})
