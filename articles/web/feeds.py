"""The site's Atom feed (RFC 4287)."""

from datetime import datetime

from articles.models import Article
from articles.queries.feeds import newest_published
from articles.web.caching import Asked, Page, reader_page

ATOM = "application/atom+xml; charset=utf-8"


@reader_page()
def feed(asked: Asked) -> Page:
    entries = [(article, _updated(article)) for article in newest_published()]
    updated = max((at for _, at in entries), default=asked.state.modified())
    context = {"entries": entries, "updated": updated}
    return Page("articles/feed.xml", context, content_type=ATOM)


def _updated(article: Article) -> datetime:
    """Not before it appeared: a scheduled article was last touched earlier."""
    return max(article.modified_at, article.appeared)  # type: ignore[attr-defined]
