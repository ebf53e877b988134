"""The form by which a reader reports an error in an article."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from articles.models import Article, ArticleStatus
from articles.queries import article as articles
from articles.queries.taxonomy import rail
from articles.services.reports import report_error
from articles.web.forms import (
    TRAP,
    SeeOther,
    Sent,
    address_of,
    forged,
    refused,
    refused_token,
)
from articles.web.privacy import private

FIELDS = ("text", "quote", "contact", TRAP)


@csrf_exempt
@private
@require_http_methods(["GET", "HEAD", "POST"])
def report_page(request: HttpRequest, pk: int) -> HttpResponse:
    article = articles.find(pk)
    if article is None:
        raise Http404("no such article")
    if article.status == ArticleStatus.WITHDRAWN:
        return render(request, "articles/withdrawn.html", {"article": article}, status=410)
    if request.method != "POST":
        return _show(request, article, Sent())
    values = {name: request.POST.get(name, "") for name in FIELDS}
    if forged(request):
        return _show(request, article, refused_token(values))
    try:
        _report(request, article, values)
    except ValidationError as error:
        return _show(request, article, refused(values, error))
    return SeeOther(reverse("articles:report", args=[pk]) + "?sent")


def _report(request: HttpRequest, article: Article, values: dict[str, str]) -> None:
    if values[TRAP]:  # a program filled in what people do not see: it is told that all went well
        return
    report_error(
        article_id=article.pk,
        text=values["text"],
        quote=values["quote"],
        contact=values["contact"],
        address=address_of(request),
    )


def _show(request: HttpRequest, article: Article, sent: Sent) -> HttpResponse:
    context = {
        "article": article,
        "sent": sent,
        "thanks": "sent" in request.GET and sent.status == 200,
        "sections": rail(),
    }
    response = render(request, "articles/report.html", context, status=sent.status)
    if sent.retry_after is not None:
        response["Retry-After"] = str(sent.retry_after)
    return response
