"""Field types that several entities share."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class ArabicSlugField(models.SlugField):
    """A slug that keeps Arabic letters: at most 200 characters, Unicode allowed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 200)
        kwargs.setdefault("allow_unicode", True)
        kwargs.setdefault("verbose_name", _("slug"))
        super().__init__(*args, **kwargs)


class SortKeyField(models.CharField):
    """A key made by articles.text.sortkey, compared byte by byte whatever the database's locale."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 300)
        kwargs.setdefault("editable", False)
        kwargs.setdefault("db_collation", "C")
        super().__init__(*args, **kwargs)
