"""The search of the archive: what readers, programs and editors find, and how it was understood."""

from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser

from articles.models import Article
from articles.models.article import SEES_ALL
from articles.queries.search_facets import Counts, counts_of, facets_of
from articles.queries.search_hits import hits_of
from articles.queries.search_index import Standing, standing
from articles.queries.search_meant import meant
from articles.queries.search_names import Names, names_of
from articles.queries.search_notes import notes_of
from articles.queries.search_pages import page_of
from articles.queries.search_results import Facet, FacetValue, Hit, Meant, Results, State
from articles.queries.search_tree import question_of, seen_by
from articles.search.asked import Filters, Understood
from articles.search.engine import Index, IndexProblem
from articles.search.highlight import Wanted, wanted
from articles.search.query_language import Query, parse
from articles.search.question import Question
from articles.text.analyser import analyse_text

if TYPE_CHECKING:
    from articles.models import User

__all__ = ["EVERYTHING", "PAGE_SIZE", "Facet", "FacetValue", "Hit", "Meant", "Results", "State"]
__all__ += ["search"]

PAGE_SIZE = 20
_BESIDE = ThreadPoolExecutor(2, "search")
EVERYTHING = Filters()


def _marked(asked: Understood, names: Names) -> Wanted:
    """What is marked in the texts of hits."""
    words = analyse_text(" ".join(asked.words))
    phrases = [analyse_text(phrase) for phrase in asked.phrases]
    return wanted(words, [*phrases, *(name for also in names.also for name in also.terms())])


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
    now = standing()
    if now.index is None:
        asked = query.understood()
        return Results(asked, filters, now.state, total=None, behind=True)
    try:
        return _found(now, now.index, query, filters, user, newest_first, cursor, size, facets)
    except IndexProblem as problem:
        now.report(problem)
        return Results(query.understood(), filters, "rebuilding", total=None, behind=True)


def _found(
    now: Standing,
    index: Index,
    query: Query,
    filters: Filters,
    user: "User | AnonymousUser | None",
    newest_first: bool | None,
    cursor: str | None,
    size: int,
    facets: bool,
) -> Results:
    """Raises IndexProblem, and ValueError for a bad cursor."""
    conditions = seen_by(user, now.changed)
    names = names_of(query, index, conditions)
    asked = names.understood(query).understood()
    question = question_of(asked, filters, names, conditions)
    counts = _counting(index, question, user, facets=facets) if now.state == "ready" else None
    by_date = newest_first if newest_first is not None else not (asked.words or asked.phrases)
    page = page_of(index, question, size=size, cursor=cursor, newest_first=by_date)
    hits = hits_of(page.keys, _marked(asked, names), user)
    counted = counts.result() if counts else None

    def total_of(other: Query) -> int:
        named = names_of(other, index, conditions)
        said = named.understood(other).understood()
        return index.count(question_of(said, filters, named, conditions).found())

    perhaps = None
    if counted and cursor is None:
        known = {term.folded for also in names.also for term in analyse_text(also.written)}
        articles = Article.objects.visible_to(user)
        perhaps = meant(query, counted.total, total_of, index, conditions, articles, known)
    return Results(
        asked,
        filters,
        state=now.state,
        hits=hits,
        total=counted.total if counted else None,
        facets=facets_of(counted, filters) if counted else (),
        meant=perhaps,
        next_cursor=page.next_cursor,
        previous_cursor=page.previous_cursor,
        newest_first=by_date,
        notes=tuple(notes_of(query, names, ends_early=page.ends_early)),
        behind=now.behind,
    )


def _counting(
    index: Index, question: Question, user: "User | AnonymousUser | None", *, facets: bool
) -> "Future[Counts]":
    """Count beside what else is done for a search: the engine does not hold the others up."""
    if not facets:
        return _BESIDE.submit(lambda: Counts(index.count(question.found()), {}))
    staff = user is not None and user.is_authenticated and user.has_perm(SEES_ALL)
    return _BESIDE.submit(counts_of, index, question.found(), staff=staff)
