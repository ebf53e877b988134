"""The search box over the list of articles: the newsroom's search, best match first."""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.admin.views.main import ORDER_VAR, SEARCH_VAR, ChangeList
from django.db.models import F, Func, IntegerField, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from articles.models import Article
from articles.queries.matched import Matching, among, matching
from articles.search.asked import Filters
from articles.search.parameters import read

MOST_FOUND = 5000
"""Articles that a search shows, the best matches; or the newest where only titles are looked at."""

MOST_WORDS = 8
PARAMETERS = {"status__exact": "status", "section__id__exact": "section",
              "topics__id__exact": "topic"}  # fmt: skip
"""Filters of the list that the search has as well, and its names for them."""


class _PlaceIn(Func):
    """The place of a key in a list of keys, looked up rather than searched for."""

    output_field = IntegerField()

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        column, params = compiler.compile(self.source_expressions[0])
        return f"(%s::jsonb ->> ({column})::text)::int", [self.extra["places"], *params]


class BestFirst(ChangeList):
    """A list that a search orders, where the person chose no order: no column claims it."""

    def get_ordering_field_columns(self) -> Any:
        if self.query and ORDER_VAR not in self.params:
            return {}
        return super().get_ordering_field_columns()


def searched(request: HttpRequest, queryset: QuerySet[Article], term: str) -> QuerySet[Article]:
    """The articles of `queryset` that hold all words of `term`, or have it as their number.

    While there is no index, those with all words in the title, and the page says so. The list's
    own order holds where the person chose one.
    """
    found = matching(term, request.user, filters_in(request.GET))  # type: ignore[arg-type]
    if found is None:
        keys = _titled(queryset, term)
        _say(request)
    else:
        keys = _best(queryset, found, term)
    number = term.strip().lstrip("#")
    if number.isascii() and number.isdigit() and len(number) < 18:
        keys = [int(number), *keys]
    narrowed = queryset.filter(among(keys))
    if request.GET.get(ORDER_VAR):
        return narrowed
    places = json.dumps({str(key): place for place, key in enumerate(dict.fromkeys(keys))})
    return narrowed.order_by(_PlaceIn(F("pk"), places=places), "-pk")


def parameters_in(given: Mapping[str, str]) -> dict[str, str]:
    """What the list is narrowed to, as parameters of a search; the rest it cannot say."""
    return {PARAMETERS[name]: given[name] for name in PARAMETERS if given.get(name)}


def kept_address(given: Mapping[str, str]) -> str:
    """The parameters by which the search on the page can be saved; "" where none is asked."""
    q = given.get(SEARCH_VAR, "").strip()
    return urlencode({"q": q, **parameters_in(given)}) if q else ""


def filters_in(given: Mapping[str, str]) -> Filters:
    """The same as filters; everything where it is not understood, since the list filters too."""
    try:
        return read({name: [value] for name, value in parameters_in(given).items()})
    except ValueError:
        return Filters()


def _best(queryset: QuerySet[Article], found: Matching, term: str) -> list[int]:
    """The best matches, then what changed since and has the words in its title."""
    keys = found.best(MOST_FOUND)
    if found.changed:
        keys += _titled(queryset.filter(among(found.changed)), term)
    return keys


def _titled(queryset: QuerySet[Article], term: str) -> Sequence[int]:
    words = term.replace("\x00", " ").split()[:MOST_WORDS]
    for word in words:
        queryset = queryset.filter(title__icontains=word)
    newest = queryset.order_by("-sort_at", "-pk") if words else queryset.none()
    return list(newest.values_list("pk", flat=True)[:MOST_FOUND])


def _say(request: HttpRequest) -> None:
    if request.method == "GET":
        text = _("The index of the search is being rebuilt: only titles are looked at for now.")
        messages.warning(request, text)
