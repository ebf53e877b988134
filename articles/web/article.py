"""The page of an article, and its preview for the newsroom."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import Article, ArticleStatus
from articles.queries.article import complete, find
from articles.queries.taxonomy import rail
from articles.templatetags.addresses import article_path, public_slug
from articles.web.caching import Asked, Page, reader_page
from articles.web.privacy import private, staff_only
from articles.web.reads import counted

UNRELATED = 2
"""Seconds for which an article is sent as it is while what is related to it is not known."""


@counted
@reader_page()
def article_page(asked: Asked, pk: int, slug: str = "") -> Page | HttpResponsePermanentRedirect:
    article = find(pk)
    if article is None:
        raise Http404("no such article")
    if article.status == ArticleStatus.WITHDRAWN:
        return withdrawn(article)
    if slug != public_slug(article.slug):
        return HttpResponsePermanentRedirect(article_path(article))
    page = complete(article)
    context = {"page": page, "article": article}
    lasting = not page.related.behind
    return Page("articles/article.html", context, lasting=lasting, seconds=UNRELATED)


def withdrawn(article: Article) -> Page:
    """410 with the public reason; of an erased article nothing is said but that it was erased."""
    return Page("articles/withdrawn.html", {"article": article}, status=410)


@require_safe
@private
@staff_only
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """An article as it will look, for whoever of the newsroom may see it, in any state."""
    article = find(pk, request.user)
    if article is None:
        raise Http404("no such article")
    context = {"page": complete(article), "article": article, "sections": rail(), "preview": True}
    response = render(request, "articles/article.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
