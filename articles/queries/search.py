"""The search of the archive: what readers, programs and editors find, and how it was understood."""

from dataclasses import replace
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser

from articles.models.article import SEES_ALL
from articles.queries.search_facets import facets_of
from articles.queries.search_hits import hits_of
from articles.queries.search_index import standing
from articles.queries.search_pages import page_of
from articles.queries.search_results import Facet, FacetValue, Hit, Meant, Results, State
from articles.queries.search_tree import Named, seen_by, tree
from articles.search.asked import Filters, Understood
from articles.search.engine import IndexProblem
from articles.search.highlight import Wanted, wanted
from articles.search.query_language import parse
from articles.text.analyser import analyse_text

if TYPE_CHECKING:
    from articles.models import User

__all__ = ["EVERYTHING", "PAGE_SIZE", "Facet", "FacetValue", "Hit", "Meant", "Results", "State"]
__all__ += ["search"]

PAGE_SIZE = 20
EVERYTHING = Filters()


def _marked(asked: Understood) -> Wanted:
    """What is marked in the texts of hits."""
    words = analyse_text(" ".join(asked.words))
    return wanted(words, [analyse_text(phrase) for phrase in asked.phrases])


def search(
    q: str,
    filters: Filters = EVERYTHING,
    *,
    user: "User | AnonymousUser | None" = None,
    newest_first: bool | None = None,
    cursor: str | None = None,
    size: int = PAGE_SIZE,
    facets: bool = True,
) -> Results:
    """What `user` may see of what `q` and `filters` ask for; nobody in particular is a reader.

    With words the best match comes first, without them (or with `newest_first`) the newest. Any
    `q` is fine. Raises ValueError for a cursor that no page gave out.
    """
    query = parse(q)
    asked = query.understood()
    by_date = newest_first if newest_first is not None else not (asked.words or asked.phrases)
    base = Results(asked, filters, total=None, newest_first=by_date)
    now = standing()
    if now.index is None:
        return replace(base, state=now.state, behind=True)
    named = Named()
    node = tree(asked, filters, named, seen_by(user, now.changed))
    staff = user is not None and user.is_authenticated and user.has_perm(SEES_ALL)
    try:
        page = page_of(now.index, node, size=size, cursor=cursor, newest_first=by_date)
        counted = now.state == "ready"
        spread = facets_of(now.index, node, filters, staff=staff) if facets and counted else ()
    except IndexProblem:
        return replace(base, state="rebuilding", behind=True)
    return replace(
        base,
        state=now.state,
        behind=now.behind,
        hits=hits_of(page.keys, _marked(asked), user),
        total=page.total if counted else None,
        facets=spread,
        next_cursor=page.next_cursor,
        previous_cursor=page.previous_cursor,
    )
