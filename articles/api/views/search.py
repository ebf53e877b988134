"""The search over the API: the same answers as the readers' page gives, with spans and facets."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from articles.api.language import language_of
from articles.api.pagination import address_with, link_header
from articles.api.problems import rebuilding
from articles.api.reading import fault, refused, size_of
from articles.api.search_parameters import NEWEST, SearchParameters, filters_of
from articles.api.serializers.search import USUAL, SearchPageSerializer, facets_of, query_of
from articles.api.views.base import ReadView
from articles.models import Article
from articles.queries.api_citations import sees_all_states
from articles.queries.api_search import found
from articles.queries.search import Results, search


class SearchView(ReadView):
    """The search."""

    ABOUT = _(
        "Articles found by words, the best match first: those with all words where ten have them "
        "all, else with any. With the passages that show it, and counts by section, source, role, "
        "topic and year. The parameters are those of the readers' page."
    )
    LIST = SearchParameters
    serializer_class = SearchPageSerializer

    def get(self, request: Request) -> Response:
        asked = SearchParameters(
            request.query_params, Article.objects.none(), request=request
        ).read()
        results = self._results(asked)
        self.kept = not results.behind
        neighbours = {
            "next": address_with(request, "cursor", results.next_cursor),
            "previous": address_with(request, "cursor", results.previous_cursor),
        }
        # Names of roles and the notes on the query are for people.
        said = {"Vary": "Accept-Language", "Content-Language": language_of(request)}
        page = self._page(results, asked, neighbours)
        return Response(page, headers={**link_header(neighbours), **said})

    def changed_when(self) -> Any:
        """Nobody can say: the index follows what changed a moment later."""
        return None

    def _page(
        self, results: Results, asked: dict[str, Any], neighbours: dict[str, str | None]
    ) -> Any:
        shown = asked.get("fields") or USUAL
        counted = results.total is not None and asked.get("facets") != "off"
        body = {
            **neighbours,
            "count": results.total,
            "state": results.state,
            "query": query_of(results),
            "did_you_mean": results.meant,
            "facets": facets_of(results) if counted else None,
            "results": found(results.hits, shown, self.request.user),
        }
        context = {"shown": shown, "sees_all": sees_all_states(self.request.user)}
        return SearchPageSerializer(body, context=context).data

    def _results(self, asked: dict[str, Any]) -> Results:
        """Raises Problem for a bad cursor, and while there is nothing to search in."""
        try:
            results = search(
                asked.get("q", ""),
                filters_of(asked),
                user=self.request.user,
                newest_first=asked["ordering"] == NEWEST if "ordering" in asked else None,
                cursor=asked.get("cursor"),
                size=size_of(asked),
                facets=asked.get("facets") != "off",
            )
        except ValueError as error:
            detail = _("This is not a cursor of this list in this order: begin without one.")
            raise refused([fault("cursor", "invalid", detail)]) from error
        if results.state in ("rebuilding", "absent"):
            raise rebuilding()
        return results
