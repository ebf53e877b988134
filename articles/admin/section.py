"""Sections in the admin."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.admin.taxon import TaxonAdmin
from articles.models import Section
from articles.services.taxonomy import save_section


@admin.register(Section)
class SectionAdmin(TaxonAdmin):
    kind = "section"
    save = staticmethod(save_section)
    fields = ["name", "slug", "position", "description"]
    list_display = ["shown_name", "position", "slug", "article_count", "in_charge"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("editors")

    @admin.display(description=_("people in charge"))
    def in_charge(self, obj: Section) -> str:
        return "، ".join(user.display_name() for user in obj.editors.all()) or "—"

    def view_on_site(self, obj: Section) -> str:
        return reverse("articles:section", args=[obj.slug])
