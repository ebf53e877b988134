"""The site as an application: its commands, and the admin site it uses."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class NewsroomConfig(AppConfig):
    name = "newsroom"


class IsnadAdminConfig(AdminConfig):
    default_site = "articles.admin.site.IsnadAdminSite"

    def ready(self) -> None:
        super().ready()
        from articles.admin.registry import register_all

        register_all()
