"""Articles over the API, also those that are gone."""

from collections.abc import Collection, Mapping
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from articles.api.filters import ArticleItemParameters, ArticleParameters
from articles.api.problems import Problem, rebuilding
from articles.api.serializers.articles import uri_of
from articles.api.serializers.base import said
from articles.api.serializers.citations import ArticleSerializer
from articles.api.views.base import ResourceViewSet
from articles.models import Article
from articles.queries import api_articles
from articles.queries.api_citations import sees_all_states
from articles.queries.matched import Matching, matching, page
from articles.search.asked import Filters
from articles.search.engine import IndexProblem


class ArticleViewSet(ResourceViewSet):
    """Articles, those that are gone too."""

    ABOUT = _("The archive's articles, each with the chain of sources that it rests on.")
    LIST, ITEM = ArticleParameters, ArticleItemParameters
    serializer_class = ArticleSerializer
    queryset = Article.objects.none()

    matching: Matching | None = None  # what the parameter q matches, where it is given

    def rows(self) -> Any:
        return api_articles.listed(self.request.user)

    def filter_queryset(self, queryset: Any) -> Any:
        narrowed = super().filter_queryset(queryset)
        if "q" in self.asked:
            self.matching = matching(self.asked["q"], self.request.user, _in_index(self.asked))
            if self.matching is None:
                raise rebuilding()
            self.kept = not self.matching.behind
        return narrowed

    def page_of(self, queryset: Any, **place: Any) -> Any:
        if self.matching is None:
            return super().page_of(queryset, **place)
        try:
            return page(queryset, self.matching, **place)
        except IndexProblem as problem:
            raise rebuilding() from problem

    def count_of(self, queryset: Any) -> int | None:
        if self.matching is None:
            return super().count_of(queryset)
        few = self.matching.keys is not None
        return super().count_of(self.matching.among(queryset)) if few else None

    def changed_when(self) -> Any:
        """Nobody can say where words are asked for: the index follows what changed later."""
        return None if "q" in self.request.query_params else super().changed_when()

    def loaded(self, queryset: Any, shown: Collection[str]) -> Any:
        return api_articles.with_parts(queryset, shown, self.request.user)

    def context(self, things: list[Any]) -> dict[str, Any]:
        return {"sees_all": sees_all_states(self.request.user)}

    def missing(self, pk: int | None) -> Exception:
        article = None if pk is None else api_articles.withdrawn(pk)
        return Http404() if article is None else gone(article)


def _in_index(asked: Mapping[str, Any]) -> Filters:
    """Those of the conditions that the index has, so that it names fewer articles. The database
    holds all of them once more."""

    def one(name: str) -> tuple[Any, ...]:
        return (asked[name],) if name in asked else ()

    return Filters(
        sections=one("section"),
        sources=one("source"),
        topics=one("topic"),
        roles=one("source_role"),
    )


def gone(article: Article) -> Problem:
    """410: with the public reason, or of an erased article nothing but that it was erased."""
    if article.erased_at is not None:
        return Problem(
            "erased",
            _("The article was erased, and nothing of it is kept."),
            members={"uri": uri_of(article.pk)},
        )
    return Problem(
        "withdrawn",
        article.withdrawal_reason,
        members={
            "uri": uri_of(article.pk),
            "reason_code": article.withdrawal_code,
            "reason": article.withdrawal_reason,
            "withdrawn_at": said(article.withdrawn_at),
        },
    )
