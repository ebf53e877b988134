"""The worker's jobs, to look at."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.base import ReadOnlyAdmin
from articles.models import Job
from articles.services import near_copies, quotations_jobs, renditions, suggesting_jobs

KINDS = {
    renditions.JOB: _("sizes and formats of a picture"),
    near_copies.JOB: _("fingerprints of texts"),
    quotations_jobs.JOB: _("quotations of texts"),
    suggesting_jobs.JOB: _("suggestions of sources"),
}


class KindFilter(admin.SimpleListFilter):
    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(KINDS.items())

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    list_display = ["work", "run_at", "attempts", "failed_at", "error"]
    list_filter = [KindFilter, ("failed_at", admin.EmptyFieldListFilter), "run_at"]
    date_hierarchy = "run_at"
    search_fields = ["kind", "error"]
    fields = ["work", "run_at", "attempts", "error", "failed_at"]

    @admin.display(description=_("kind"), ordering="kind")
    def work(self, obj: Job) -> Any:
        return KINDS.get(obj.kind, obj.kind)
