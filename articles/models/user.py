"""People with an account: Django's user, plus the sections an editor is responsible for."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    sections = models.ManyToManyField(
        "articles.Section",
        blank=True,
        related_name="editors",
        verbose_name=_("sections"),
        help_text=_("An editor works in these sections; none given means all of them."),
    )

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        permissions = [
            ("manage_accounts", _("Can manage accounts")),
            ("manage_editorial_roles", _("Can give editorial roles below chief editor")),
        ]

    def display_name(self) -> str:
        """Full name where there is one, else the login name."""
        return self.get_full_name() or self.get_username()
