"""Addresses of the site: the readers' pages, the admin and the API."""

from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", admin.site.urls),
    path("api/v1/", include("articles.api.urls")),
    path("api/", RedirectView.as_view(pattern_name="api:root")),
    path("", include("articles.web.urls")),
]

handler403 = "articles.web.errors.refused"
handler404 = "articles.web.errors.not_found"
handler500 = "articles.web.errors.failed"

if "debug_toolbar" in settings.INSTALLED_APPS:
    from debug_toolbar.toolbar import debug_toolbar_urls

    urlpatterns += debug_toolbar_urls()
