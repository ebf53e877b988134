"""What the admins of sections, topics and people share."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db.models import Count, Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.base import ServiceAdmin, ServiceForm, actor
from articles.admin.links import isolated
from articles.services.taxonomy import delete_taxon
from articles.text.sortkey import sort_key


class TaxonForm(ServiceForm):
    """The address may stay empty: the service derives it from the name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _("Empty: made from the name.")


class TaxonAdmin(ServiceAdmin):
    form = TaxonForm
    list_display = ["shown_name", "slug", "article_count"]
    search_fields = ["name", "slug"]
    # The service that saves, and the name of its argument.
    save: Callable[..., Model]
    kind: str

    def save_through(
        self, request: HttpRequest, form: Any, formsets: list[Any], change: bool
    ) -> Model:
        old = {self.kind: form.instance} if change else {}
        return type(self).save(by=actor(request), **old, **form.cleaned_data)

    def delete_through(self, request: HttpRequest, obj: Any) -> None:
        delete_taxon(by=actor(request), taxon=obj)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).annotate(used=Count("articles"))

    @admin.display(description=_("name"), ordering="name")
    def shown_name(self, obj: Any) -> str:
        return isolated(obj.name)

    @admin.display(description=_("articles"), ordering="used")
    def article_count(self, obj: Any) -> int:
        return obj.used


def sorted_like(queryset: QuerySet[Any], term: str) -> QuerySet[Any]:
    """Rows of `queryset` whose key holds each word of `term`, however its hamzas are written."""
    # The key begins each token with a digit for its script, and drops the article before a name.
    for token in sort_key(term).split():
        word = token[1:]
        # People write ه for a final ة, which the key keeps apart as ت.
        stem = word[:-1] if len(word) > 3 and word[-1] in "هت" else word
        queryset = queryset.filter(sort_key__contains=stem)
    return queryset
