"""Lists of articles that hold all words of a query, in whatever order the list has."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import BooleanField, F, Func, QuerySet

from articles.models import User
from articles.queries import keyset
from articles.queries.keyset import KeysetPage
from articles.queries.search_index import standing
from articles.queries.search_names import names_of
from articles.queries.search_tree import question_of, seen_by
from articles.search.asked import EVERYTHING, Filters, Understood
from articles.search.engine import KEY, Index, IndexProblem
from articles.search.nodes import Between, Combined, Node, OneOf
from articles.search.query_language import parse
from articles.search.question import with_all_words

MOST = 10_000
"""Articles that the database is given by their ids; where more match, it is walked instead."""

PORTIONS = (200, 400, 800, 1_600, 3_200, 6_400, 12_800)
"""Rows of a list that are looked at for one page, portion by portion, until it is full."""


def among(keys: Iterable[int]) -> Func:
    """Condition: an article's id is one of `keys`."""
    return _Among(F("pk"), keys=list(keys))


class _Among(Func):
    """key = ANY(keys), one parameter for any number of keys."""

    output_field = BooleanField()
    conditional = True

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        column, params = compiler.compile(self.source_expressions[0])
        return f"{column} = ANY(%s::bigint[])", [*params, self.extra["keys"]]


@dataclass(frozen=True, slots=True)
class Matching:
    """What matches a query: the ids if they are at most `MOST`, else `keys` is None.

    `behind` says that the index may answer otherwise soon, though nobody changes anything;
    `changed` are articles that it may not know as they are now.
    """

    index: Index
    node: Node
    keys: tuple[int, ...] | None
    behind: bool
    changed: tuple[int, ...]

    def among(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The articles of `queryset` that match; only where `keys` is not None."""
        return queryset.filter(among(self.keys or ()))

    def best(self, most: int) -> list[int]:
        """The ids of the `most` best matches, the best first; none where the index fails."""
        try:
            return [hit.key for hit in self.index.search(self.node, limit=most).hits]
        except IndexProblem:
            return []

    def of(self, ids: Sequence[int]) -> set[int]:
        """Those of `ids` that match. Raises IndexProblem."""
        node = Combined(must=(OneOf(KEY, tuple(ids)), self.node))
        return {key for _, key in self.index.in_order(node, KEY, limit=len(ids))} if ids else set()


def matching(
    q: str, user: User | AnonymousUser | None, filters: Filters = EVERYTHING
) -> Matching | None:
    """What all words and phrases of `q` match, in the language of the search, of what `user` may
    see; a query that asks for nothing matches nothing, none at all what the filters say. None while
    there is no index to ask."""
    now = standing()
    if now.index is None:
        return None
    try:
        node = _node(now.index, q, filters, seen_by(user, now.changed))
        found = now.index.in_order(node, KEY, limit=MOST + 1)
    except IndexProblem as problem:
        now.report(problem)
        return None
    keys = tuple(key for _, key in found) if len(found) <= MOST else None
    return Matching(now.index, node, keys, now.behind, now.changed)


def counts_after(
    asked: Sequence[tuple[str, Filters, int]], user: User | AnonymousUser | None
) -> list[int] | None:
    """For each (query, filters, id) how many articles match that have a higher id.

    A question to the index for each, and the queries for its names. None without an index, or
    while it is so far behind that nothing may be counted.
    """
    now = standing()
    if now.index is None or now.state != "ready":
        return None
    conditions, counts = seen_by(user, now.changed), []
    try:
        for q, filters, key in asked:
            node = _node(now.index, q, filters, conditions)
            counts.append(now.index.count(Combined(must=(Between(KEY, low=key + 1), node))))
    except IndexProblem as problem:
        now.report(problem)
        return None
    return counts


def page(
    queryset: QuerySet[Any], found: Matching, *, keys: Sequence[str], cursor: str | None, size: int
) -> KeysetPage[Any]:
    """A page of the articles of `queryset` that match, as `keyset.page` gives them.

    Where very many match, a page may have fewer rows, or none, and yet a next one: it says where
    to go on looking. Raises ValueError for a bad cursor, IndexProblem.
    """
    if found.keys is not None:
        return keyset.page(found.among(queryset), keys=keys, cursor=cursor, size=size)
    return _walked(queryset, found, keys, cursor, size)


def _walked(
    queryset: QuerySet[Any], found: Matching, keys: Sequence[str], cursor: str | None, size: int
) -> KeysetPage[Any]:
    names = {key.removeprefix("-") for key in keys}
    rows = queryset.prefetch_related(None).values("id", *names - {"id"})
    backward = cursor is not None and keyset.leads_back(rows, keys, cursor)
    kept: list[Any] = []
    at, first = cursor, None
    for portion in PORTIONS:
        looked = keyset.page(rows, keys=keys, cursor=at, size=portion)
        first = first or looked
        matched = found.of([row["id"] for row in looked.items])
        some = [row for row in looked.items if row["id"] in matched]
        kept = some + kept if backward else kept + some
        at = looked.previous_cursor if backward else looked.next_cursor
        if at is None or len(kept) > size:
            break
    more = len(kept) > size
    kept = kept[-size:] if backward else kept[:size]
    if more:
        at = keyset.cursor_at(keys, kept[0 if backward else -1], forward=not backward)
    articles = {one.pk: one for one in queryset.filter(pk__in=[row["id"] for row in kept])}
    items = [articles[row["id"]] for row in kept if row["id"] in articles]
    if backward:
        return KeysetPage(items, first.next_cursor if first else None, at)
    return KeysetPage(items, at, first.previous_cursor if first else None)


def _node(index: Index, q: str, filters: Filters, conditions: Sequence[Node]) -> Node:
    """Raises IndexProblem."""
    query = parse(q)
    names = names_of(query, index, conditions)
    asked = names.understood(query).understood()
    if asked == Understood(unknown=asked.unknown) and (q.strip() or filters == EVERYTHING):
        return Combined()
    return with_all_words(question_of(asked, filters, names, conditions)).ranked()
