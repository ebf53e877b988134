"""Words of the desk: its counts, what was done, and pieces of running text."""

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import CitationStep
from articles.queries.desk_article import DeskArticle
from articles.queries.desk_words import action_in_words
from articles.templatetags.arabic import digits
from articles.text.bidi import isolate_text

register = template.Library()


@register.filter
def run(text: str) -> SafeString:
    """A piece of a running text, escaped, with its foreign runs in <bdi>."""
    return mark_safe(isolate_text(str(text)))  # noqa: S308


@register.filter
def did(step: CitationStep) -> str:
    """What a step did."""
    return action_in_words(step.action)


@register.filter
def places_of(desk: DeskArticle) -> str:
    """«سبعة مواضع، فقرتان بلا مصدر»."""
    number, bare = desk.places, desk.bare
    parts = [ngettext("%(n)s place marked", "%(n)s places marked", number) % {"n": digits(number)}]
    if bare:
        words = ngettext(
            "%(n)s paragraph without a source", "%(n)s paragraphs without a source", bare
        )
        parts.append(words % {"n": digits(bare)})
    return _(", ").join(parts)


@register.filter
def counts_of(desk: DeskArticle) -> str:
    """«مؤكَّد واحد، مقترحان»: the citations by their look."""
    n = desk.counts
    words = {
        "confirmed": ngettext("%(n)s confirmed", "%(n)s confirmed", n.get("confirmed", 0)),
        "suggested": ngettext("%(n)s suggested", "%(n)s suggested", n.get("suggested", 0)),
        "ambiguous": ngettext("%(n)s ambiguous", "%(n)s ambiguous", n.get("ambiguous", 0)),
        "rejected": ngettext("%(n)s rejected", "%(n)s rejected", n.get("rejected", 0)),
    }
    shown = [words[look] % {"n": digits(n[look])} for look in words if n.get(look)]
    return _(", ").join(shown)
