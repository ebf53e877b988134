"""Queues in the admin: articles with open suggestions, and evidence that edits made stale."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from articles.admin.base import REFUSALS, actor, sentence
from articles.models import Citation
from articles.queries.queues import LATELY, NEW, READ, suggestions
from articles.queries.queues_stale import stale_page
from articles.services.permissions import may
from articles.services.settling import Act, apply_act
from articles.text.ids import id_in

SETTLE, PUBLISH = "settle_citation", "publish_article"


def desk_address(article_id: int, citation_id: int | None = None) -> str:
    """Where an article's sources are settled; its own page while there is no desk."""
    try:
        where = reverse("admin:articles_article_desk", args=[article_id])
    except NoReverseMatch:
        where = reverse("admin:articles_article_change", args=[article_id])
    return f"{where}#c{citation_id}" if citation_id else where


def require_right(request: HttpRequest, right: str) -> Any:
    """The person who asks. Raises PermissionDenied without the right."""
    if not may(actor(request), right):
        raise PermissionDenied
    return request.user


def queue_page(
    request: HttpRequest, name: str, title: str, context: dict[str, Any]
) -> TemplateResponse:
    """Render `name` with the links to the other queues that the person may open."""
    by = actor(request)
    pages = []
    if may(by, SETTLE):
        pages += [
            (reverse("admin:queues_suggestions"), _("Open suggestions")),
            (reverse("admin:queues_names"), _("Names without a source")),
            (reverse("admin:queues_stale"), _("Stale evidence")),
            (reverse("admin:queues_alerts"), _("Alerts")),
        ]
    if may(by, PUBLISH):
        pages.append((reverse("admin:retractions"), _("Taken back")))
    context = {
        **admin.site.each_context(request),
        "title": title,
        "queues": pages,
        "here": request.path,
        **context,
    }
    return TemplateResponse(request, f"admin/articles/{name}.html", context)


def suggestions_view(request: HttpRequest) -> HttpResponse:
    """Articles with open suggestions, the most read or the newest first."""
    user = require_right(request, SETTLE)
    order = NEW if request.GET.get("order") == NEW else READ
    try:
        found = suggestions(user, request.GET.get("cursor"), order=order)
    except ValueError as error:
        raise Http404(str(error)) from error
    rows = [(one, desk_address(one.article.pk)) for one in found.items]
    context = {"rows": rows, "page": found, "order": order, "days": LATELY}
    return queue_page(request, "queues/suggestions", _("Articles with open suggestions"), context)


def stale_view(request: HttpRequest) -> HttpResponse:
    """Old words beside the text as it stands now; POST settles one of them."""
    user = require_right(request, SETTLE)
    if request.method == "POST":
        _settle_stale(request)
        return HttpResponseRedirect(request.get_full_path())
    try:
        found = stale_page(user, request.GET.get("cursor"))
    except ValueError as error:
        raise Http404(str(error)) from error
    rows = [(one, desk_address(one.citation.article_id, one.citation.pk)) for one in found.items]
    context = {"rows": rows, "page": found}
    return queue_page(request, "queues/stale", _("Evidence that an edit made stale"), context)


ACTS: dict[str, tuple[str, dict[str, Any]]] = {
    "refind": ("evidence", {"refind": True}),
    "clear": ("evidence", {"clear": True}),
    "reject": ("reject", {}),
}


def _settle_stale(request: HttpRequest) -> None:
    """Do what a button of the page says; what a service refuses becomes a message."""
    kind, values = ACTS.get(request.POST.get("act", ""), ("", {}))
    pk, version = id_in(request.POST.get("citation")), id_in(request.POST.get("version"))
    citation = Citation.objects.filter(pk=pk or 0).first()
    if not kind or citation is None:
        messages.error(request, _("This citation is gone meanwhile: nothing was done."))
        return
    act = Act(kind, citation_id=pk, base_version=version, values=values)
    try:
        apply_act(by=actor(request), article_id=citation.article_id, act=act)
    except REFUSALS as reason:
        messages.error(request, sentence(reason))
        return
    name = {"name": citation.name or citation.source}
    messages.success(request, _("Settled: %(name)s. It can be taken back at the desk.") % name)
