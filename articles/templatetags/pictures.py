"""Pictures of articles, in the sizes and formats that a browser can choose from."""

from typing import Any
from urllib.parse import urljoin

from django import template
from django.core.files.storage import default_storage
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.models import Article
from articles.templatetags.addresses import absolute, article_path
from articles.templatetags.arabic import isolate

register = template.Library()

FORMATS = ("avif", "webp", "jpeg")  # the smallest first: a browser takes the first it knows
SIZES = "(min-width: 60rem) 34.5rem, calc(100vw - 2.5rem)"  # as wide as the text
PLAIN = 800  # pixels: what a browser gets that chooses nothing
SHARED = 1200  # pixels: what is shown beside a link to the article
# How wide a card stands, by its place.
CARDS = {
    "lead": "(min-width: 60rem) 33.5rem, calc(100vw - 2.5rem)",
    "column": "(min-width: 40rem) 23rem, 7rem",
    "row": "8rem",
}


@register.simple_tag
def picture(article: Article) -> SafeString:
    """<figure> with caption and credit; '' without a picture, or before its renditions are made.

    The article is one of articles.queries.article.find.
    """
    image, plain = article.lead_image, _file(article, PLAIN)
    if image is None or plain is None:
        return SafeString()
    return format_html(
        '<figure class="pic"><picture>{}<img src="{}" width="{}" height="{}" alt="{}"></picture>'
        "{}</figure>",
        _sources(article, SIZES),
        default_storage.url(plain["file"]),
        image.width,
        image.height,
        image.alt,
        _caption(image.caption, image.credit),
    )


@register.simple_tag
def card(article: Article, place: str) -> SafeString:
    """The picture of an article in a list, linked to it; '' as for `picture`.

    Beside a headline that is the same link, so that what is read aloud need not name it twice.
    `place` is one of CARDS; only the lead's is fetched before it is near. The article is one of
    articles.queries.articles.cards.
    """
    plain = _file(article, PLAIN)
    if plain is None:
        return SafeString()
    return format_html(
        '<a class="card" href="{}" tabindex="-1" aria-hidden="true"><picture>{}'
        '<img src="{}" width="{}" height="{}" alt="" {}></picture></a>',
        article_path(article),
        _sources(article, CARDS[place]),
        default_storage.url(plain["file"]),
        plain["width"],
        plain["height"],
        SafeString('fetchpriority="high"' if place == "lead" else 'loading="lazy"'),
    )


@register.filter
def shared_picture(article: Article) -> str:
    """The full address of the picture beside a link to the article, '' without one."""
    shared = _file(article, SHARED)
    return urljoin(absolute("/"), default_storage.url(shared["file"])) if shared else ""


def _of(article: Article, name: str) -> list[dict[str, Any]]:
    every: list[dict[str, Any]] = article.renditions  # type: ignore[attr-defined]
    return [rendition for rendition in every if rendition["format"] == name]


def _file(article: Article, width: int) -> dict[str, Any] | None:
    """The JPEG that comes nearest to `width`."""
    return min(_of(article, "jpeg"), key=lambda one: abs(one["width"] - width), default=None)


def _sources(article: Article, sizes: str) -> SafeString:
    """A <source> for each format that was made."""
    return format_html_join(
        "",
        '<source type="image/{}" srcset="{}" sizes="{}">',
        ((name, _choices(article, name), sizes) for name in FORMATS if _of(article, name)),
    )


def _choices(article: Article, name: str) -> str:
    return ", ".join(
        f"{default_storage.url(one['file'])} {one['width']}w" for one in _of(article, name)
    )


def _caption(caption: str, credit: str) -> SafeString:
    if not caption and not credit:
        return SafeString()
    by = format_html(" <span>{} {}</span>", _("Picture:"), isolate(credit)) if credit else ""
    return format_html('<figcaption class="note">{}{}</figcaption>', isolate(caption), by)
