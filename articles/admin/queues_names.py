"""Names without a source in the admin: listed, settled everywhere after a preview, taken back."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.admin.base import REFUSALS, actor, sentence
from articles.admin.queues import SETTLE, desk_address, queue_page, require_right
from articles.admin.source_search import named_like
from articles.attribution.table import Entry
from articles.models import Citation, CitationStep, Source, SourceKind
from articles.queries.unresolved import candidates_of, passage_of, unresolved_page
from articles.services.settling import Decision, NameSettled, settle_name, undo_batch
from articles.text.fold import fold_name

MOST = 200  # citations that a preview shows
FOUND = 10  # sources that a search shows
EXISTING, CREATE, NONE = "existing", "new", "none"


class DecisionForm(forms.Form):
    """What a name means; `known` is a source chosen from the list, `source` one looked up."""

    decision = forms.ChoiceField(
        choices=[
            (EXISTING, gettext_lazy("a source of the archive")),
            (CREATE, gettext_lazy("a new source")),
            (NONE, gettext_lazy("not a source")),
        ]
    )
    known = forms.ModelChoiceField(Source.objects.filter(merged_into=None), required=False)
    source = forms.ModelChoiceField(
        Source.objects.filter(merged_into=None),
        required=False,
        label=gettext_lazy("another source"),
        widget=AutocompleteSelect(Citation._meta.get_field("source"), admin.site),
    )
    new_name = forms.CharField(
        required=False,
        max_length=200,
        label=gettext_lazy("canonical name"),
        help_text=gettext_lazy("The English name where one is in use, else the original one."),
        widget=forms.TextInput({"dir": "auto", "class": "vTextField"}),
    )
    label = forms.CharField(
        required=False,
        max_length=200,
        label=gettext_lazy("Arabic name"),
        widget=forms.TextInput({"dir": "auto", "class": "vTextField"}),
    )
    kind = forms.ChoiceField(
        choices=SourceKind.choices,
        required=False,
        initial=SourceKind.OTHER,
        label=gettext_lazy("kind"),
    )
    confirm = forms.BooleanField(
        required=False, initial=True, label=gettext_lazy("Confirm the suggestions as well")
    )

    def clean(self) -> dict[str, Any]:
        """One source, or the name of a new one, according to what was decided."""
        cleaned = super().clean() or self.cleaned_data
        chosen = cleaned.get("source") or cleaned.get("known")
        if cleaned.get("decision") == EXISTING and not chosen and not self.errors:
            self.add_error("source", _("Choose a source."))
        if cleaned.get("decision") == CREATE and not cleaned.get("new_name"):
            self.add_error("new_name", _("Give the source a name."))
        return cleaned

    def decided(self) -> Decision:
        """What `settle_name` takes."""
        cleaned = self.cleaned_data
        if cleaned["decision"] == NONE:
            return Decision(reject=True)
        if cleaned["decision"] == CREATE:
            new = {"name": cleaned["new_name"], "label": cleaned["label"], "kind": cleaned["kind"]}
            return Decision(new=new, confirm=cleaned["confirm"])
        source = cleaned["source"] or cleaned["known"]
        return Decision(source_id=source.pk, confirm=cleaned["confirm"])


def names_view(request: HttpRequest) -> HttpResponse:
    """The names, the most frequent first."""
    user = require_right(request, SETTLE)
    try:
        found = unresolved_page(user, request.GET.get("cursor"))
    except ValueError as error:
        raise Http404(str(error)) from error
    return queue_page(request, "queues/names", _("Names without a source"), {"page": found})


def name_view(request: HttpRequest) -> HttpResponse:
    """One name: whom it means; then what that changes; then it is settled."""
    require_right(request, SETTLE)
    asked = request.POST or request.GET
    name = " ".join(asked.get("name", "").split())[:200]
    if not fold_name(name):
        raise Http404("no such name")
    title = _("Whom does “%(name)s” mean?") % {"name": name}
    form = DecisionForm(request.POST or None, initial=_initial(request, name))
    if request.method == "POST" and form.is_valid():
        answer = _decide(request, name, form)
        if answer is not None:
            return answer
    row = candidates_of(name, fold_name(name))
    term = request.GET.get("q", "").strip()[:200]
    found = named_like(Source.objects.filter(merged_into=None), term)[:FOUND] if term else []
    context = {"name": name, "row": row, "form": form, "media": form.media, "term": term,
               "found": list(found), "chosen": asked.get("known", "")}  # fmt: skip
    return queue_page(request, "queues/name", title, context)


def batch_view(request: HttpRequest, batch: UUID) -> HttpResponse:
    """What one decision changed; POST takes it back."""
    require_right(request, SETTLE)
    steps = list(
        CitationStep.objects.filter(batch=batch, undoes=None, by=request.user.pk)
        .select_related("article", "undone_by")
        .defer("article__body", "article__body_text")
        .order_by("article_id")
    )
    if not steps:
        raise Http404("no such step")
    if request.method == "POST":
        _take_back(request, batch)
        return HttpResponseRedirect(request.path)
    rows = [(step, desk_address(step.article_id)) for step in steps[:MOST]]
    standing = any(not hasattr(step, "undone_by") for step in steps)
    context = {"rows": rows, "count": len(steps), "standing": standing}
    return queue_page(request, "queues/batch", _("Settled everywhere"), context)


def _initial(request: HttpRequest, name: str) -> dict[str, Any]:
    """What the form begins with: the candidate that was clicked, or the name itself."""
    initial: dict[str, Any] = {"decision": EXISTING, "new_name": name}
    entry = request.GET.get("entry", "")
    for one in candidates_of(name, fold_name(name)).entries if entry else ():
        if one.name == entry:
            initial |= {"decision": CREATE, **_of_table(one)}
    return initial


def _of_table(entry: Entry) -> dict[str, str]:
    return {"new_name": entry.name, "label": entry.ar[0] if entry.ar else "", "kind": entry.kind}


def _decide(request: HttpRequest, name: str, form: DecisionForm) -> HttpResponse | None:
    """The preview, or what follows once it is settled; None where the service refuses."""
    settle = request.POST.get("step") == "settle"
    try:
        settled = settle_name(
            by=actor(request),
            name=name,
            decision=form.decided(),
            article_ids=_chosen(request) if settle else None,
            preview=not settle,
        )
    except REFUSALS as reason:
        form.add_error(None, sentence(reason))
        return None
    if settle:
        return _told(request, settled)
    return _preview(request, name, form, settled)


def _preview(
    request: HttpRequest, name: str, form: DecisionForm, settled: NameSettled
) -> HttpResponse:
    cleaned = form.cleaned_data
    source = cleaned["source"] or cleaned["known"]
    shown = settled.citations[:MOST]
    # The texts of a preview's articles are read at once, not with every citation.
    whole = Citation.objects.select_related("article").in_bulk([row.pk for row in shown])
    rows = [(row, passage_of(whole[row.pk]), desk_address(row.article_id)) for row in shown]
    count = len(settled.articles)
    fields = {key: request.POST.get(key, "") for key in form.fields if request.POST.get(key)}
    context = {
        "name": name, "rows": rows, "count": count, "left": settled.left, "fields": fields,
        "source": source if cleaned["decision"] == EXISTING else None, "cleaned": cleaned,
        "more": len(settled.citations) - len(shown),
        "rest": ",".join(str(pk) for pk in sorted(
            {row.article_id for row in settled.citations[MOST:]}
            - {row.article_id for row in shown})),
    }  # fmt: skip
    return queue_page(request, "queues/name_preview", _("What this changes"), context)


def _chosen(request: HttpRequest) -> list[int]:
    """The articles that were ticked, and those that the preview had no room to show."""
    sent = [*request.POST.getlist("article"), *request.POST.get("rest", "").split(",")]
    return [int(pk) for pk in sent if pk.isascii() and pk.isdecimal() and len(pk) < 19]


def _told(request: HttpRequest, settled: NameSettled) -> HttpResponse:
    if settled.batch is None:
        messages.warning(request, _("Nothing was left to settle."))
        return HttpResponseRedirect(reverse("admin:queues_names"))
    count = len(settled.articles)
    said = ngettext("Settled in %(count)d article.", "Settled in %(count)d articles.", count)
    messages.success(request, said % {"count": count})
    return HttpResponseRedirect(reverse("admin:queues_batch", args=[settled.batch]))


def _take_back(request: HttpRequest, batch: UUID) -> None:
    try:
        undone = undo_batch(by=actor(request), batch=batch)
    except REFUSALS as reason:
        messages.error(request, sentence(reason))
        return
    count = len(undone.steps)
    said = ngettext("Taken back in %(count)d article.", "Taken back in %(count)d articles.", count)
    messages.success(request, said % {"count": count})
    for pk, refused in undone.refused.items():
        text = _("Not taken back in article %(number)d: %(reason)s")
        messages.warning(request, text % {"number": pk, "reason": sentence(refused)})
