"""Results of a search on a page: the words that were searched for marked in titles and passages."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.queries.search import Hit, Meant
from articles.search.highlight import Passage, Span
from articles.templatetags.arabic import isolate, number
from articles.text.bidi import isolate_marked, isolate_whole

register = template.Library()

_ENDS = ".!؟?…»”"  # what a sentence ends with


@register.simple_tag
def found_headline(total: int | None, q: str) -> SafeString:
    """«47 مادة عن «قطر»», without the words where there are none, and without a number where no
    true one is known."""
    what = format_html("«<bdi>{}</bdi>»", q)
    if total is None:
        said = _("Articles on %(what)s") if q else _("Articles of your choice")
        return mark_safe(said % {"what": what})  # noqa: S308
    if q:
        said = ngettext("%(shown)s article on %(what)s", "%(shown)s articles on %(what)s", total)
    else:
        said = ngettext("%(shown)s article", "%(shown)s articles", total)
    shown = format_html("<strong>{}</strong>", number(total))
    return mark_safe(said % {"shown": shown, "what": what})  # noqa: S308


@register.filter
def meant_words(meant: Meant) -> SafeString:
    """The query as it was perhaps meant, in its quotation marks, what is other emphasised."""
    parts = (format_html("<em>{}</em>" if new else "{}", text) for text, new in meant.parts)
    return format_html("«<bdi>{}</bdi>»", format_html_join("", "{}", ((part,) for part in parts)))


@register.filter
def marked_title(hit: Hit) -> SafeString:
    """The title of a hit, its foreign runs isolated, with the words of the search marked."""
    title = hit.article.title
    return mark_safe(isolate_whole(title, _joined(title, hit.title_marks)))  # noqa: S308


@register.filter
def snippet(hit: Hit) -> SafeString:
    """The best passages of a hit, an ellipsis where words of their text are left out."""
    pieces = []
    last = None
    for passage in hit.passages:
        begins = hit.text[: passage.start].rstrip()[-1:] in ("", *_ENDS, "\n")
        if last is not None:
            pieces.append(" … " if _whole(hit.text, last) else "… ")
        elif not begins and not _starts_line(hit.text, passage.start):
            pieces.append("…")
        pieces.append(_passage(hit.text, passage))
        last = passage
    if last is not None and not _whole(hit.text, last):
        pieces.append("…")
    return mark_safe("".join(pieces))  # noqa: S308


@register.simple_tag
def facet_values(values: Iterable[Any]) -> SafeString:
    """Values of a facet, each with its `path`, `label` and `count`, and whether it is `chosen`.

    Without a template of their own, since a page has a hundred of them.
    """
    others = SafeString(), SafeString()
    chosen = (
        SafeString(' aria-current="true"'),
        format_html('<span class="vh">{}</span>', _(", remove")),
    )
    parts = (
        (now, value.path, isolate(value.label), said, number(value.count))
        for value in values
        for now, said in [chosen if value.chosen else others]
    )
    link = '<li><a{} href="{}" rel="nofollow">{}{}</a><span>{}</span></li>'
    return format_html_join("", link, parts)


def _passage(text: str, passage: Passage) -> str:
    """The text of one passage, blanks at its ends left out."""
    marks = [(one.start - passage.start, one.end - passage.start) for one in passage.marks]
    part = text[passage.start : passage.end]
    return isolate_marked(part, _joined(part, [Span(*mark) for mark in marks]))


def _starts_line(text: str, start: int) -> bool:
    return not text[:start].rpartition("\n")[2].strip()


def _whole(text: str, passage: Passage) -> bool:
    """Whether the passage ends where a sentence or its paragraph does."""
    rest = text[passage.end :].partition("\n")[0].strip()
    return not rest or text[: passage.end].rstrip()[-1:] in _ENDS


def _joined(text: str, marks: Iterable[Span]) -> list[tuple[int, int]]:
    """Marks with nothing but a blank between them as one, so that its ground has no gap."""
    joined: list[tuple[int, int]] = []
    for start, end in marks:
        if joined and text[joined[-1][1] : start] in ("", " ", "\u00a0"):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
