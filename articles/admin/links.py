"""Links between pages of the admin, with names set apart from the Arabic around them."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.text.bidi import isolate_text


def isolated(text: Any) -> SafeString:
    """A text, escaped, whose own direction does not move what stands around it."""
    return format_html('<bdi dir="auto">{}</bdi>', text)


def beginning(text: str, most: int = 140) -> SafeString:
    """The first `most` code points of a text, the last of them an ellipsis where it is longer."""
    return isolated(text if len(text) <= most else f"{text[: most - 1]}…")


def change_link(thing: Model | None, text: Any = None) -> SafeString | str:
    """A link to the page of `thing`; its bare name where it has none, '—' for None."""
    if thing is None:
        return "—"
    name = isolated(thing if text is None else text)
    if not admin.site.is_registered(type(thing)):
        return name
    where = reverse(
        f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change", args=[thing.pk]
    )
    return format_html('<a href="{}">{}</a>', where, name)


def list_link(model: type[Model], text: Any, **filters: Any) -> SafeString:
    """A link to the list of `model`, filtered by lookups such as state__exact="pending"."""
    where = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    return format_html('<a href="{}?{}">{}</a>', where, urlencode(filters), text)


def facts(rows: Iterable[tuple[Any, Any]]) -> SafeString:
    """Labels and values as a quiet list."""
    body = format_html_join("", "<dt>{}</dt><dd>{}</dd>", rows)
    return format_html('<dl class="facts">{}</dl>', body)


def passage(text: str) -> SafeString:
    """A text of several lines as it was written, with foreign runs isolated."""
    lines = format_html_join(
        "", '<p dir="auto">{}</p>', ((_safe(line),) for line in text.splitlines() if line.strip())
    )
    return format_html('<div class="passage">{}</div>', lines)


def _safe(text: str) -> SafeString:
    return SafeString(isolate_text(text))
