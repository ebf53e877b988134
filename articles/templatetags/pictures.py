"""The lead picture of an article, in the sizes and formats that a browser can choose from."""

from typing import Any
from urllib.parse import urljoin

from django import template
from django.core.files.storage import default_storage
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.models import Article
from articles.templatetags.addresses import absolute
from articles.templatetags.arabic import isolate

register = template.Library()

FORMATS = ("avif", "webp", "jpeg")  # the smallest first: a browser takes the first it knows
SIZES = "(min-width: 60rem) 34.5rem, calc(100vw - 2.5rem)"  # as wide as the text
PLAIN = 800  # pixels: what a browser gets that chooses nothing
SHARED = 1200  # pixels: what is shown beside a link to the article


@register.simple_tag
def picture(article: Article) -> SafeString:
    """<figure> with caption and credit; '' without a picture, or before its renditions are made.

    The article is one of articles.queries.article.find.
    """
    image, plain = article.lead_image, _file(article, PLAIN)
    if image is None or plain is None:
        return SafeString()
    sources = format_html_join(
        "",
        '<source type="image/{}" srcset="{}" sizes="{}">',
        ((name, _choices(article, name), SIZES) for name in FORMATS if _of(article, name)),
    )
    return format_html(
        '<figure class="pic"><picture>{}<img src="{}" width="{}" height="{}" alt="{}"></picture>'
        "{}</figure>",
        sources,
        default_storage.url(plain),
        image.width,
        image.height,
        image.alt,
        _caption(image.caption, image.credit),
    )


@register.filter
def shared_picture(article: Article) -> str:
    """The full address of the picture beside a link to the article, '' without one."""
    file = _file(article, SHARED)
    return urljoin(absolute("/"), default_storage.url(file)) if file else ""


def _of(article: Article, name: str) -> list[dict[str, Any]]:
    every: list[dict[str, Any]] = article.renditions  # type: ignore[attr-defined]
    return [rendition for rendition in every if rendition["format"] == name]


def _file(article: Article, width: int) -> str | None:
    """The JPEG that comes nearest to `width`."""
    made = _of(article, "jpeg")
    return min(made, key=lambda one: abs(one["width"] - width))["file"] if made else None


def _choices(article: Article, name: str) -> str:
    return ", ".join(
        f"{default_storage.url(one['file'])} {one['width']}w" for one in _of(article, name)
    )


def _caption(caption: str, credit: str) -> SafeString:
    if not caption and not credit:
        return SafeString()
    by = format_html(" <span>{} {}</span>", _("Picture:"), isolate(credit)) if credit else ""
    return format_html('<figcaption class="note">{}{}</figcaption>', isolate(caption), by)
