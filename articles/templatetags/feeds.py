"""What feeds write their own way."""

from datetime import datetime
from email.utils import format_datetime

from django import template
from django.utils import timezone

register = template.Library()


@register.filter
def rfc_822(value: datetime) -> str:
    """A moment as RSS 2.0 writes it, in the site's time zone, in English in any language."""
    return format_datetime(timezone.localtime(value))
