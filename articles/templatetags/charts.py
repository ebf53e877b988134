"""Small bars beside counts, drawn from right to left."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

WIDTH = 200  # units of the drawing


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
