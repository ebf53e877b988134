"""The search of the archive: what readers, programs and editors find, and how it was understood."""

from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser

from articles.models import Article
from articles.models.article import SEES_ALL
from articles.queries.search_facets import Counts, counts_of, facets_of, without_each
from articles.queries.search_hits import hits_of
from articles.queries.search_index import Standing, standing
from articles.queries.search_meant import meant
from articles.queries.search_names import Names, names_of
from articles.queries.search_notes import notes_of, of_words
from articles.queries.search_pages import page_of
from articles.queries.search_results import Facet, FacetValue, Hit, Meant, Results, State
from articles.queries.search_tree import question_of, seen_by
from articles.search.asked import EVERYTHING, Filters, Understood
from articles.search.engine import Index, IndexProblem
from articles.search.highlight import Wanted, wanted
from articles.search.nodes import Node
from articles.search.query_language import Query, parse
from articles.search.question import Question, with_all_if_enough
from articles.text.analyser import analyse_text

if TYPE_CHECKING:
    from articles.models import User

__all__ = ["EVERYTHING", "PAGE_SIZE", "Facet", "FacetValue", "Hit", "Meant", "Results", "State"]
__all__ += ["search"]

PAGE_SIZE = 20
_BESIDE = ThreadPoolExecutor(2, "search")


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
        return Results(query.understood(), filters, now.state, total=None, behind=True)
    try:
        asked = _Search(now, now.index, filters, user, seen_by(user, now.changed))
        return asked.results(query, newest_first, cursor, size, facets=facets)
    except IndexProblem as problem:
        now.report(problem)
        return Results(query.understood(), filters, "rebuilding", total=None, behind=True)


@dataclass(frozen=True, slots=True)
class _Search:
    """What one person asks of the index as it stands. All methods raise IndexProblem."""

    now: Standing
    index: Index
    filters: Filters
    user: "User | AnonymousUser | None"
    conditions: tuple[Node, ...]

    def results(
        self,
        query: Query,
        newest_first: bool | None,
        cursor: str | None,
        size: int,
        *,
        facets: bool,
    ) -> Results:
        """Raises ValueError for a bad cursor."""
        names, asked, anything = self.read(query)
        question, whole = with_all_if_enough(self.index, anything)
        counting = None
        if self.now.state == "ready":
            counting = self.counting(question, self.others(question, asked, names), facets=facets)
        by_date = newest_first if newest_first is not None else not (asked.words or asked.phrases)
        page = page_of(self.index, question, size=size, cursor=cursor, newest_first=by_date)
        hits = hits_of(page.keys, _marked(asked, names), self.user)
        counts = counting.result() if counting else None
        return Results(
            asked,
            self.filters,
            state=self.now.state,
            hits=hits,
            total=counts.total if counts else None,
            facets=facets_of(counts, self.filters) if counts else (),
            meant=self.meant(query, names, anything) if counts and not cursor else None,
            next_cursor=page.next_cursor,
            previous_cursor=page.previous_cursor,
            newest_first=by_date,
            notes=(
                *notes_of(query, names, ends_early=page.ends_early),
                *(of_words(question) if hits and not (counts and counts.total <= whole) else ()),
            ),
            behind=self.now.behind,
        )

    def read(self, query: Query) -> tuple[Names, Understood, Question]:
        """What a query means, with its names."""
        names = names_of(query, self.index, self.conditions)
        asked = names.understood(query).understood()
        return names, asked, question_of(asked, self.filters, names, self.conditions)

    def others(self, question: Question, asked: Understood, names: Names) -> dict[str, Node]:
        """What would be found if another value took the place of a chosen one, by field."""
        return {
            field: replace(
                question_of(asked, filters, names, self.conditions), every=question.every
            ).found()
            for field, filters in without_each(self.filters).items()
        }

    def counting(
        self, question: Question, others: Mapping[str, Node], *, facets: bool
    ) -> "Future[Counts]":
        """Count beside what else is done for a search: the engine does not hold the others up."""
        if not facets:
            return _BESIDE.submit(lambda: Counts(self.index.count(question.found()), {}))
        user = self.user
        staff = user is not None and user.is_authenticated and user.has_perm(SEES_ALL)
        return _BESIDE.submit(counts_of, self.index, question.found(), others, staff=staff)

    def meant(self, query: Query, names: Names, question: Question) -> Meant | None:
        """What the query, which asks `question`, may have been meant as."""
        known = {query.text: question}

        def asks(other: Query) -> Question:
            if other.text not in known:
                known[other.text] = self.read(other)[2]
            return known[other.text]

        found = meant(
            names.understood(query),
            lambda other: self.index.count(asks(other).found()),
            self.index,
            self.conditions,
            Article.objects.visible_to(self.user),
            {term.folded for also in names.also for term in analyse_text(also.written)},
        )
        if found is None:
            return None
        shown, _ = with_all_if_enough(self.index, asks(parse(found.q)))
        return replace(found, total=self.index.count(shown.found()))


def _marked(asked: Understood, names: Names) -> Wanted:
    """What is marked in the texts of hits."""
    words = analyse_text(" ".join(asked.words))
    phrases = [analyse_text(phrase) for phrase in asked.phrases]
    return wanted(words, [*phrases, *(name for also in names.also for name in also.terms())])
