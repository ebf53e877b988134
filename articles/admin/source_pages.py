"""Pages around a source in the admin: merge it into another, and take a merger back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.base import ServiceAdmin, actor, sentence
from articles.admin.source_search import others
from articles.models import Source, SourceMerge
from articles.queries.source_merging import mergers
from articles.services.permissions import may
from articles.services.source_merging import merge_source, preview_merge
from articles.services.source_merging_undo import plan_unmerge, unmerge_source
from articles.text.ids import id_in

KINDS: dict[str, Promise] = {
    "citations": gettext_lazy("citations"),
    "retractions": gettext_lazy("retractions"),
    "domains": gettext_lazy("domains"),
    "affiliations": gettext_lazy("periods of its owners and parents"),
    "affiliated": gettext_lazy("periods in which others belong to it"),
    "table": gettext_lazy("its line in the name table"),
    "owned": gettext_lazy("sources that it owns"),
    "parts": gettext_lazy("sources that are part of it"),
    "names": gettext_lazy("names"),
}


class SourcePages(ServiceAdmin):
    """Adds the pages' addresses to the admin of sources."""

    change_form_template = "admin/articles/source/change_form.html"

    def get_urls(self) -> list[Any]:
        return [
            self.page_at("merge/", self.merge_view, "merge"),
            self.page_at("mergers/<int:merge>/", self.unmerge_view, "unmerge"),
            *super().get_urls(),
        ]

    def page_at(self, route: str, view: Callable[..., HttpResponse], name: str) -> Any:
        """The address of a page of one source."""
        view = self.admin_site.admin_view(view)
        return path(f"<int:pk>/{route}", view, name=f"articles_source_{name}")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What was merged is looked at only: what it was comes back with the merger."""
        standing = obj is None or obj.merged_into_id is None
        return standing and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        standing = obj is None or obj.merged_into_id is None
        return standing and super().has_delete_permission(request, obj)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        source = context.get("original")
        if source is not None:
            by = actor(request)
            context["may_merge"] = may(by, "merge_source")
            context["may_split"] = may(by, "settle_citation")
            context["mergers"] = mergers(source)
        return super().render_change_form(request, context, *args, **kwargs)

    def merge_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Find the other source, see what would move, and merge."""
        source = self.source(request, pk, "merge_source")
        if source.merged_into is not None:
            return HttpResponseRedirect(self.change_address(pk))
        asked = request.POST or request.GET
        into = Source.objects.filter(pk=id_in(asked.get("into")) or 0).first()
        if request.method == "POST" and into is not None:
            done = self.attempt(
                request, lambda: merge_source(by=actor(request), source_id=pk, into_id=into.pk)
            )
            if done is not None:
                text = _("“%(source)s” was merged into “%(into)s”.")
                text %= {"source": source, "into": into}
                self.message_user(request, text, messages.SUCCESS)
                return HttpResponseRedirect(self.change_address(into.pk))
        term = request.GET.get("q", "")
        context = {"into": into, "term": term, "found": None if into else others(source, term)}
        title = _("Merge into another source")
        return self.page(request, source, "merge", context | self._preview(source, into), title)

    def _preview(self, source: Source, into: Source | None) -> dict[str, Any]:
        if into is None:
            return {}
        try:
            preview = preview_merge(source=source, into=into)
        except ValidationError as reason:
            return {"refused": sentence(reason)}
        rows = [(KINDS[kind], number) for kind, number in preview.rows.items() if number]
        return {"rows": rows, "preview": preview}

    def unmerge_view(self, request: HttpRequest, pk: int, merge: int) -> HttpResponse:
        """See what comes back and what stays, and take the merger back."""
        source = self.source(request, pk, "merge_source")
        held = SourceMerge.objects.select_related("source__merged_into", "into", "by")
        found = held.filter(pk=merge, source=source, undone_at=None).first()
        if found is None:
            raise Http404("no such merger")
        if request.method == "POST":
            done = self.attempt(request, lambda: unmerge_source(by=actor(request), merge_id=merge))
            if done is not None:
                text = _("“%(source)s” stands by itself again.") % {"source": source}
                self.message_user(request, text, messages.SUCCESS)
                return HttpResponseRedirect(self.change_address(pk))
        undo = plan_unmerge(found)
        context = {
            "merge": found,
            "rows": [(KINDS[kind], len(pks)) for kind, pks in undo.back.items() if pks],
            "left": [(KINDS[item.kind], item) for item in undo.left],
        }
        return self.page(request, source, "unmerge", context, _("Take the merger back"))

    def source(self, request: HttpRequest, pk: int, right: str) -> Source:
        """The source, for those who have `right`; raises Http404, PermissionDenied."""
        if not may(actor(request), right):
            raise PermissionDenied
        source = Source.objects.select_related("merged_into").filter(pk=pk).first()
        if source is None:
            raise Http404("no such source")
        return source

    def page(
        self, request: HttpRequest, source: Source, name: str, context: dict[str, Any], title: str
    ) -> HttpResponse:
        """A page of the source with what the templates share."""
        shared = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": source,
            "title": title,
            "subtitle": str(source),
            "media": self.media,
        }
        return TemplateResponse(request, f"admin/articles/source/{name}.html", shared | context)
