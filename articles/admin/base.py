"""What every admin of the newsroom shares: services write, their refusals come back in the form."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.text import capfirst

from articles.models import Article
from articles.models.article import SEES_ALL
from articles.services.actors import Actor
from articles.services.errors import StaleVersion
from articles.services.permissions import may
from articles.services.recording import recording

T = TypeVar("T")
REFUSALS = (ValidationError, PermissionDenied, StaleVersion)


class Refused(Exception):
    """A service would not write; `reason` is what it raised. Rolls the request's writes back."""

    def __init__(self, reason: Exception) -> None:
        self.reason = reason
        super().__init__(sentence(reason))


def actor(request: HttpRequest) -> Actor:
    """Who asks, as services want it."""
    return request.user  # type: ignore[return-value]


def refusal(request: HttpRequest) -> Exception | None:
    """What a service raised when it was asked to save this very request, if it did."""
    return getattr(request, "_isnad_refusal", None)


def sentence(reason: Exception) -> str:
    """The refusal of a service as a text for people."""
    if isinstance(reason, ValidationError):
        return " ".join(reason.messages)
    return str(reason)


class ServiceForm(forms.ModelForm):
    """A form that also shows, by field, why a service refused what stands in it."""

    refused: Exception | None = None

    def full_clean(self) -> None:
        super().full_clean()
        if self.refused is None or not self.is_bound:
            return
        refuse(self, self.refused)


class Guarded(admin.ModelAdmin):
    """Shows and allows what `services.permissions.may` allows; `rights` renames a right."""

    # Such as {"change": "moderate_comment"}; by default "change_comment" and so on.
    rights: dict[str, str] = {}

    def right(self, verb: str) -> str:
        return self.rights.get(verb, f"{verb}_{self.opts.model_name}")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        by = actor(request)
        return may(by, self.right("view")) or may(by, self.right("change"))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may(actor(request), self.right("add"))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may(actor(request), self.right("change"))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may(actor(request), self.right("delete"))

    # Services write the audit; a second, rewritable log beside it would only mislead.
    def log_addition(self, *args: Any, **kwargs: Any) -> None:  # type: ignore[override]
        return None

    def log_change(self, *args: Any, **kwargs: Any) -> None:  # type: ignore[override]
        return None

    def log_deletions(self, *args: Any, **kwargs: Any) -> None:  # type: ignore[override]
        return None

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        # "Select X to change" does not fit Arabic, where X has a gender.
        title = {"title": capfirst(self.opts.verbose_name_plural)}
        return super().changelist_view(request, {**title, **(extra_context or {})})

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """The audit of the object."""
        if not may(actor(request), "view_auditentry"):
            raise PermissionDenied
        where = reverse("admin:articles_auditentry_changelist")
        return HttpResponseRedirect(
            f"{where}?object_type__exact={self.opts.model_name}&object_id__exact={object_id}"
        )

    def change_list_address(self) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")

    def change_address(self, pk: int) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[pk])


class OfVisibleArticles(admin.ModelAdmin):
    """Rows that belong to an article are shown to whom the article is shown."""

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request)
        by: Any = request.user
        if by.has_perm(SEES_ALL):
            return rows
        return rows.filter(article__in=Article.objects.visible_to(by).order_by())


class ReadOnlyAdmin(Guarded):
    """What is only looked at. Never offers to add, change or delete."""

    actions: Sequence[Any] | None = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ServiceAdmin(Guarded):
    """An admin whose every write is a call of one service.

    Subclasses write `save_through` and, where things may be deleted, `delete_through`. What the
    service refuses is shown at its field, with everything that was typed; nothing is stored.
    """

    form = ServiceForm

    def save_through(
        self, request: HttpRequest, form: Any, formsets: list[Any], change: bool
    ) -> models.Model:
        """Call the service with `form.cleaned_data` and return what it stored."""
        raise NotImplementedError

    def delete_through(self, request: HttpRequest, obj: Any) -> None:
        """Call the service that deletes `obj`."""
        raise NotImplementedError

    def attempt(self, request: HttpRequest, call: Callable[[], T]) -> T | None:
        """What `call` (of a service) returns; a refusal becomes a message, and None."""
        try:
            return call()
        except REFUSALS as reason:
            self.message_user(request, sentence(reason), messages.ERROR)
            return None

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        reason = refusal(request)
        return type(form.__name__, (form,), {"refused": reason}) if reason else form

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Refused as error:
            # The page once more, from the same request: bound to what was typed, with the reason.
            request._isnad_refusal = error.reason  # type: ignore[attr-defined]
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Nothing yet: `save_related` has the inline forms too."""

    def save_related(
        self, request: HttpRequest, form: Any, formsets: list[Any], change: bool
    ) -> None:
        for formset in formsets:
            formset.save(commit=False)  # fills the lists of what is new, changed and deleted
        try:
            saved = self.save_through(request, form, formsets, change)
        except REFUSALS as reason:
            raise Refused(reason) from reason
        form.instance.__dict__.update(saved.__dict__)

    def construct_change_message(self, *args: Any, **kwargs: Any) -> list[Any]:
        return []  # the audit tells it

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        try:
            self.delete_through(request, obj)
        except REFUSALS as reason:
            raise Refused(reason) from reason

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        """All or none."""
        try:
            with recording(actor(request)):
                for obj in queryset:
                    self.delete_through(request, obj)
        except REFUSALS as reason:
            raise Refused(reason) from reason

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What is asked about is what is named: rows that only hang on it have no name."""
        _found, _counts, needed, protected = super().get_deleted_objects(objs, request)
        names = [str(obj) for obj in objs]
        return names, {self.opts.verbose_name_plural: len(names)}, needed, protected

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        try:
            return super().delete_view(request, object_id, extra_context)
        except Refused as error:
            self.message_user(request, str(error), messages.ERROR)
            return HttpResponseRedirect(self.change_address(int(object_id)))

    def response_action(self, request: HttpRequest, queryset: Any, *args: Any) -> Any:
        """A bulk action; what its service refuses becomes a message."""
        try:
            return super().response_action(request, queryset, *args)
        except (Refused, *REFUSALS) as reason:
            self.message_user(request, sentence(reason), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())


def refuse(
    form: forms.BaseForm, reason: Exception, fields: Mapping[str, str] | None = None
) -> None:
    """Show in a form, by field, why a service refused what stands in it; `fields` says under which
    name the form has what the service calls otherwise."""
    for name, errors in _by_field(reason).items():
        field = (fields or {}).get(name, name)
        form.add_error(field if field in form.fields else None, errors)  # type: ignore[arg-type]


def _by_field(reason: Exception) -> dict[str, list[str]]:
    if isinstance(reason, ValidationError) and hasattr(reason, "error_dict"):
        return reason.message_dict
    return {NON_FIELD_ERRORS: [sentence(reason)]}
