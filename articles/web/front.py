"""The front page."""

from articles.queries.front import front
from articles.web.caching import Asked, Page, reader_page


@reader_page()
def front_page(asked: Asked) -> Page:
    today = asked.state.today
    return Page("articles/front.html", {"front": front(asked.sections, today), "today": today})
