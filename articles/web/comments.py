"""The page of an article's comments: read them all, write one, answer one."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from articles.models import Article, ArticleStatus, Comment, User
from articles.queries import article as articles
from articles.queries import comments
from articles.queries.taxonomy import rail
from articles.services.actors import READER
from articles.services.comments import submit_comment
from articles.text.ids import id_in
from articles.web.forms import (
    TRAP,
    SeeOther,
    Sent,
    address_of,
    forged,
    refused,
    refused_token,
)
from articles.web.lists import page_or_404
from articles.web.privacy import private

SESSION_KEY = "comments"  # ids of what this browser wrote, newest last
REMEMBERED = 50
FIELDS = ("name", "text", "parent", TRAP)


@csrf_exempt
@private
@require_http_methods(["GET", "HEAD", "POST"])
def comments_page(request: HttpRequest, pk: int) -> HttpResponse:
    article = articles.find(pk)
    if article is None:
        raise Http404("no such article")
    if article.status == ArticleStatus.WITHDRAWN:
        return render(request, "articles/withdrawn.html", {"article": article}, status=410)
    if request.method != "POST":
        return _show(request, article, Sent({"parent": request.GET.get("reply", "")}))
    values = {name: request.POST.get(name, "") for name in FIELDS}
    if forged(request):
        return _show(request, article, refused_token(values))
    try:
        comment = _submit(request, article, values)
    except ValidationError as error:
        return _show(request, article, refused(values, error))
    _remember(request, comment)
    return SeeOther(reverse("articles:comments", args=[pk]) + "#waiting")


def _submit(request: HttpRequest, article: Article, values: dict[str, str]) -> Comment:
    return submit_comment(
        by=request.user if isinstance(request.user, User) else READER,
        article_id=article.pk,
        name=values["name"],
        text=values["text"],
        parent_id=id_in(values["parent"]),
        address=address_of(request),
        spam=bool(values[TRAP]),
    )


def _show(request: HttpRequest, article: Article, sent: Sent) -> HttpResponse:
    cursor = request.GET.get("cursor") or None
    threads, found = page_or_404(lambda: comments.all_of_article(article.pk, cursor))
    asked = id_in(sent.values.get("parent", ""))
    context = {
        "article": article,
        "threads": threads,
        "found": found,
        "waiting": comments.waiting(article.pk, request.session.get(SESSION_KEY, [])),
        "answered": comments.answerable(article.pk, asked) if asked else None,
        "sent": sent,
        "sections": rail(),
    }
    response = render(request, "comments/page.html", context, status=sent.status)
    if sent.retry_after is not None:
        response["Retry-After"] = str(sent.retry_after)
    return response


def _remember(request: HttpRequest, comment: Comment) -> None:
    ids = [*request.session.get(SESSION_KEY, []), comment.pk]
    request.session[SESSION_KEY] = ids[-REMEMBERED:]
