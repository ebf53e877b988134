"""What a chain rests on, in the text: words marked and led to, paragraphs that name no source."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Citation
from articles.queries.article import ArticlePage
from articles.queries.chain import Hop
from articles.queries.quotations import Elsewhere
from articles.templatetags.addresses import article_path
from articles.templatetags.arabic import digits, isolate_body
from articles.templatetags.chain import count_in_words
from articles.text.fragments import text_directive
from articles.text.marks import Mark, mark_html
from articles.text.months_whole import months_whole

register = template.Library()

MOST_QUOTED = 5  # articles named under an article for having its quotations
QUOTED_WORDS = 8  # of a quotation, which stands whole in the text

# Numbers of paragraphs, which are feminine.
_FEW = ("ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر")
_FEW_OF = {2: "اثنتين", 8: "ثمانٍ"}


@register.filter
def marked_body(page: ArticlePage) -> SafeString:
    """The text of the article, with the words that attribute it to its chain marked and numbered,
    and paragraphs that name no source, if others do."""
    marks = [
        Mark(
            start=one.start,
            end=one.end,
            id=f"e{one.number}" if one.evidence else "",
            href=f"#s{one.number}",
            sign=digits(one.number),
        )
        for one in page.words
    ]
    why = format_html(' <a class="why plain" href="#bare">{}</a>', _("no named source"))
    bare = page.bare if len(page.bare) < len(page.paragraphs) else []
    article = page.article
    html = mark_html(article.body, article.body_text, marks, bare, why)
    return isolate_body(months_whole(html))


@register.simple_tag
def bare_summary(page: ArticlePage) -> str:
    """«فقرتان من ست بلا مصدر مسمّى، وعلامتهما في النص خط منقّط.»"""
    number, every = len(page.bare), len(page.paragraphs)
    if number == every:
        return _("No paragraph of the text names a source.")
    said = ngettext(
        "%(n)s of %(all)s paragraphs names no source; a dotted line marks it in the text.",
        "%(n)s of %(all)s paragraphs name no source; a dotted line marks them in the text.",
        number,
    )
    of = _FEW_OF.get(every) or count_in_words(every, _FEW)
    return said % {"n": count_in_words(number, _FEW), "all": of}


@register.simple_tag
def evidence_address(page: ArticlePage, hop: Hop) -> str:
    """The address of the very words that a link rests on: of our mark, and for browsers of the
    words themselves, so that they are found and highlighted. '' where they are not in the text."""
    article = page.article
    words = [one for one in page.words if one.evidence and one.number == hop.number]
    if not words:
        return ""
    directive = text_directive(
        article.body_text,
        words[0].start,
        words[0].end,
        signs=_signs(page),
        before=f"{article.title}\n{article.standfirst}",
    )
    address = f"{article_path(article)}#e{hop.number}"
    return f"{address}:~:{directive}" if directive else address


@register.simple_tag
def also_quoted_shown(page: ArticlePage) -> list[tuple[str, list[Elsewhere]]]:
    """How quotations that others have too begin, each with its articles; at most `MOST_QUOTED` in
    all, none named twice."""
    shown: list[tuple[str, list[Elsewhere]]] = []
    named: set[int] = set()
    for start, end, articles in page.also_quoted:
        new = [one for one in articles if one.article.pk not in named]
        new = new[: MOST_QUOTED - len(named)]
        if new:
            named |= {one.article.pk for one in new}
            shown.append((_beginning(page.article.body_text[start:end]), new))
    return shown


def _beginning(words: str) -> str:
    found = words.split()
    return " ".join(found[:QUOTED_WORDS]) + ("…" if len(found) > QUOTED_WORDS else "")


@register.filter
def relayed_more_than_once(chain: list[Hop]) -> bool:
    """Whether several sources relay one origin, which readers may take for several witnesses."""
    sources = {hop.who for hop in chain}
    return len(sources) > 2 and len({hop.who for hop in chain if hop.origin}) == 1


@register.filter
def name_suggested(citation: Citation) -> str:
    """What a citation that nobody has reviewed names."""
    source = citation.source
    return citation.name if source is None else source.label or source.name


def _signs(page: ArticlePage) -> list[int]:
    """Where the numbers of links stand in the text: after the words of each."""
    signs, end = [], 0
    for one in page.words:  # where words overlap, the later sign follows the earlier one
        end = max(end, one.end)
        signs.append(end)
    return signs
