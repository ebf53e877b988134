"""Arabic on readers' pages: digits, dates with both month names, foreign runs set apart."""

from datetime import date, datetime
from typing import Any

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from articles.text.bidi import isolate_html, isolate_text, isolate_whole
from articles.text.dates import WEEKDAYS
from articles.text.digits import to_arabic_indic
from articles.text.hijri import MONTHS, hijri_day
from articles.text.months import month_name

register = template.Library()


@register.filter
def digits(value: Any) -> str:
    """The digits of a number, a year or a time as the site writes them (settings.DIGITS)."""
    text = str(value)
    return to_arabic_indic(text) if settings.DIGITS == "arabic" else text


@register.filter
def number(value: int) -> str:
    """A count with marks between thousands: 11,541."""
    return digits(f"{value:,}")


@register.filter
def isolate(text: Any) -> SafeString:
    """A plain text, escaped, with its foreign runs in <bdi>: punctuation around them stays put."""
    return mark_safe(isolate_whole(str(text)))  # noqa: S308


@register.filter
def isolate_body(html: str) -> SafeString:
    """The safe HTML of an article with its foreign runs in <bdi>."""
    return mark_safe(isolate_html(html))  # noqa: S308


@register.filter
def lines(text: str) -> SafeString:
    """A reader's plain text: a <p> for each paragraph, line ends kept, foreign runs isolated."""
    paragraphs = [part for part in str(text).split("\n\n") if part.strip()]
    html = "".join(
        f'<p dir="auto">{"<br>".join(isolate_text(line) for line in part.splitlines())}</p>'
        for part in paragraphs
    )
    return mark_safe(html)  # noqa: S308


@register.filter
def month(number: int) -> SafeString:
    """«حزيران/يونيو», which no line end may part."""
    return format_html('<span class="nb">{}</span>', month_name(number))


@register.filter
def month_of(year: int, number: int) -> SafeString:
    """«حزيران/يونيو 2019»."""
    return format_html("{} {}", month(number), digits(year))


@register.filter
def day(value: date | datetime) -> SafeString:
    """«18 حزيران/يونيو 2019», of a moment in the site's time zone."""
    on = _local(value)
    return format_html("{} {} {}", digits(on.day), month(on.month), digits(on.year))


@register.filter
def day_of_month(value: date | datetime) -> SafeString:
    """«18 حزيران/يونيو», where the year is plain."""
    on = _local(value)
    return format_html("{} {}", digits(on.day), month(on.month))


@register.filter
def weekday(value: date) -> str:
    """«الثلاثاء»."""
    return WEEKDAYS[value.weekday()]


@register.filter
def clock(value: datetime) -> str:
    """«13:40» in the site's time zone."""
    return digits(f"{timezone.localtime(value):%H:%M}")


@register.filter
def iso(value: date | datetime) -> str:
    """For `datetime` of <time>: 2019-06-18, or a moment to the second with its offset."""
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat("T", "seconds")
    return f"{value:%Y-%m-%d}" if value.year > 999 else value.isoformat()


@register.simple_tag
def on_day(value: date | datetime) -> SafeString:
    """<time> with the day in words."""
    return format_html('<time datetime="{}">{}</time>', iso(value), day(value))


@register.simple_tag
def at_time(value: datetime) -> SafeString:
    """<time> with the day in words and the hour."""
    return format_html('<time datetime="{}">{}، {}</time>', iso(value), day(value), clock(value))


@register.filter
def hijri(value: date | datetime) -> SafeString:
    """« (1 رمضان 1445 هـ)» to follow the day; '' unless settings.HIJRI_DATES asks for it.

    Also '' outside the years that the Umm al-Qura calendar's table has.
    """
    found = hijri_day(_local(value)) if settings.HIJRI_DATES else None
    if found is None:
        return SafeString()
    year, number, on = found
    words = '<span class="hijri"> ({} <span class="nb">{}</span> {}\u00a0هـ)</span>'
    return format_html(words, digits(on), MONTHS[number - 1], digits(year))


def _local(value: date | datetime) -> date:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value
