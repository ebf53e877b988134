"""What browsers read of the search: suggestions while one types, and how to search from outside."""

import json

from django.conf import settings
from django.urls import reverse
from django.utils.translation import ngettext, pgettext

from articles.queries.suggestions import Suggestion, suggestions
from articles.templatetags.addresses import with_slug
from articles.templatetags.arabic import number
from articles.web.caching import Asked, Page, reader_page
from articles.web.search_address import Address

OPENSEARCH = "application/opensearchdescription+xml; charset=utf-8"
SUGGESTIONS = "application/x-suggestions+json; charset=utf-8"


@reader_page()
def description(asked: Asked) -> Page:
    """The archive as a search engine of a browser (OpenSearch 1.1, which allows 16 letters)."""
    context = {"name": settings.SITE_NAME[:16]}
    return Page("articles/opensearch.xml", context, content_type=OPENSEARCH)


@reader_page("q")
def suggestions_page(asked: Asked) -> Page:
    """[what was typed, queries, what each is, addresses], as browsers take suggestions.

    Names are looked up in what a process keeps for a while: so the same state of the archive may
    give others later, and no answer is kept.
    """
    typed = asked.param("q")
    found = suggestions(typed)
    queries = [one.q for one in found]
    said = [typed, queries, [_kind(one) for one in found], [_path(one) for one in found]]
    body = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    return Page(body=body, content_type=SUGGESTIONS, lasting=False)


def _kind(one: Suggestion) -> str:
    """«مصدر، 31 مادة»; of a title, «مادة»."""
    kind = {
        "source": pgettext("suggestion", "source"),
        "topic": pgettext("suggestion", "topic"),
        "person": pgettext("suggestion", "writer"),
        "section": pgettext("suggestion", "section"),
        "title": pgettext("suggestion", "article"),
    }[one.kind]
    if one.kind == "title":
        return kind
    articles = ngettext("%(shown)s article", "%(shown)s articles", one.count)
    said = {"kind": kind, "articles": articles % {"shown": number(one.count)}}
    return pgettext("suggestion", "%(kind)s, %(articles)s") % said


def _path(one: Suggestion) -> str:
    """The page of what is named; the search, where words stand before the name."""
    if one.q != one.text:
        return Address(one.q).path()
    if one.kind in ("topic", "section"):
        return reverse(f"articles:{one.kind}", args=[one.slug])
    return with_slug("article" if one.kind == "title" else one.kind, one.pk, one.slug)
