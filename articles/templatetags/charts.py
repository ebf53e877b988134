"""Small bars beside counts, drawn from right to left, and columns over years."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

WIDTH = 200  # units of the drawing
HEIGHT = 150  # of the highest column, in pixels


@register.simple_tag
def bar(count: int, origin: int, most: int) -> SafeString:
    """A bar as long as `count` is of `most`; its first part, red, as long as `origin`."""
    whole, root = (round(WIDTH * n / most) if most else 0 for n in (count, origin))
    red = format_html('<path class="r" d="M{} 2h{}"/>', WIDTH - root, root) if root else ""
    return format_html(
        '<svg viewBox="0 0 {} 4" preserveAspectRatio="none" aria-hidden="true">'
        '<path class="t" d="M0 2h{}"/><path class="b" d="M{} 2h{}"/>{}</svg>',
        WIDTH,
        WIDTH,
        WIDTH - whole,
        whole,
        red,
    )


@register.simple_tag
def column(origin: int, other: int, most: int) -> SafeString:
    """A column as high as `origin` + `other` is of `most`; its foot, red, as high as `origin`."""
    height = max(2, round(HEIGHT * (origin + other) / most)) if most else 0
    foot = round(height * origin / (origin + other)) if height else 0
    gap = 1 if 0 < foot < height - 1 else 0
    top = height - foot - gap
    grey = format_html('<path class="fb" d="M0 0h10v{}H0z"/>', top) if top else ""
    red = format_html('<path class="fr" d="M0 {}h10V{}H0z"/>', height - foot, height)
    return format_html(
        '<svg viewBox="0 0 10 {0}" height="{0}" preserveAspectRatio="none" aria-hidden="true">'
        "{1}{2}</svg>",
        height,
        grey,
        red if foot else "",
    )


@register.simple_tag
def stack(none: int, one: int, more: int, most: int) -> SafeString:
    """A column as high as all three are of `most`: at its foot what rests on one origin, red; over
    it what rests on more, grey; at the top, empty within its outline, what rests on nobody."""
    whole = none + one + more
    height = max(2, round(HEIGHT * whole / most)) if most else 0
    foot = round(height * one / whole) if whole else 0
    top = round(height * none / whole) if whole else 0
    parts = (("fn", 0, top), ("fb", top, height - foot - top), ("fr", height - foot, foot))
    drawn = [(name, y, tall) for name, y, tall in parts if tall]
    return format_html(
        '<svg viewBox="0 0 10 {0}" height="{0}" preserveAspectRatio="none" aria-hidden="true">'
        "{1}</svg>",
        height,
        format_html_join("", '<path class="{}" d="M0 {}h10v{}H0z"/>', drawn),
    )


@register.filter
def largest(rows: Iterable[Any]) -> int:
    """The largest number of articles of rows that have `articles`, 0 without any."""
    return max((row.articles for row in rows), default=0)


@register.filter
def last_dated(rows: Iterable[Any], count: int) -> list[Any]:
    """The newest `count` of rows that have a `year`, oldest first; those without are left out."""
    return [row for row in rows if row.year is not None][:count][::-1]
