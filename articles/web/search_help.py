"""Ways out of a search that found nothing: what it finds without one of its conditions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles.queries.search import EVERYTHING, search
from articles.search.asked import Understood
from articles.web.search_address import Address
from articles.web.search_shown import Chosen

MOST = 6  # searches that are tried


@dataclass(frozen=True, slots=True)
class WayOut:
    """What to leave out, the search without it, and how many articles that finds."""

    label: str
    path: str
    total: int


def ways_out(address: Address, chosen: Sequence[Chosen], understood: Understood) -> list[WayOut]:
    """The searches with one condition less that find something, in the order of conditions."""
    found = []
    for label, other in list(_tries(address, chosen, understood))[:MOST]:
        total = search(other.q, other.filters, size=0, facets=False).total
        if total:
            found.append(WayOut(label, other.path(), total))
    return found


def _tries(
    address: Address, chosen: Sequence[Chosen], understood: Understood
) -> Iterator[tuple[str, Address]]:
    words = _plain(understood)
    if words and words != address.q:
        yield _("The words alone, without signs and conditions"), replace(address, q=words)
    for one in chosen:
        yield format_html(_("Without {}"), one.label), one.without
    if len(chosen) > 1 and address.q:
        yield _("Without any of the choices"), replace(address, filters=EVERYTHING)


def _plain(understood: Understood) -> str:
    """The words and phrases of a query as words."""
    return " ".join((*understood.words, *understood.phrases))
