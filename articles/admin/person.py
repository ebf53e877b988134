"""People and desks of bylines in the admin."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse

from articles.admin.taxon import TaxonAdmin
from articles.models import Person
from articles.services.taxonomy import save_person
from articles.text.fold import fold_name


@admin.register(Person)
class PersonAdmin(TaxonAdmin):
    kind = "person"
    save = staticmethod(save_person)
    fields = ["name", "slug", "description"]

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        for word in fold_name(search_term).split():
            queryset = queryset.filter(folded__contains=word)
        return queryset, False

    def view_on_site(self, obj: Person) -> str:
        return reverse("articles:person_short", args=[obj.pk])
