"""A page that sends citations of an ambiguous name to the sources that they mean."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.admin.base import actor
from articles.admin.source_pages import SourcePages
from articles.admin.source_search import others
from articles.models import CitationStep, Source, SourceKind
from articles.queries.source_citations import seen, sent_by, spellings, told
from articles.services.recording import recording
from articles.services.settling import undo_batch
from articles.services.source_splitting import send_citations
from articles.services.sources import create_source
from articles.text.ids import id_in

PAGE_SIZE = 50
NEW = "new"


class NewSource(forms.Form):
    """What a source needs that is made on the way."""

    label = forms.CharField(
        label=gettext_lazy("Arabic name"), max_length=200, required=False,
        widget=forms.TextInput({"dir": "auto"}),
    )  # fmt: skip
    name = forms.CharField(
        label=gettext_lazy("canonical name"), max_length=200, required=False,
        widget=forms.TextInput({"dir": "auto"}),
    )  # fmt: skip
    kind = forms.ChoiceField(label=gettext_lazy("kind"), choices=SourceKind.choices, required=False)
    country = forms.CharField(
        label=gettext_lazy("country"), max_length=2, required=False,
        widget=forms.TextInput({"dir": "ltr", "size": 3}),
    )  # fmt: skip


class SourceSplit(SourcePages):
    """Adds the page's address to the admin of sources."""

    def get_urls(self) -> list[Any]:
        page = self.page_at("citations/", self.citations_view, "citations")
        return [page, *super().get_urls()]

    def citations_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Citations by spelling; POST sends the chosen ones, or takes a sending back."""
        source = self.source(request, pk, "settle_citation")
        new = NewSource(request.POST or None, initial={"kind": SourceKind.OTHER})
        if "undo" in request.POST:
            self._take_back(request)
            return HttpResponseRedirect(request.get_full_path())
        if "send" in request.POST and self._sent(request, source, new):
            return HttpResponseRedirect(request.get_full_path())
        rows, spelling = seen(source, request.user), request.GET.get("spelling")
        if spelling is not None:
            rows = rows.filter(name=spelling)
        shown = Paginator(
            rows.order_by("-article__sort_at", "-article", "position", "pk"), PAGE_SIZE
        )
        page = shown.get_page(request.GET.get("page"))
        term = request.POST.get("q", "")
        context = {
            "page": page,
            "told": told(rows.filter(pk__in=[row.pk for row in page])),
            "count": shown.count,
            "spelling": spelling,
            "spellings": spellings(source, request.user),
            "chosen": {id_in(text) for text in request.POST.getlist("c")},
            "term": term,
            "found": others(source, term),
            "to": request.POST.get("to", ""),
            "new": new,
            "sent": sent_by(request.user, source),  # type: ignore[arg-type]
        }
        return self.page(request, source, "citations", context, _("Whom its citations mean"))

    def _sent(self, request: HttpRequest, source: Source, new: NewSource) -> bool:
        """Whether what was chosen could be sent; if not, a message says why."""
        ids = [id_in(text) or 0 for text in request.POST.getlist("c")]
        done = self.attempt(request, lambda: self._send(request, source, new, ids))
        if done is None:
            return False
        to, number = done
        text = ngettext(
            "%(count)d citation was sent to “%(to)s”.",
            "%(count)d citations were sent to “%(to)s”.",
            number,
        )
        self.message_user(request, text % {"count": number, "to": to}, messages.SUCCESS)
        return True

    def _send(
        self, request: HttpRequest, source: Source, new: NewSource, ids: list[int]
    ) -> tuple[Source, int]:
        by = actor(request)
        with recording(by):
            to = _target(request, new)
            number = send_citations(by=by, source_id=source.pk, citation_ids=ids, to_id=to.pk)[1]
        return to, number

    def _take_back(self, request: HttpRequest) -> None:
        try:
            batch = UUID(request.POST["undo"])
            done = self.attempt(request, lambda: undo_batch(by=actor(request), batch=batch))
        except (ValueError, CitationStep.DoesNotExist):
            self.message_user(request, _("There is nothing to take back."), messages.ERROR)
            return
        if done is None:
            return
        if done.refused:
            text = ngettext(
                "In %(count)d article somebody went on: it stays as it is.",
                "In %(count)d articles somebody went on: they stay as they are.",
                len(done.refused),
            )
            self.message_user(request, text % {"count": len(done.refused)}, messages.WARNING)
        if done.steps:
            self.message_user(request, _("Taken back."), messages.SUCCESS)


def _target(request: HttpRequest, new: NewSource) -> Source:
    """The source that was chosen, or a new one. Raises ValidationError, PermissionDenied."""
    if request.POST.get("to") != NEW:
        found = Source.objects.filter(pk=id_in(request.POST.get("to")) or 0).first()
        if found is None:
            raise ValidationError(_("Choose the source that they mean."))
        return found
    if not new.is_valid():
        raise ValidationError([text for texts in new.errors.values() for text in texts])
    values = dict(new.cleaned_data)
    name = values.pop("name") or values["label"]
    if not values["kind"]:
        del values["kind"]
    if not values["label"]:
        del values["label"]
    return create_source(by=actor(request), name=name, **values)
