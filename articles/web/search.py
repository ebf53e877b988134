"""The page of results: what was asked, how it was understood, what was found and how to go on."""

from typing import Any

from articles.queries.search import Results, search
from articles.queries.search_chosen import names_of
from articles.templatetags.addresses import absolute
from articles.web.caching import Asked, Page, reader_page
from articles.web.lists import page_or_404
from articles.web.search_address import NAMES, Address, read_address
from articles.web.search_feed import feeds_of
from articles.web.search_help import ways_out
from articles.web.search_shown import chosen_in, facets_shown, names_in

TEMPLATE = "articles/search.html"


@reader_page(*NAMES, "cursor")
def search_page(asked: Asked) -> Page:
    address, errors = read_address(asked.params)
    if errors or not address.asks:
        context = {"address": address, "errors": errors}
        return Page(TEMPLATE, context, status=400 if errors else 200)
    results = found(address, asked.cursor)
    context = _shown(address, results, asked)
    return Page(TEMPLATE, context, lasting=not results.behind)


def found(address: Address, cursor: str | None, **options: Any) -> Results:
    """What readers find at the address; 404 for a cursor that no page of it gave out."""
    options.setdefault("newest_first", address.newest_first or None)
    return page_or_404(lambda: search(address.q, address.filters, cursor=cursor, **options))


def _shown(address: Address, results: Results, asked: Asked) -> dict[str, Any]:
    names = names_in(results.facets) or names_of(address.filters, asked.sections)
    chosen = chosen_in(address, names)
    nothing = results.state == "ready" and not results.hits and not asked.cursor
    return {
        "address": address,
        "canonical": absolute(address.path(cursor=asked.cursor)),
        "results": results,
        "chosen": chosen,
        "feeds": feeds_of(address),
        "cleared": Address(address.q, newest_first=address.newest_first).path(),
        "facets": facets_shown(results.facets, address),
        "ways_out": ways_out(address, chosen, results.understood) if nothing else [],
        "meant": Address(results.meant.q, address.filters).path() if results.meant else "",
        "other_order": Address(
            address.q, address.filters, newest_first=not address.newest_first
        ).path(),
        "next": address.path(cursor=results.next_cursor) if results.next_cursor else "",
        "previous": address.path(cursor=results.previous_cursor) if results.previous_cursor else "",
    }
