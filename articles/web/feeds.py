"""Feeds of articles in three formats, made of the same entries: of the site, of a search."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.conf import settings
from django.urls import reverse

from articles.models import Article
from articles.queries.feeds import newest_published
from articles.templatetags.addresses import absolute, article_path
from articles.templatetags.arabic import iso, isolate_body
from articles.web.caching import Asked, Page, reader_page

Format = Literal["atom", "rss", "json"]
TYPES: dict[Format, str] = {
    "atom": "application/atom+xml",
    "rss": "application/rss+xml",
    "json": "application/feed+json",
}
NAMES: dict[Format, str] = {"atom": "Atom", "rss": "RSS", "json": "JSON Feed"}


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed is of: its full addresses and title. `entries` are articles with what
    `articles.queries.feeds` adds to them, `updated` is for a feed without any."""

    page: str
    self: str
    title: str
    entries: Sequence[Article]
    updated: datetime
    lasting: bool = True


@reader_page()
def feed(asked: Asked) -> Page:
    site = Feed(
        page=absolute("/"),
        self=absolute(reverse("articles:feed")),
        title=settings.SITE_NAME,
        entries=newest_published(),
        updated=asked.state.modified(),
    )
    return feed_page(site, "atom")


def feed_page(feed: Feed, written: Format) -> Page:
    """The feed in a format."""
    kind = f"{TYPES[written]}; charset=utf-8"
    if written == "json":
        return Page(body=_json(feed), content_type=kind, lasting=feed.lasting)
    entries = [(article, changed(article)) for article in feed.entries]
    context = {
        "feed": feed,
        "entries": entries,
        "updated": max((at for _, at in entries), default=feed.updated),
    }
    template = "articles/feed.xml" if written == "atom" else "articles/feed_rss.xml"
    return Page(template, context, content_type=kind, lasting=feed.lasting)


def changed(article: Article) -> datetime:
    """Not before it appeared: a scheduled article was last touched earlier."""
    return max(article.modified_at, article.appeared)  # type: ignore[attr-defined]


def _json(feed: Feed) -> bytes:
    """JSON Feed 1.1."""
    said = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.self,
        "language": "ar",
        "items": [_item(article) for article in feed.entries],
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def _item(article: Article) -> dict[str, Any]:
    item = {
        "id": absolute(reverse("articles:article_short", args=[article.pk])),
        "url": absolute(article_path(article)),
        "title": article.title,
        "content_html": str(isolate_body(article.body)),
        "summary": article.standfirst,
        "date_published": iso(article.appeared),  # type: ignore[attr-defined]
        "date_modified": iso(changed(article)),
        "authors": [{"name": name} for name in _authors(article)],
        "language": article.language,
        "tags": [article.section.name] if article.section else [],
    }
    return {name: value for name, value in item.items() if value}


def _authors(article: Article) -> Iterable[str]:
    named = [byline.person.name for byline in article.bylines.all()]
    return named or [article.byline_text or article.publisher_name or settings.SITE_NAME]
