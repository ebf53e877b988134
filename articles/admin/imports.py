"""What came in: imports, their items with outcome and reason, and the verbatim originals."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from articles.admin.base import ReadOnlyAdmin, actor
from articles.admin.links import change_link, isolated, list_link, passage
from articles.models import Article, ImportBatch, ImportRecord, Original, Outcome
from articles.services.ingest.reasons import sentence
from articles.services.permissions import may

FORMATS = {"jsonl": _("lines of JSON"), "text": _("plain text")}


class FormatFilter(admin.SimpleListFilter):
    title = _("format")
    parameter_name = "format"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(FORMATS.items())

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(format=self.value()) if self.value() else queryset


@admin.register(ImportBatch)
class ImportBatchAdmin(ReadOnlyAdmin):
    list_display = ["shown_origin", "shown_format", "started_at", "finished_at", "created",
                    "unchanged", "rejected", "by"]  # fmt: skip
    list_filter = [FormatFilter, "publish", "started_at"]
    list_select_related = ["by"]
    date_hierarchy = "started_at"
    search_fields = ["origin", "sha256"]
    fields = ["shown_origin", "digest", "shown_format", "publish", "started_at", "finished_at",
              "done", "created", "unchanged", "rejected", "queue", "by"]  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportBatch]:
        outcomes: dict[str, Any] = {
            f"n_{outcome.value}": Count("records", filter=Q(records__outcome=outcome))
            for outcome in Outcome
        }
        return super().get_queryset(request).annotate(**outcomes)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        settles = may(actor(request), "settle_citation")
        return [name for name in self.fields or () if settles or name != "queue"]

    @admin.display(description=_("where it came from"), ordering="origin")
    def shown_origin(self, obj: ImportBatch) -> str:
        return format_html('<bdi dir="ltr">{}</bdi>', obj.origin)

    @admin.display(description=_("SHA-256"), ordering="sha256")
    def digest(self, obj: ImportBatch) -> str:
        return format_html('<code dir="ltr">{}</code>', obj.sha256)

    @admin.display(description=_("format"), ordering="format")
    def shown_format(self, obj: ImportBatch) -> str:
        return str(FORMATS.get(obj.format, obj.format))

    @admin.display(description=_("created"))
    def created(self, obj: ImportBatch) -> Any:
        return _records(obj, Outcome.CREATED)

    @admin.display(description=_("already here"))
    def unchanged(self, obj: ImportBatch) -> Any:
        return _records(obj, Outcome.UNCHANGED)

    @admin.display(description=_("rejected"))
    def rejected(self, obj: ImportBatch) -> Any:
        return _records(obj, Outcome.REJECTED)

    @admin.display(description=_("sources to settle"))
    def queue(self, obj: ImportBatch) -> Any:
        where = reverse("admin:queues_suggestions")
        return format_html('<a href="{}">{}</a>', where, _("Articles with open suggestions"))


class ReasonFilter(admin.SimpleListFilter):
    """Reasons that occur, in words."""

    title = _("reason")
    parameter_name = "code"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        used = ImportRecord.objects.exclude(code="").order_by("code").values_list("code", flat=True)
        return [(code, sentence(code)) for code in used.distinct()]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(code=self.value()) if self.value() else queryset


@admin.register(ImportRecord)
class ImportRecordAdmin(ReadOnlyAdmin):
    list_display = [
        "place",
        "outcome",
        "shown_reason",
        "shown_code",
        "article_link",
        "original_link",
    ]
    list_filter = ["outcome", ReasonFilter, "batch"]
    list_select_related = ["batch", "article"]
    search_fields = ["=key", "reason", "code"]
    ordering = ["-batch", "position"]
    fields = ["batch", "position", "shown_key", "outcome", "shown_code", "shown_reason", "detail",
              "cleanings", "article_link", "original_link"]  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportRecord]:
        return super().get_queryset(request).only(
            "batch__origin", "position", "key", "outcome", "code", "reason", "cleaned",
            "original_id", "article__title",
        )  # fmt: skip

    @admin.display(description=_("item"), ordering="position")
    def place(self, obj: ImportRecord) -> str:
        return format_html('<bdi dir="ltr">{}</bdi> · {}', obj.batch.origin, obj.position)

    @admin.display(description=_("key"), ordering="key")
    def shown_key(self, obj: ImportRecord) -> Any:
        return isolated(obj.key) if obj.key else "—"

    @admin.display(description=_("reason code"), ordering="code")
    def shown_code(self, obj: ImportRecord) -> Any:
        return format_html('<code dir="ltr">{}</code>', obj.code) if obj.code else "—"

    @admin.display(description=_("reason"))
    def shown_reason(self, obj: ImportRecord) -> str:
        return sentence(obj.code) if obj.code else "—"

    @admin.display(description=_("cleaned"))
    def cleanings(self, obj: ImportRecord) -> Any:
        rows = ((sentence(str(code)),) for code in obj.cleaned)
        return format_html_join("", "<p>{}</p>", rows) or "—"

    @admin.display(description=_("detail"))
    def detail(self, obj: ImportRecord) -> str:
        return isolated(obj.reason) if obj.reason else "—"

    @admin.display(description=_("article"))
    def article_link(self, obj: ImportRecord) -> Any:
        return change_link(obj.article)

    @admin.display(description=_("original"))
    def original_link(self, obj: ImportRecord) -> Any:
        return _download(obj.original_id)


@admin.register(Original)
class OriginalAdmin(ReadOnlyAdmin):
    list_display = ["short", "media_type", "shown_origin", "received_at", "download"]
    list_filter = ["media_type", "received_at"]
    date_hierarchy = "received_at"
    search_fields = ["=sha256", "origin"]
    fields = ["sha256", "media_type", "shown_origin", "received_at", "download", "used_by"]
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Original]:
        rows = super().get_queryset(request).defer("content")
        if may(actor(request), "view_importrecord"):
            return rows
        visible: Any = Article.objects.visible_to(request.user).order_by()  # type: ignore[arg-type]
        return rows.filter(pk__in=visible.exclude(original=None).values("original"))

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.bytes_view)
        return [path("<int:pk>/bytes/", view, name="articles_original_bytes"), *super().get_urls()]

    def bytes_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The bytes as they came in, as a file that no browser runs."""
        found = self.get_object(request, str(pk))
        if found is None or found.erased_at or not self.has_view_permission(request, found):
            raise Http404
        response = HttpResponse(bytes(found.content), content_type="application/octet-stream")
        response["Content-Disposition"] = f'attachment; filename="{found.sha256[:16]}.bin"'
        response["Cache-Control"] = "private, no-store"
        return response

    @admin.display(description=_("SHA-256"), ordering="sha256")
    def short(self, obj: Original) -> str:
        return format_html('<bdi dir="ltr"><code>{}</code></bdi>', obj.sha256[:16])

    @admin.display(description=_("where it came from"), ordering="origin")
    def shown_origin(self, obj: Original) -> str:
        return isolated(obj.origin) if obj.origin else "—"

    @admin.display(description=_("original"))
    def download(self, obj: Original) -> Any:
        return "—" if obj.erased_at else _download(obj.pk)

    @admin.display(description=_("articles"))
    def used_by(self, obj: Original) -> Any:
        return passage("\n".join(obj.articles.values_list("title", flat=True))) or "—"


def _records(batch: Any, outcome: Outcome) -> Any:
    count = getattr(batch, f"n_{outcome.value}")
    if not count:
        return 0
    return list_link(ImportRecord, count, batch__id__exact=batch.pk, outcome__exact=outcome.value)


def _download(original_id: int | None) -> Any:
    if original_id is None:
        return "—"
    where = reverse("admin:articles_original_bytes", args=[original_id])
    return format_html('<a href="{}">{}</a>', where, _("Download"))
