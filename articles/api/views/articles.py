"""Articles over the API, also those that are gone."""

from collections.abc import Collection
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from articles.api.filters import ArticleItemParameters, ArticleParameters
from articles.api.problems import Problem
from articles.api.serializers.articles import uri_of
from articles.api.serializers.base import said
from articles.api.serializers.citations import ArticleSerializer
from articles.api.views.base import ResourceViewSet
from articles.models import Article
from articles.queries import api_articles
from articles.queries.api_citations import sees_all_states


class ArticleViewSet(ResourceViewSet):
    """Articles, those that are gone too."""

    ABOUT = _("The archive's articles, each with the chain of sources that it rests on.")
    LIST, ITEM = ArticleParameters, ArticleItemParameters
    serializer_class = ArticleSerializer
    queryset = Article.objects.none()

    def rows(self) -> Any:
        return api_articles.listed(self.request.user)

    def loaded(self, queryset: Any, shown: Collection[str]) -> Any:
        return api_articles.with_parts(queryset, shown, self.request.user)

    def context(self, things: list[Any]) -> dict[str, Any]:
        return {"sees_all": sees_all_states(self.request.user)}

    def missing(self, pk: int | None) -> Exception:
        article = None if pk is None else api_articles.withdrawn(pk)
        return Http404() if article is None else gone(article)


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
