"""Who did something, in words."""

from typing import Any

from django import template

from articles.services.actors import actor_title

register = template.Library()


@register.filter
def done_by(revision: Any) -> str:
    """The name of the person, or of the part of the program, who saved a revision."""
    return revision.by.display_name() if revision.by else actor_title(revision.actor)
