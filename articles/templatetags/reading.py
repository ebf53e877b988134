"""How long an article takes to read."""

from django import template

from articles.text.reading import reading_minutes

register = template.Library()


@register.filter
def minutes_to_read(text: str) -> int:
    """Minutes, rounded; 0 for a text without words."""
    return reading_minutes(text)
