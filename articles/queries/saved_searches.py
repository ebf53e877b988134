"""Searches that somebody keeps, with what they ask for in words, and how much is new in each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from articles.models import Article, ArticleStatus, SavedSearch, Section, User
from articles.queries.keyset import KeysetPage
from articles.queries.matched import counts_after, matching, page
from articles.queries.search_chosen import names_of
from articles.search.asked import Filters
from articles.search.parameters import query_string, read, written

PAGE_SIZE = 50
NEWEST = ("-id",)
_TEXTS = ("body", "body_text", "standfirst", "footer", "withdrawal_reason")


@dataclass(frozen=True, slots=True)
class Kept:
    """A saved search: `labels` are what it is narrowed to, `new` how many articles it finds that
    were added since its owner looked (None while there is no index), `address` its parameters.

    `open_to_readers` says whether the readers' search can say the same.
    """

    search: SavedSearch
    labels: Sequence[str]
    address: str
    open_to_readers: bool
    new: int | None = None


def saved_searches(user: User) -> list[Kept]:
    """The searches of `user` by name; the names of what they are narrowed to take three queries
    for any number, what is new a question to the index for each."""
    searches = list(SavedSearch.objects.filter(owner=user).order_by("name", "pk"))
    every = [read(search.narrowed) for search in searches]
    names = _names(every)
    asked = [(s.q, f, s.seen_article) for s, f in zip(searches, every, strict=True)]
    counts = counts_after(asked, user)
    return [
        _kept(search, filters, names, counts[at] if counts is not None else None)
        for at, (search, filters) in enumerate(zip(searches, every, strict=True))
    ]


def saved_search(user: User, pk: int) -> Kept | None:
    """One of the searches of `user`."""
    search = SavedSearch.objects.filter(owner=user, pk=pk).first()
    if search is None:
        return None
    filters = read(search.narrowed)
    return _kept(search, filters, _names([filters]), None)


def results(search: SavedSearch, user: User | AnonymousUser, cursor: str | None) -> Any:
    """A page of what it finds of what `user` may see, what was added last first; None while there
    is no index. Raises ValueError for a bad cursor, IndexProblem."""
    found = matching(search.q, user, read(search.narrowed))
    if found is None:
        return None
    articles: QuerySet[Article] = Article.objects.visible_to(user).filter(erased_at=None)
    shown = articles.select_related("section").defer(*_TEXTS)
    pages: KeysetPage[Article] = page(shown, found, keys=NEWEST, cursor=cursor, size=PAGE_SIZE)
    return pages


def labels_of(filters: Filters) -> list[str]:
    """What filters are, in words for people."""
    return _labels(filters, _names([filters]))


def _names(every: Sequence[Filters]) -> dict[tuple[str, int | str], str]:
    """The names of all that these are narrowed to."""

    def joined(column: str) -> tuple[Any, ...]:
        return tuple(dict.fromkeys(value for one in every for value in getattr(one, column)))

    union = Filters(
        sections=joined("sections"),
        sources=joined("sources"),
        topics=joined("topics"),
        roles=joined("roles"),
    )
    sections = list(Section.objects.filter(pk__in=union.sections)) if union.sections else []
    return names_of(union, sections)


def _labels(filters: Filters, names: dict[tuple[str, int | str], str]) -> list[str]:
    said = []
    for name, values in written(filters).items():
        for value in values:
            if name == "status":
                said.append(str(dict(ArticleStatus.choices).get(str(value), value)))
            elif name == "published_from":
                said.append(_("from %(day)s") % {"day": value})
            elif name == "published_to":
                said.append(_("to %(day)s") % {"day": value})
            else:
                said.append(names.get((name, value), str(value)))
    return said


def _kept(
    search: SavedSearch, filters: Filters, names: dict[tuple[str, int | str], str], new: int | None
) -> Kept:
    return Kept(
        search,
        _labels(filters, names),
        query_string(search.q, filters),
        not filters.statuses,
        new,
    )
