"""Topics in the admin."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse

from articles.admin.taxon import TaxonAdmin, sorted_like
from articles.models import Topic
from articles.services.taxonomy import save_topic


@admin.register(Topic)
class TopicAdmin(TaxonAdmin):
    kind = "topic"
    save = staticmethod(save_topic)
    fields = ["name", "slug", "description"]

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        return sorted_like(queryset, search_term), False

    def view_on_site(self, obj: Topic) -> str:
        return reverse("articles:topic", args=[obj.slug])
