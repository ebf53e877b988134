"""All citations in one list, to look at and to find: they are settled on their article's page."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.base import OfVisibleArticles, ReadOnlyAdmin
from articles.admin.links import change_link, isolated, passage
from articles.models import Citation
from articles.text.fold import fold_name


class Resolved(admin.SimpleListFilter):
    """Whether a name in a text leads to a source."""

    title = _("source")
    parameter_name = "resolved"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("known source")), ("no", _("a name only"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() not in ("yes", "no"):
            return queryset
        return queryset.filter(source__isnull=self.value() == "no")


@admin.register(Citation)
class CitationAdmin(OfVisibleArticles, ReadOnlyAdmin):
    list_display = ["cited", "role", "article_link", "state", "evidence_state", "words", "through"]
    list_filter = ["state", "role", Resolved, "evidence_state", "created_at"]
    list_select_related = ["article", "source", "via__source"]
    date_hierarchy = "created_at"
    search_fields = ["name", "source__names__folded", "article__title"]
    ordering = ["-id"]
    list_per_page = 50
    fields = [
        "article_link", "cited", "name", "role", "through", "state", "consulted", "confidence",
        "cue", "target", "revision", "words_whole", "evidence_state", "asserted_by",
        "asserted_how", "created_at", "modified_at",
    ]  # fmt: skip

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        from articles.admin.source import named_like
        from articles.models import Source

        if not fold_name(search_term):
            return queryset.none() if search_term.strip() else queryset, False
        sources = named_like(Source.objects.order_by(), search_term)
        by_name = queryset.filter(name__icontains=search_term.strip())
        by_title = queryset.filter(article__title__icontains=search_term.strip())
        return queryset.filter(source__in=sources) | by_name | by_title, False

    @admin.display(description=_("source"), ordering="source__sort_key")
    def cited(self, obj: Citation) -> Any:
        return change_link(obj.source) if obj.source else isolated(f"«{obj.name}»")

    @admin.display(description=_("article"))
    def article_link(self, obj: Citation) -> Any:
        return change_link(obj.article)

    @admin.display(description=_("evidence"))
    def words(self, obj: Citation) -> str:
        return isolated(obj.exact if len(obj.exact) <= 80 else f"{obj.exact[:79]}…") or "—"

    @admin.display(description=_("evidence"))
    def words_whole(self, obj: Citation) -> str:
        return passage(obj.exact) if obj.exact else "—"

    @admin.display(description=_("through"))
    def through(self, obj: Citation) -> Any:
        return isolated(obj.via) if obj.via else "—"
