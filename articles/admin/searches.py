"""Saved searches in the admin: kept from the list of articles, with what is new in each."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.base import REFUSALS, actor, refuse, sentence
from articles.admin.queues import require_right
from articles.queries.saved_searches import labels_of, results, saved_search, saved_searches
from articles.search.engine import IndexProblem
from articles.search.parameters import query_string, split
from articles.services import saved_searches as service
from articles.services.saved_searches import RIGHT


class SaveForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("name"),
        max_length=150,
        widget=forms.TextInput({"dir": "auto", "class": "vTextField"}),
    )
    address = forms.CharField(
        label=gettext_lazy("address of the search"),
        max_length=2000,
        widget=forms.TextInput({"dir": "ltr", "class": "vTextField"}),
        help_text=gettext_lazy("That of a page of results of the readers' search will do."),
    )

    def clean_address(self) -> Any:
        """The words and filters after the question mark."""
        said = QueryDict(self.cleaned_data["address"].rpartition("?")[2])
        try:
            return split(said.dict())
        except ValueError as error:
            raise ValidationError(_("A part of this address is not understood.")) from error


def searches_view(request: HttpRequest) -> HttpResponse:
    """The searches that the person keeps, and how many articles are new in each."""
    user = require_right(request, RIGHT)
    rows = saved_searches(user)
    counted = all(row.new is not None for row in rows)
    return _page(request, "list", _("Saved searches"), {"rows": rows, "counted": counted})


def save_view(request: HttpRequest) -> HttpResponse:
    """Ask for a name, and keep what the address of this page asks for."""
    require_right(request, RIGHT)
    try:
        q, filters = split(request.GET.dict())
    except ValueError as error:
        raise Http404(str(error)) from error
    asked = query_string(q, filters)
    form = SaveForm(request.POST or None, initial={"name": q, "address": f"?{asked}"})
    if request.method == "POST" and form.is_valid() and _saved(request, form):
        return HttpResponseRedirect(reverse("admin:searches"))
    context = {"form": form, "q": q, "labels": labels_of(filters), "asks": bool(asked)}
    return _page(request, "save", _("Save a search"), context)


def search_view(request: HttpRequest, pk: int) -> HttpResponse:
    """What a saved search finds, the latest first; POST looks, renames or deletes."""
    user = require_right(request, RIGHT)
    kept = saved_search(user, pk)
    if kept is None:
        raise Http404("no such search")
    if request.method == "POST":
        return _act(request, pk)
    try:
        found = results(kept.search, user, request.GET.get("cursor"))
    except ValueError as error:
        raise Http404(str(error)) from error
    except IndexProblem:
        found = None
    context = {"kept": kept, "page": found}
    return _page(request, "one", kept.search.name, context)


def _saved(request: HttpRequest, form: SaveForm) -> bool:
    q, filters = form.cleaned_data["address"]
    name = form.cleaned_data["name"]
    try:
        service.save_search(by=actor(request), name=name, q=q, filters=filters)
    except REFUSALS as reason:
        refuse(form, reason, {"q": "address"})
        return False
    messages.success(request, _("The search is saved."))
    return True


def _act(request: HttpRequest, pk: int) -> HttpResponse:
    """Do what the button says; a refusal becomes a message."""
    by, act = actor(request), request.POST.get("act", "")
    here, home = HttpResponseRedirect(request.path), HttpResponseRedirect(reverse("admin:searches"))
    try:
        match act:
            case "look":
                service.look_at_search(by=by, search_id=pk)
                return home if request.POST.get("from") == "list" else here
            case "rename":
                service.rename_search(by=by, search_id=pk, name=request.POST.get("name", ""))
                messages.success(request, _("The search has its new name."))
            case "delete":
                service.delete_search(by=by, search_id=pk)
                messages.success(request, _("The search is deleted."))
                return home
    except REFUSALS as reason:
        messages.error(request, sentence(reason))
    return here


def _page(request: HttpRequest, name: str, title: str, context: dict[str, Any]) -> TemplateResponse:
    context = {**admin.site.each_context(request), "title": title, **context}
    return TemplateResponse(request, f"admin/articles/searches/{name}.html", context)
