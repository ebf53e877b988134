"""Accounts in the admin: who works here, in which roles and sections."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin import roles
from articles.admin.account_forms import GivenPasswordForm, NewAccountForm, RolesForm
from articles.admin.base import ServiceAdmin, actor
from articles.admin.links import isolated
from articles.models import User
from articles.services.accounts import change_account, create_account, set_roles
from articles.services.permissions import may
from articles.services.recording import recording

DESCRIPTION = ("first_name", "last_name", "email", "is_active", "is_staff")


class RoleFilter(admin.SimpleListFilter):
    title = gettext_lazy("role")
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(roles.TITLES.items())

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(groups__name=self.value()) if self.value() else queryset


@admin.register(User)
class UserAdmin(ServiceAdmin):
    form = RolesForm
    rights = {"add": "manage_accounts", "change": "manage_accounts", "delete": ""}
    change_form_template = "admin/account.html"
    list_display = ["username", "full_name", "shown_roles", "shown_sections", "is_active",
                    "last_login"]  # fmt: skip
    list_filter = [RoleFilter, "is_active", "sections"]
    search_fields = ["username", "first_name", "last_name", "email"]
    ordering = ["username"]
    actions = ["deactivate"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups", "sections")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        by = actor(request)
        return may(by, "manage_accounts") or may(by, "manage_editorial_roles")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # history names its people: an account is made inactive

    def has_manage_permission(self, request: HttpRequest) -> bool:
        return may(actor(request), "manage_accounts")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        person = ("username", "first_name", "last_name", "email")
        if obj is None:
            return [
                (None, {"fields": [*person, "password"]}),
                (_("Roles"), {"fields": ["groups", "sections"]}),
            ]
        return [
            (None, {"fields": [*person, "is_active", "is_staff", "last_login", "date_joined"]}),
            (_("Roles"), {"fields": self._role_fields(request, obj)}),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return []
        fixed = ["username", "last_login", "date_joined", "shown_roles", "shown_sections"]
        return fixed if self.has_manage_permission(request) else [*fixed, *DESCRIPTION]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        if obj is None:
            kwargs["form"] = NewAccountForm
        # Only fields of the model may be named here; the form brings the others.
        fields = kwargs.pop("fields", None) or []
        own = {field.name for field in User._meta.get_fields()} - {"groups", "sections", "password"}
        kwargs["fields"] = [name for name in fields if name in own]
        form = super().get_form(request, obj, change=change, **kwargs)
        below = not self.has_manage_permission(request)
        return type(form.__name__, (form,), {"below_chief": below} | self._left_out(request, obj))

    def _role_fields(self, request: HttpRequest, obj: User) -> list[str]:
        gives = self.has_change_permission(request) and obj.pk != request.user.pk
        return ["groups", "sections"] if gives else ["shown_roles", "shown_sections"]

    def _left_out(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        """Fields that the form declares and this person may not change (None removes one)."""
        shown = obj is None or "groups" in self._role_fields(request, obj)
        return {} if shown else {"groups": None, "sections": None}

    def save_through(
        self, request: HttpRequest, form: Any, formsets: list[Any], change: bool
    ) -> User:
        by, values = actor(request), dict(form.cleaned_data)
        if not change:
            return create_account(by=by, **values)
        pk, groups, sections = (
            form.instance.pk, values.pop("groups", None), values.pop("sections", None),
        )  # fmt: skip
        with recording(by):
            if values:
                change_account(by=by, user_id=pk, **values)
            if groups is not None:
                set_roles(by=by, user_id=pk, groups=groups, sections=sections)
        return User.objects.get(pk=pk)

    @admin.action(description=gettext_lazy("Make inactive"), permissions=["manage"])
    def deactivate(self, request: HttpRequest, queryset: Any) -> None:
        by = actor(request)
        with recording(by):
            for pk in queryset.order_by("pk").values_list("pk", flat=True):
                change_account(by=by, user_id=pk, is_active=False)
        self.message_user(request, _("These accounts are inactive now."), messages.SUCCESS)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.password_view)
        place = "<int:pk>/password/"
        return [path(place, view, name="articles_user_password"), *super().get_urls()]

    def password_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Set somebody's password."""
        if not self.has_manage_permission(request):
            raise PermissionDenied
        account = self.get_object(request, str(pk))
        if account is None:
            raise Http404
        form = GivenPasswordForm(account, request.user, request.POST or None)
        if request.method == "POST" and form.is_valid() and form.save():
            self.message_user(request, _("The password was changed."), messages.SUCCESS)
            return HttpResponseRedirect(self.change_address(pk))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Set a password"),
            "subtitle": account.username,
            "form": form,
            "account": account,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/set_password.html", context)

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["sets_password"] = self.has_manage_permission(request)
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description=gettext_lazy("name"))
    def full_name(self, obj: User) -> str:
        return isolated(obj.get_full_name()) if obj.get_full_name() else "—"

    @admin.display(description=gettext_lazy("roles"))
    def shown_roles(self, obj: User) -> str:
        return "، ".join(roles.title(group.name) for group in obj.groups.all()) or "—"

    @admin.display(description=gettext_lazy("sections"))
    def shown_sections(self, obj: User) -> str:
        return "، ".join(section.name for section in obj.sections.all()) or _("all")
