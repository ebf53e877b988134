"""Searches that people of the newsroom keep, to see what is new in them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedSearch(models.Model):
    """A search of `owner`: the words `q` and `narrowed`, lists of values under the names that the
    parameters of the results page have (dates as 2019-06-18), without those that say nothing.

    `seen_article` is the highest id of an article when the owner last looked: what is higher and
    found is new.
    """

    name = models.CharField(_("name"), max_length=150)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="saved_searches",
        verbose_name=_("owner"),
    )
    q = models.CharField(_("words"), max_length=500, blank=True)
    narrowed = models.JSONField(_("narrowed to"), default=dict, blank=True)
    created_at = models.DateTimeField(_("added"))
    seen_at = models.DateTimeField(_("last looked at"))
    seen_article = models.BigIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["name", "id"]
        default_permissions = ()
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="saved_search_named_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="saved_search_named"),
            models.CheckConstraint(
                condition=~models.Q(q="", narrowed={}), name="saved_search_asks"
            ),
        ]

    def __str__(self) -> str:
        return self.name
