"""How values become an article's fields: cleaned, checked, and what is derived from them."""

from datetime import UTC, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article
from articles.services.snapshots import TEXT_FIELDS
from articles.text.edtf import parse_edtf
from articles.text.html import sanitise, text_of
from articles.text.normalise import clean_text, strip_bidi_overrides
from articles.text.slugs import slugify

# East of Greenwich the first day of year 1 begins in the year before, which has no datetime.
EARLIEST = datetime.min.replace(tzinfo=UTC)
LINES = ("title", "byline_text", "publisher_name", "rights")  # one line each
RELATIONS = ("section", "lead_image", "embargo_until")


def apply(article: Article, values: dict[str, Any]) -> None:
    """Set `values` on `article` (not saved) and derive text, slug and dates again.

    Raises ValidationError by field; a name that no editor may set is a TypeError.
    """
    unknown = set(values) - set(TEXT_FIELDS) - set(RELATIONS)
    if unknown:
        raise TypeError(f"not fields of an article: {', '.join(sorted(unknown))}")
    for name, value in values.items():
        setattr(article, name, _cleaned(name, value))
    if not article.title:
        raise ValidationError({"title": _("An article needs a title.")})
    if len(article.title) > 500:
        raise ValidationError({"title": _("A title has at most 500 characters.")})
    if "body" in values:
        article.body_text = text_of(article.body)
    if not article.slug or "slug" in values:
        article.slug = slugify(article.slug or article.title)
    if "dated" in values or "date_unknown" in values:
        set_dates(article)


def _cleaned(name: str, value: Any) -> Any:
    if name == "body":
        return sanitise(value or "")
    if name in LINES:
        return " ".join(strip_bidi_overrides(clean_text(value or "")).split())
    if name in ("standfirst", "footer"):
        return clean_text(value or "").strip()
    return value


def set_dates(article: Article) -> None:
    """Derive the days and precision that `dated` (EDTF) covers; raises ValidationError."""
    try:
        edtf = parse_edtf(article.dated or "")
    except ValueError as error:
        raise ValidationError(
            {
                "dated": _("“%(value)s” is not a date such as 2019-06-18, 2019-06 or 1950~.")
                % {"value": article.dated}
            }
        ) from error
    article.dated = edtf.value
    if not edtf.value:
        article.dated_from = article.dated_to = None
        article.dated_precision = ""
    else:
        if article.date_unknown:
            raise ValidationError(
                {"date_unknown": _("Either give the date or say that it is unknown.")}
            )
        if edtf.at is not None:
            day = timezone.localtime(edtf.at).date()
            article.dated_from = article.dated_to = day
        else:
            article.dated_from, article.dated_to = edtf.earliest, edtf.latest
        article.dated_precision = "day" if edtf.precision == "second" else edtf.precision
    article.sort_at = sort_time(article, edtf.at)


def sort_time(article: Article, at: datetime | None = None) -> datetime:
    """Where the article stands in lists: its own date, else when it was first published here."""
    if at is not None:
        return at.astimezone(UTC)
    if article.dated_from is not None:
        midnight = datetime.combine(article.dated_from, time.min, timezone.get_current_timezone())
        return max(midnight, EARLIEST)
    return article.first_published_at or article.created_at
