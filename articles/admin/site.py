"""The admin site of the newsroom."""

from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


class IsnadAdminSite(AdminSite):
    site_header = _("Isnad: the newsroom")
    site_title = _("Isnad")
    index_title = _("The archive")
    empty_value_display = "—"
