"""The roles, to look at: what each may do is fixed by the site, who holds it by accounts."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import Group
from django.db.models import Count, F, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from articles.admin import roles
from articles.admin.base import ReadOnlyAdmin
from articles.admin.links import change_link, list_link
from articles.models import User


class GroupAdmin(ReadOnlyAdmin):
    rights = {"view": "view_user", "change": "view_user"}
    list_display = ["role", "duty", "holders"]
    fields = ["role", "duty", "people"]
    search_fields = ["name"]
    ordering = ["id"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Group]:
        return super().get_queryset(request).annotate(held=Count("user"), code=F("name"))

    def get_object(self, *args: Any, **kwargs: Any) -> Group | None:
        """With the name that people read, for the headings; nothing here saves it."""
        group = super().get_object(*args, **kwargs)
        if group is not None:
            group.name = roles.title(group.name)
        return group

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    @admin.display(description=_("role"), ordering="name")
    def role(self, obj: Any) -> str:
        return roles.title(obj.code)

    @admin.display(description=_("duties"))
    def duty(self, obj: Any) -> Any:
        return roles.DUTIES.get(obj.code, "—")

    @admin.display(description=_("accounts"), ordering="held")
    def holders(self, obj: Any) -> Any:
        return list_link(User, obj.held, role=obj.code) if obj.held else 0

    @admin.display(description=_("accounts"))
    def people(self, obj: Group) -> Any:
        rows = ((change_link(user, user.username),) for user in obj.user_set.order_by("username"))
        return format_html_join("، ", "{}", rows) or "—"


if admin.site.is_registered(Group):  # by django.contrib.auth, with a form that writes
    admin.site.unregister(Group)
admin.site.register(Group, GroupAdmin)
