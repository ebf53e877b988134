"""The queue of readers' error reports in the admin."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Case, QuerySet, Value, When
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.admin.base import ServiceAdmin, ServiceForm, actor
from articles.admin.links import beginning, change_link, isolated, passage
from articles.models import ErrorReport, ReportState
from articles.queries.waiting import of_sections
from articles.services.permissions import may
from articles.services.reports import settle_reports


class ReportForm(ServiceForm):
    class Meta:
        model = ErrorReport
        fields = ["state", "answer"]
        widgets = {"answer": forms.Textarea({"rows": 3, "dir": "auto"})}


@admin.register(ErrorReport)
class ErrorReportAdmin(ServiceAdmin):
    form = ReportForm
    list_display = ["words", "article_link", "state", "created_at", "decided_by"]
    list_display_links = ["words"]
    list_filter = ["state", "created_at"]
    list_select_related = ["article", "decided_by"]
    date_hierarchy = "created_at"
    search_fields = ["text", "quote", "article__title"]
    actions = ["settle", "dismiss", "reopen"]
    list_per_page = 50
    shown = ["article_link", "passage", "words_whole", "sender", "created_at", "decided_by",
             "decided_at"]  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[ErrorReport]:
        rows = super().get_queryset(request).defer("address_hash")
        return rows.filter(article__in=of_sections(actor(request)))  # type: ignore[arg-type]

    def get_ordering(self, request: HttpRequest) -> Any:
        opened = Case(When(state=ReportState.OPEN, then=Value(0)), default=Value(1))
        return [opened.asc(), "-pk"]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [*self.shown, "state", "answer"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.shown

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        article = None if obj is None else obj.article
        return may(actor(request), "change_errorreport", article)

    def save_through(
        self, request: HttpRequest, form: Any, formsets: list[Any], change: bool
    ) -> ErrorReport:
        pk = form.instance.pk
        settle_reports(by=actor(request), report_ids=[pk], **form.cleaned_data)
        return ErrorReport.objects.get(pk=pk)

    @admin.action(description=_("Settle"), permissions=["change"])
    def settle(self, request: HttpRequest, queryset: Any) -> None:
        self._settle(request, queryset, ReportState.SETTLED)

    @admin.action(description=_("Dismiss"), permissions=["change"])
    def dismiss(self, request: HttpRequest, queryset: Any) -> None:
        self._settle(request, queryset, ReportState.DISMISSED)

    @admin.action(description=_("Open again"), permissions=["change"])
    def reopen(self, request: HttpRequest, queryset: Any) -> None:
        self._settle(request, queryset, ReportState.OPEN)

    def _settle(self, request: HttpRequest, queryset: Any, state: ReportState) -> None:
        ids = list(queryset.order_by().values_list("pk", flat=True))
        settled = settle_reports(by=actor(request), report_ids=ids, state=state)
        said = ngettext(
            "%(count)d report: %(state)s.", "%(count)d reports: %(state)s.", len(settled)
        )
        self.message_user(
            request, said % {"count": len(settled), "state": state.label}, messages.SUCCESS
        )

    @admin.display(description=_("what is wrong"))
    def words(self, obj: ErrorReport) -> str:
        return beginning(obj.text)

    @admin.display(description=_("what is wrong"))
    def words_whole(self, obj: ErrorReport) -> str:
        return passage(obj.text)

    @admin.display(description=_("passage"))
    def passage(self, obj: ErrorReport) -> str:
        return passage(obj.quote) if obj.quote else "—"

    @admin.display(description=_("contact"))
    def sender(self, obj: ErrorReport) -> str:
        return isolated(obj.contact) if obj.contact else "—"

    @admin.display(description=_("article"), ordering="article__title")
    def article_link(self, obj: ErrorReport) -> str:
        return change_link(obj.article)

    def view_on_site(self, obj: ErrorReport) -> str:
        return reverse("articles:article_short", args=[obj.article_id])
