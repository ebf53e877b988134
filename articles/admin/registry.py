"""Imports every admin of this package, each of which registers itself with its decorator."""

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from django.contrib.admin.templatetags import admin_list
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

import articles.admin as package


def register_all() -> None:
    """Register all. Not done when the package is imported: the site is part of it."""
    for module in iter_modules(package.__path__):
        import_module(f"{package.__name__}.{module.name}")
    # Django describes the sign of a yes or no as True or False, in every language.
    admin_list._boolean_icon = _yes_or_no  # type: ignore[attr-defined]


def _yes_or_no(value: Any) -> SafeString:
    name, words = {True: ("yes", _("yes")), False: ("no", _("no"))}.get(value, ("unknown", "—"))
    return format_html('<img src="{}" alt="{}">', static(f"admin/img/icon-{name}.svg"), words)
