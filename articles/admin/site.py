"""The admin site of the newsroom: its first page shows what waits."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import PasswordChangeView
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.i18n import JavaScriptCatalog

from articles.admin.menu import grouped


class IsnadAdminSite(AdminSite):
    site_header = _("Isnad: the newsroom")
    site_title = _("Isnad")
    index_title = _("The archive")
    empty_value_display = "—"

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        apps = super().get_app_list(request, app_label)
        return apps if app_label else grouped(apps)

    def get_urls(self) -> list[Any]:
        from articles.admin.queues_urls import queue_urls  # needs the models

        return [*queue_urls(self), *super().get_urls()]

    def index(self, request: HttpRequest, extra_context: Any = None) -> Any:
        from articles.admin.desk import desk  # needs the models, which load after the site

        return super().index(request, {**desk(request), **(extra_context or {})})

    def i18n_javascript(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Django's words for the scripts, with ours over them."""
        catalog = JavaScriptCatalog.as_view(packages=["django.contrib.admin", "articles"])
        return catalog(request)

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """One's own password, through the service that audits it."""
        from articles.admin.account_forms import OwnPasswordForm

        request.current_app = self.name  # type: ignore[attr-defined]
        view = PasswordChangeView.as_view(
            form_class=OwnPasswordForm,
            success_url=reverse("admin:password_change_done", current_app=self.name),
            extra_context={**self.each_context(request), **(extra_context or {})},
        )
        return view(request)
