"""The chain of sources as a sentence: «عن X عن Y عن Z», and link by link in words."""

from collections.abc import Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from articles.models import Article, EvidenceState, EvidenceTarget, Source
from articles.queries.chain import Hop, counts, hops, lines
from articles.templatetags.arabic import digits, isolate

register = template.Library()

MOST_LINES = 3  # origins that a short chain names

_FEW = ("ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة")
_PLACE = {
    EvidenceTarget.TITLE: gettext_lazy("in the headline"),
    EvidenceTarget.STANDFIRST: gettext_lazy("in the standfirst"),
    EvidenceTarget.BYLINE: gettext_lazy("in the byline"),
    EvidenceTarget.BODY: gettext_lazy("in the text"),
    EvidenceTarget.FOOTER: gettext_lazy("in the closing line"),
}


@register.filter
def name_of(hop: Hop) -> str:
    """What readers call the source: its Arabic name (that of the article's day, where it had
    another), or the name in the text."""
    source = hop.citation.source
    if source is None:
        return hop.citation.name
    return getattr(hop.citation, "name_then", None) or source.label or source.name


@register.filter
def name_now(hop: Hop) -> str:
    """What the source is called today, where it had another name then; '' else."""
    source = hop.citation.source
    return str(source) if source is not None and str(source) != name_of(hop) else ""


@register.filter
def web_address(address: str) -> str:
    """The address, if it is one of the web; '' else, so that no link runs anything."""
    return address if address.startswith(("https://", "http://")) else ""


@register.filter
def place(hop: Hop) -> str:
    """Where the evidence stands: «في ذيل المادة»."""
    target = hop.citation.target
    return str(_PLACE[EvidenceTarget(target)]) if target else ""


@register.filter
def evidence_stands(hop: Hop) -> bool:
    """Whether the words that the link rests on are still in the article."""
    return hop.citation.evidence_state == EvidenceState.FOUND


@register.filter
def marked_in_text(hop: Hop) -> bool:
    """Whether the evidence is marked in the text of the article, so that a link can lead there."""
    return evidence_stands(hop) and hop.citation.target == EvidenceTarget.BODY


@register.filter
def line_parts(chain: list[Hop]) -> list[list[Hop]]:
    """The chain cut where a new line begins at the article."""
    parts: list[list[Hop]] = []
    for hop in chain:
        if hop.depth == 0:
            parts.append([])
        parts[-1].append(hop)
    return parts


@register.simple_tag
def chain_summary(chain: list[Hop]) -> str:
    """«ثلاثة مصادر مسمّاة، أصل واحد مستقل»: never the number of sources without that of origins."""
    named, origins = counts(chain)
    sources = ngettext("%(n)s named source", "%(n)s named sources", named)
    roots = ngettext("%(n)s independent origin", "%(n)s independent origins", origins)
    said = {
        "sources": sources % {"n": count_in_words(named)},
        "origins": roots % {"n": count_in_words(origins)},
    }
    return _("%(sources)s, %(origins)s") % said


@register.simple_tag
def sanad(article: Article, mark: Source | str | None = None) -> SafeString:
    """The short chain under a headline; `mark` is the source whose page this is. '' without one.

    `article.links` comes from articles.queries.chain.links.
    """
    found = lines(hops(article.links))  # type: ignore[attr-defined]
    if not found:
        return SafeString()
    marked = mark if isinstance(mark, Source) else None  # a template without it gives ""
    shown = [_line(line, marked, n) for n, line in enumerate(found[:MOST_LINES])]
    left = len(found) - len(shown)
    html = format_html_join(_(", "), "{}", ((line,) for line in shown))
    if left:
        more = ngettext("and %(n)s other", "and %(n)s others", left) % {"n": digits(left)}
        html = format_html("{} {}", html, more)
    return format_html('<p class="sanad">{}</p>', html)


@register.simple_tag
def part_of(source: Source, article: Article) -> SafeString:
    """What the source is to an article of a list: the origin of the report, or relayed from."""
    links = [
        hop
        for hop in hops(article.links)  # type: ignore[attr-defined]
        if hop.citation.source_id == source.pk
    ]
    if any(hop.origin for hop in links):
        return format_html('<p class="role rub">{}</p>', _("Origin of the report"))
    return format_html('<p class="role">{}</p>', _("Relayed from"))


def count_in_words(number: int, words: Sequence[str] = _FEW) -> str:
    """A number before a masculine noun, as newsrooms write it: to ten in words."""
    return words[number - 3] if 3 <= number <= 10 else digits(number)


def _line(line: list[Hop], mark: Source | None, number: int) -> SafeString:
    words = []
    for step, hop in enumerate(line):
        word = pgettext("chain", "and from") if number and not step else pgettext("chain", "from")
        words.append((word, _name(hop, mark)))
    return format_html_join(" ", "<b>{}</b>&nbsp;{}", words)


def _name(hop: Hop, mark: Source | None) -> SafeString:
    name = isolate(name_of(hop))
    marked = mark is not None and hop.citation.source_id == mark.pk
    if marked:
        return format_html(
            "<mark{}>{}</mark>", SafeString(' class="root"' if hop.origin else ""), name
        )
    return format_html('<span class="root">{}</span>', name) if hop.origin else name
