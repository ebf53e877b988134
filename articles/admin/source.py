"""Sources in the admin: with their names in three scripts and their domains."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, F, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.base import ServiceForm, actor
from articles.admin.links import isolated, list_link
from articles.admin.source_search import named_like as named_like
from articles.admin.source_split import SourceSplit
from articles.models import (
    Affiliation,
    Citation,
    CitationState,
    NameKind,
    Source,
    SourceDomain,
    SourceName,
)
from articles.services.affiliations import Period, holds_on, set_affiliations, today
from articles.services.recording import recording
from articles.services.sources import Name, create_source, delete_source, edit_source


class WithoutConstraints(forms.ModelForm):
    """A form that leaves the database's constraints to the service, which says them in words."""

    def _post_clean(self) -> None:
        instance: Any = self.instance
        whole = type(instance).full_clean
        instance.full_clean = partial(whole, instance, validate_constraints=False)
        try:
            super()._post_clean()  # type: ignore[misc]
        finally:
            del instance.full_clean


class SourceForm(ServiceForm, WithoutConstraints):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "label" in self.fields:
            self.fields["label"].required = False
            self.fields["name"].widget.attrs["dir"] = "auto"
            self.fields["label"].widget.attrs["dir"] = "auto"
            self.fields["country"].widget.attrs |= {"dir": "ltr", "size": 3}


class NameForm(WithoutConstraints):
    class Meta:
        model = SourceName
        fields = ["name", "language", "kind", "valid_from", "valid_to"]
        widgets = {
            "name": forms.TextInput({"dir": "auto", "class": "vTextField"}),
            "language": forms.TextInput({"dir": "ltr", "size": 3}),
        }


class DomainForm(WithoutConstraints):
    class Meta:
        model = SourceDomain
        fields = ["domain"]
        widgets = {"domain": forms.TextInput({"dir": "ltr", "class": "vTextField"})}

    def validate_unique(self) -> None:
        pass


class AffiliationForm(WithoutConstraints):
    class Meta:
        model = Affiliation
        fields = ["kind", "to", "valid_from", "valid_to"]


class FollowsSource(admin.TabularInline):
    """Rows that belong to a source: who may change it changes them."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    has_change_permission = has_view_permission
    has_delete_permission = has_view_permission


class NameInline(FollowsSource):
    model = SourceName
    form = NameForm
    verbose_name_plural = _("other names: spellings, languages, abbreviations")
    fields = ["name", "language", "kind", "valid_from", "valid_to"]
    extra = 1

    def get_queryset(self, request: HttpRequest) -> QuerySet[SourceName]:
        # The two main names have fields of their own above.
        rows = super().get_queryset(request)
        return rows.exclude(name=F("source__name")).exclude(name=F("source__label"))


class DomainInline(FollowsSource):
    model = SourceDomain
    form = DomainForm
    extra = 1


class AffiliationInline(FollowsSource):
    model = Affiliation
    form = AffiliationForm
    fk_name = "source"
    verbose_name_plural = _("owners and parents over time")
    fields = ["kind", "to", "valid_from", "valid_to"]
    autocomplete_fields = ["to"]
    extra = 1


@admin.register(Source)
class SourceAdmin(SourceSplit):
    form = SourceForm
    inlines = [NameInline, DomainInline, AffiliationInline]
    fields = [
        ("label", "name"),
        ("kind", "country"),
        "description",
        ("owner", "parent"),
        ("valid_from", "valid_to"),
    ]
    autocomplete_fields = ["owner", "parent"]
    list_display = ["shown_label", "shown_name", "kind", "country", "owner", "used"]
    list_display_links = ["shown_label"]
    list_filter = ["kind", "country", ("merged_into", admin.EmptyFieldListFilter)]
    list_select_related = ["owner"]
    search_fields = ["names__folded"]
    search_help_text = _("In any of its names, in any script, or its domain.")
    ordering = ["sort_key", "id"]
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        confirmed = Q(citations__state=CitationState.CONFIRMED)
        return super().get_queryset(request).annotate(
            confirmed=Count("citations", filter=confirmed)
        )  # fmt: skip

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        match = request.resolver_match
        if match is not None and match.url_name == "autocomplete":
            queryset = queryset.filter(merged_into=None)
        return named_like(queryset, search_term), False

    def save_through(
        self, request: HttpRequest, form: Any, formsets: list[Any], change: bool
    ) -> Source:
        values, pk = dict(form.cleaned_data), form.instance.pk
        periods: list[Period] | None = None
        # In a small window beside an article there may be no inline forms.
        for formset in formsets:
            if formset.model is SourceName:
                values["names"] = [_name(row) for row in _kept(formset)]
            elif formset.model is SourceDomain:
                values["domains"] = [row["domain"] for row in _kept(formset)]
            elif formset.model is Affiliation:
                periods = [_period(row) for row in _kept(formset)]
        _check_links(form, periods or ())
        with recording(actor(request)):
            source = _stored(request, pk if change else None, values)
            if periods is not None and (periods or source.affiliations.exists()):
                source = set_affiliations(by=actor(request), source_id=source.pk, periods=periods)
        return source

    def delete_through(self, request: HttpRequest, obj: Source) -> None:
        delete_source(by=actor(request), source_id=obj.pk)

    def view_on_site(self, obj: Source) -> str:
        return reverse("articles:source_short", args=[obj.pk])

    @admin.display(description=_("Arabic name"), ordering="sort_key")
    def shown_label(self, obj: Source) -> str:
        return isolated(obj.label)

    @admin.display(description=_("canonical name"), ordering="name")
    def shown_name(self, obj: Source) -> str:
        return isolated(obj.name) if obj.name != obj.label else "—"

    @admin.display(description=_("citations"), ordering="confirmed")
    def used(self, obj: Source) -> Any:
        if not obj.confirmed:  # type: ignore[attr-defined]
            return 0
        return list_link(Citation, obj.confirmed, source__id__exact=obj.pk)  # type: ignore[attr-defined]


def _kept(formset: Any) -> list[dict[str, Any]]:
    """What stands in the forms of `formset` that are neither empty nor ticked for deletion."""
    return [
        form.cleaned_data
        for form in formset.forms
        if form.cleaned_data and not form.cleaned_data.get("DELETE")
    ]


def _stored(request: HttpRequest, pk: int | None, values: dict[str, Any]) -> Source:
    """Make the source, or edit the one with the id `pk`."""
    if pk is not None:
        if "names" in values:
            values["names"] += _given_up(pk, values)
        return edit_source(by=actor(request), source_id=pk, **values)
    if not values["label"]:
        del values["label"]  # the service takes the first Arabic name
    return create_source(by=actor(request), **values)


def _period(row: dict[str, Any]) -> Period:
    return Period(row["to"], row["kind"], row["valid_from"], row["valid_to"])


def _check_links(form: Any, periods: Iterable[Period]) -> None:
    """Refuse an owner or parent just chosen that the periods beside it contradict."""
    for link in ("owner", "parent"):
        own = [period for period in periods if period.kind == link]
        if link not in form.changed_data or not own:
            continue
        now = next((period.to for period in own if holds_on(period, today())), None)
        if form.cleaned_data[link] != now:
            raise ValidationError({link: gettext("The periods below say otherwise for today.")})


def _given_up(source_id: int, values: dict[str, Any]) -> list[Name]:
    """The main names until now: texts may still use them, so they stay as other spellings."""
    rows = SourceName.objects.filter(source_id=source_id, kind=NameKind.CANONICAL)
    rows = rows.exclude(name__in=[values["name"], values["label"]])
    old = rows.filter(Q(name=F("source__name")) | Q(name=F("source__label")))
    return [Name(row.name, row.language) for row in old]


def _name(row: dict[str, Any]) -> Name:
    keys = ("name", "language", "kind", "valid_from", "valid_to")
    return Name(**{key: row[key] for key in keys})
