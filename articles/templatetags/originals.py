"""When the original of an article was written, in words, however little is known of it."""

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.models import Article
from articles.templatetags.arabic import day, digits, hijri, iso, month_of
from articles.text.edtf import Edtf, parse_edtf

register = template.Library()


@register.simple_tag
def date_of(article: Article) -> SafeString:
    """«18 حزيران/يونيو 2019», «نحو 1950», «بين 2001 و2003», or that the date is not known.

    For an article that is not dated yet (a draft of today), ''.
    """
    if article.dated:
        return edtf_words(parse_edtf(article.dated))
    if article.date_unknown:
        return format_html('<span class="unknown">{}</span>', _("Date unknown"))
    return SafeString()


@register.simple_tag
def short_date_of(article: Article) -> SafeString:
    """As `date_of`, for lists, where a column says what the date is: «بلا تاريخ»."""
    if article.dated:
        return edtf_words(parse_edtf(article.dated))
    return format_html('<span class="unknown">{}</span>', _("Undated"))


@register.filter
def has_own_date(article: Article) -> bool:
    """Whether the original has another date than its publication here: else one is enough."""
    if not article.dated:
        return article.date_unknown
    edtf, first = parse_edtf(article.dated), article.first_published_at
    if first is None:
        return True
    if edtf.at is not None:
        return abs((first - edtf.at).total_seconds()) >= 1
    certain = edtf.precision == "day" and not (edtf.approximate or edtf.uncertain)
    return not certain or edtf.earliest != timezone.localdate(first)


@register.filter
def hijri_of(article: Article) -> SafeString:
    """The Hijri day of the original, where its day is known for certain and the site writes it."""
    edtf = parse_edtf(article.dated) if article.dated else None
    if edtf is None or edtf.earliest is None or edtf.approximate or edtf.uncertain:
        return SafeString()
    if edtf.precision not in ("day", "second"):
        return SafeString()
    return hijri(edtf.at or edtf.earliest)


def edtf_words(edtf: Edtf) -> SafeString:
    """An EDTF date as HTML; a <time> where HTML has a form for it."""
    words = _exact(edtf)
    if edtf.approximate:
        words = format_html(_("about {}"), words)
    if edtf.uncertain:
        words = format_html(_("{} (uncertain)"), words)
    return words


def _exact(edtf: Edtf) -> SafeString:
    first, last = edtf.earliest, edtf.latest
    if first is None or last is None:
        return format_html('<span class="unknown">{}</span>', _("Date unknown"))
    match edtf.precision:
        case "second":
            assert edtf.at is not None
            return _time(iso(edtf.at), day(edtf.at))
        case "day":
            return _time(iso(first), day(first))
        case "month":
            return _time(f"{first.year:04}-{first.month:02}", month_of(first.year, first.month))
        case "year":
            return _time(f"{first.year:04}", SafeString(digits(first.year)))
        case "decade":
            return format_html(_("between {} and {}"), digits(first.year), digits(last.year))
    ends = [_exact(parse_edtf(end)) for end in edtf.value.split("/")]
    return format_html(_("between {} and {}"), *ends)


def _time(machine: str, words: SafeString) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', machine, words)
