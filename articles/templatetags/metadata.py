"""What programs read in the head of an article's page: schema.org's NewsArticle as JSON-LD."""

import json
from datetime import datetime
from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from articles.models import Article, Citation, Correction, Notice, SourceKind
from articles.queries.article import ArticlePage
from articles.templatetags.addresses import absolute, person_path, source_path
from articles.templatetags.arabic import iso
from articles.templatetags.chain import name_of, web_address
from articles.templatetags.pictures import shared_picture
from articles.text.edtf import parse_edtf

register = template.Library()

LONGEST_DESCRIPTION = 300  # code points
# Inside <script>, so that no text of an article can end it. The rest is JSON's own escaping.
_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
_WHOLE = ("day", "month", "year")  # precisions that ISO 8601 can say


@register.simple_tag
def news_article(page: ArticlePage, canonical: str) -> SafeString:
    """The article as a block of JSON-LD; no code, so that it needs no leave of the CSP."""
    data = json.dumps(_without_nothing(_article(page, canonical)), ensure_ascii=False)
    html = mark_safe(data.translate(_ESCAPES))  # noqa: S308
    return format_html('<script type="application/ld+json">{}</script>', html)


@register.filter
def description_of(article: Article) -> str:
    """One line on the article: its standfirst, else how its text begins."""
    line = " ".join((article.standfirst or article.body_text[: 2 * LONGEST_DESCRIPTION]).split())
    if len(line) <= LONGEST_DESCRIPTION:
        return line
    return line[:LONGEST_DESCRIPTION].rpartition(" ")[0].rstrip("،,.؛:") + "…"


@register.filter
def last_change(article: Article) -> datetime:
    """When what readers see last changed: not before it appeared."""
    first = article.first_published_at or article.publish_at
    return max(article.modified_at, first) if first else article.modified_at


def _article(page: ArticlePage, canonical: str) -> dict[str, Any]:
    article = page.article
    original = reverse("articles:original", args=[article.pk])
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": absolute(reverse("articles:article_short", args=[article.pk])),
        "url": canonical,
        "mainEntityOfPage": canonical,
        "headline": article.title,
        "description": description_of(article),
        "inLanguage": article.language,
        "image": _picture(article),
        "dateCreated": _created(article),
        "datePublished": _moment(article.first_published_at or article.publish_at),
        "dateModified": iso(last_change(article)),
        "author": _authors(page),
        "publisher": _site() | {"url": absolute("/")},
        "articleSection": article.section.name if article.section else None,
        "keywords": [topic.name for topic in page.topics],
        "isBasedOn": _based_on(page),
        "citation": [_cited(hop.citation, name_of(hop)) for hop in page.chain],
        "creditText": article.footer,
        "copyrightNotice": article.rights,
        "correction": _notes(page),
        "archivedAt": absolute(original) if article.original_id else None,
        "publishingPrinciples": absolute(reverse("articles:about")),
        "isAccessibleForFree": True,
    }


def _based_on(page: ArticlePage) -> str | list[str]:
    """Where it stood first, and the reports that its confirmed chain leads through."""
    reports = (web_address(hop.citation.report_address) for hop in page.chain)
    found = list(dict.fromkeys(one for one in (page.article.origin_url, *reports) if one))
    return found[0] if len(found) == 1 else found


def _notes(page: ArticlePage) -> list[dict[str, str]]:
    """Notices on what it rests on, and corrections."""
    notes: list[Notice | Correction] = [*page.notices, *page.corrections]
    return [
        {"@type": "CorrectionComment", "text": one.text, "datePublished": iso(one.at)}
        for one in notes
    ]


def _created(article: Article) -> str | None:
    """The original's date, where it is known and ISO 8601 can say it."""
    if not article.dated:
        return None
    edtf = parse_edtf(article.dated)
    if edtf.at is not None:
        return iso(edtf.at)
    certain = not (edtf.approximate or edtf.uncertain)
    return edtf.value if certain and edtf.precision in _WHOLE else None


def _picture(article: Article) -> dict[str, Any] | None:
    image, shared = article.lead_image, shared_picture(article)
    if image is None or not shared:
        return None
    said = {
        "@type": "ImageObject",
        "url": shared,
        "caption": image.caption,
        "creditText": image.credit,
    }
    return _without_nothing(said)


def _moment(at: datetime | None) -> str | None:
    return iso(at) if at else None


def _authors(page: ArticlePage) -> list[dict[str, Any]]:
    """The people of the byline; else who is named as it came, of whom we know no more; else who
    published it."""
    if page.people:
        return [
            {"@type": "Person", "name": person.name, "url": absolute(person_path(person))}
            for person in page.people
        ]
    article = page.article
    if article.byline_text:
        return [{"name": article.byline_text}]
    if article.publisher_name:
        return [{"@type": "Organization", "name": article.publisher_name}]
    return [_site()]


def _site() -> dict[str, Any]:
    return {"@type": "Organization", "name": settings.SITE_NAME}


def _cited(citation: Citation, name: str) -> dict[str, Any]:
    if citation.source is None:
        return {"name": name}
    person = citation.source.kind == SourceKind.PERSON
    return {
        "@type": "Person" if person else "Organization",
        "name": name,
        "url": absolute(source_path(citation.source)),
    }


def _without_nothing(value: dict[str, Any]) -> dict[str, Any]:
    return {key: said for key, said in value.items() if said not in (None, "", [])}
