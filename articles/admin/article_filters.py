"""Filters of the list of articles that are not plain fields."""

from typing import Any

from django.contrib.admin import ModelAdmin, SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from articles.queries.desk import with_open_suggestions


class OpenSuggestions(SimpleListFilter):
    title = _("suggested sources")
    parameter_name = "suggestions"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, Any]]:
        return [("open", _("Waiting for a decision")), ("none", _("None waiting"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        match self.value():
            case "open":
                return queryset.filter(with_open_suggestions())
            case "none":
                return queryset.filter(~with_open_suggestions())
        return queryset


class Dated(SimpleListFilter):
    title = _("date of the original")
    parameter_name = "dated"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, Any]]:
        return [("no", _("Undated")), ("yes", _("Dated"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        match self.value():
            case "no":
                return queryset.filter(dated_from=None)
            case "yes":
                return queryset.exclude(dated_from=None)
        return queryset
