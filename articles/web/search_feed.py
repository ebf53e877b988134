"""A search as a feed, by which a reader or a program follows it: Atom, RSS and JSON Feed.

It has what holds all of the words, as it comes into the archive: newest first, an article with one
of the words alone would crowd out what is followed, and an old text that is new here belongs to it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from articles.queries.feeds import newest_matching
from articles.templatetags.addresses import absolute
from articles.web.caching import Asked, Page, reader_page
from articles.web.feeds import NAMES as FORMATS
from articles.web.feeds import TYPES, Feed, Format, feed_page
from articles.web.search_address import NAMES, Address, read_address

RETRY = 60  # seconds after which to ask again for what cannot be found now


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed of a search: its media type, the name of its format, its address."""

    type: str
    name: str
    path: str


def feeds_of(address: Address) -> list[FeedLink]:
    """The feeds of a search, the one for most programs first."""
    return [
        FeedLink(TYPES[written], FORMATS[written], address.path(f"search_{written}"))
        for written in FORMATS
    ]


def _feed(written: Format) -> Callable[..., HttpResponseBase]:
    @reader_page(*NAMES)
    def answer(asked: Asked) -> Page | HttpResponse:
        address, errors = read_address(asked.params)
        if errors or not address.asks:
            raise Http404("no such search")
        found = newest_matching(address.q, address.filters)
        if found is None:
            return _later()
        title = _("Search for “%(q)s”") % {"q": address.q} if address.q else _("A search")
        feed = Feed(
            page=absolute(address.path()),
            self=absolute(address.path(f"search_{written}")),
            title=f"{title} | {settings.SITE_NAME}",
            entries=found.articles,
            updated=asked.state.modified(),
            lasting=not found.behind,
        )
        return feed_page(feed, written)

    return answer


def _later() -> HttpResponse:
    """The index is being built: an empty feed would be taken for the answer."""
    response = HttpResponse(status=503)
    response["Retry-After"] = str(RETRY)
    response["Cache-Control"] = "no-store"
    return response


search_atom = _feed("atom")
search_rss = _feed("rss")
search_json = _feed("json")
