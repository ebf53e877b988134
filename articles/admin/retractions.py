"""Reports taken back, in the admin: noted, with notices to write on all that depends on them."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.admin.base import REFUSALS, actor, refuse, sentence
from articles.admin.queues import PUBLISH, desk_address, queue_page, require_right
from articles.admin.retractions_words import suggested_notice
from articles.models import Citation, Retraction, Source
from articles.queries.dependents import Dependent, dependents_of, retractions
from articles.services.permissions import may
from articles.services.retractions import (
    dismiss_notice,
    retract,
    undo_retraction,
    write_notice,
    write_notices,
)
from articles.text.ids import id_in

SHOWN = 30  # dependents on one page; those that were decided on make room


class RetractionForm(forms.Form):
    source = forms.ModelChoiceField(
        Source.objects.filter(merged_into=None),
        label=gettext_lazy("source"),
        widget=AutocompleteSelect(Citation._meta.get_field("source"), admin.site),
    )
    address = forms.CharField(
        label=gettext_lazy("address of the report"),
        max_length=1000,
        widget=forms.URLInput({"dir": "ltr", "class": "vTextField"}),
    )
    reason = forms.CharField(
        label=gettext_lazy("reason"),
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        help_text=gettext_lazy("Readers see it."),
    )


def retractions_view(request: HttpRequest) -> HttpResponse:
    """What was taken back, newest first, and a form that notes another report."""
    require_right(request, PUBLISH)
    form = RetractionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = _noted(request, form)
        if made is not None:
            return HttpResponseRedirect(reverse("admin:retraction", args=[made.pk]))
    try:
        found = retractions(request.GET.get("cursor"))
    except ValueError as error:
        raise Http404(str(error)) from error
    context = {"page": found, "form": form, "media": form.media}
    return queue_page(request, "retractions/list", _("Taken back"), context)


def retraction_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that depends on what was taken back, with the notices to write."""
    user = require_right(request, PUBLISH)
    rows = Retraction.objects.select_related("source", "article", "by")
    retraction = rows.filter(pk=pk).first()
    if retraction is None:
        raise Http404("no such retraction")
    if request.method == "POST":
        return _act(request, retraction)
    found = dependents_of(retraction, user)
    mine = [one for one in found if may(actor(request), PUBLISH, one.article)]
    waiting = [one for one in mine if one.notice is None]
    decided = [one for one in mine if one.notice is not None]
    context = {
        "retraction": retraction,
        "waiting": [_row(retraction, one) for one in waiting[:SHOWN]],
        "decided": [_row(retraction, one) for one in decided[:SHOWN]],
        "counts": (len(waiting), len(decided), len(found) - len(mine)),
        "more": max(0, len(waiting) - SHOWN),
    }
    return queue_page(request, "retractions/one", _("What depends on it"), context)


def _row(retraction: Retraction, one: Dependent) -> dict[str, Any]:
    said = one.notice.text if one.notice is not None else ""
    return {
        "one": one,
        "text": said or suggested_notice(retraction, one),
        "desk": desk_address(one.article.pk),
        "share": round(one.share * 100),
    }


def _noted(request: HttpRequest, form: RetractionForm) -> Retraction | None:
    try:
        return retract(by=actor(request), **form.cleaned_data)
    except REFUSALS as reason:
        refuse(form, reason)
        return None


def _act(request: HttpRequest, retraction: Retraction) -> HttpResponse:
    """Do what the button says; a refusal becomes a message."""
    here = HttpResponseRedirect(request.path)
    try:
        if "undo" in request.POST:
            undo_retraction(by=actor(request), retraction_id=retraction.pk)
            messages.success(request, _("The retraction and its notices were taken back."))
            return HttpResponseRedirect(reverse("admin:retractions"))
        _decide(request, retraction)
    except PermissionDenied as reason:
        messages.error(request, sentence(reason))
    except REFUSALS as reason:
        messages.error(request, sentence(reason))
    return here


def _decide(request: HttpRequest, retraction: Retraction) -> None:
    by, sent = actor(request), request.POST
    one, other = id_in(sent.get("write")), id_in(sent.get("dismiss"))
    if one is not None:
        text = sent.get(f"text-{one}", "")
        write_notice(by=by, retraction_id=retraction.pk, article_id=one, text=text)
        messages.success(request, _("Readers see the notice now."))
    elif other is not None:
        dismiss_notice(by=by, retraction_id=retraction.pk, article_id=other)
        messages.success(request, _("Noted: it does not concern this article."))
    elif "all" in sent:
        ids = [pk for pk in map(id_in, sent.getlist("ticked")) if pk is not None]
        texts = {pk: sent.get(f"text-{pk}", "") for pk in ids}
        done = len(write_notices(by=by, retraction_id=retraction.pk, texts=texts))
        said = ngettext("%(count)d notice written.", "%(count)d notices written.", done)
        messages.success(request, said % {"count": done})
