"""Addresses of queues, of what was taken back and of saved searches, inside the admin."""

from collections.abc import Callable
from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpResponse
from django.urls import path

from articles.admin import queues, queues_alerts, queues_names, retractions, searches


def queue_urls(site: AdminSite) -> list[Any]:
    """For the site's own addresses, before those of the models."""

    def page(route: str, view: Callable[..., HttpResponse], name: str) -> Any:
        return path(route, site.admin_view(view), name=name)

    return [
        page("queues/suggestions/", queues.suggestions_view, "queues_suggestions"),
        page("queues/names/", queues_names.names_view, "queues_names"),
        page("queues/names/settle/", queues_names.name_view, "queues_name"),
        page("queues/batches/<uuid:batch>/", queues_names.batch_view, "queues_batch"),
        page("queues/stale/", queues.stale_view, "queues_stale"),
        page("queues/alerts/", queues_alerts.alerts_view, "queues_alerts"),
        page("retractions/", retractions.retractions_view, "retractions"),
        page("retractions/<int:pk>/", retractions.retraction_view, "retraction"),
        page("searches/", searches.searches_view, "searches"),
        page("searches/save/", searches.save_view, "search_save"),
        page("searches/<int:pk>/", searches.search_view, "search"),
    ]
