"""The worker's jobs, to look at."""

from django.contrib import admin

from articles.admin.base import ReadOnlyAdmin
from articles.models import Job


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    list_display = ["kind", "run_at", "attempts", "failed_at", "error"]
    list_filter = ["kind", ("failed_at", admin.EmptyFieldListFilter), "run_at"]
    date_hierarchy = "run_at"
    search_fields = ["kind", "error"]
    fields = ["kind", "run_at", "attempts", "error", "failed_at"]
