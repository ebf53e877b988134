"""The order in which the admin lists its entities: by what people do with them."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

GROUPS = (
    (_("Archive"), ("Article", "Source", "Citation", "Section", "Topic", "Person", "Image")),
    (_("Readers"), ("Comment", "ErrorReport")),
    (_("What came in"), ("ImportBatch", "ImportRecord", "Original")),
    (_("Records"), ("Revision", "Correction", "Change", "AuditEntry")),
    (_("People and site"), ("User", "Group", "Job")),
)


def grouped(apps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Django's list of applications with their models, as one list for each group above.

    A model that no group names stays in the list of its application.
    """
    models = {model["object_name"]: model for app in apps for model in app["models"]}
    found = []
    for name, members in GROUPS:
        shown = [models.pop(member) for member in members if member in models]
        if shown:
            found.append(_block(name, shown))
    for app in apps:
        rest = [model for model in app["models"] if model["object_name"] in models]
        if rest:
            found.append(app | {"models": rest})
    return found


def _block(name: Any, models: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "name": name,
        "app_label": "articles",
        "app_url": reverse("admin:index"),
        "has_module_perms": True,
        "models": models,
    }
