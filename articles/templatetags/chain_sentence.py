"""The chain of an article as one Arabic sentence, its words of transmission set apart."""

from collections import defaultdict
from dataclasses import dataclass, field

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from articles.models import CitationRole
from articles.queries.chain import Hop
from articles.templatetags.arabic import digits, isolate
from articles.templatetags.chain_names import Noun, noun_of

register = template.Library()

# A sentence that names more than this is read by nobody; the list has them all.
MOST_CLAUSES = 4  # links next to the article
MOST_LEAVES = 3  # origins behind one link
MOST_STEPS = 6  # links of one line

# How the first link begins the sentence, and how a further one goes on.
_RELAYED = {
    "f": pgettext_lazy("chain, feminine", "This article was relayed by"),
    "m": pgettext_lazy("chain, masculine", "This article was relayed by"),
    "": pgettext_lazy("chain", "This article is relayed from"),
}
_RELAYED_TOO = {
    "f": pgettext_lazy("chain, feminine", "and it was relayed by"),
    "m": pgettext_lazy("chain, masculine", "and it was relayed by"),
    "": pgettext_lazy("chain", "and it is relayed from"),
}
_DISTRIBUTED = {
    "f": pgettext_lazy("chain, feminine", "This article was distributed by"),
    "m": pgettext_lazy("chain, masculine", "This article was distributed by"),
}
_DISTRIBUTED_TOO = {
    "f": pgettext_lazy("chain, feminine", "and it was distributed by"),
    "m": pgettext_lazy("chain, masculine", "and it was distributed by"),
}
# What an article or a link rests on, before the name.
_WHAT = {
    CitationRole.REPORTED: {
        "f": pgettext_lazy("chain, feminine", "a report published by"),
        "m": pgettext_lazy("chain, masculine", "a report published by"),
        "": pgettext_lazy("chain", "a report relayed from"),
    },
    CitationRole.INTERVIEW: {
        "f": pgettext_lazy("chain, feminine", "an interview held by"),
        "m": pgettext_lazy("chain, masculine", "an interview held by"),
        "": pgettext_lazy("chain", "an interview with"),
    },
    CitationRole.QUOTED: {"": pgettext_lazy("chain", "a text quoted from")},
    CitationRole.AGENCY_COPY: {
        "f": pgettext_lazy("chain, feminine", "a text distributed by"),
        "m": pgettext_lazy("chain, masculine", "a text distributed by"),
        "": pgettext_lazy("chain", "a text from the distribution of"),
    },
    CitationRole.SPOKEN: {"": pgettext_lazy("chain", "the words of")},
    CitationRole.STATEMENT: {
        "f": pgettext_lazy("chain, feminine", "a statement issued by"),
        "m": pgettext_lazy("chain, masculine", "a statement issued by"),
        "": pgettext_lazy("chain", "a statement by"),
    },
}
_ALSO = {
    "f": pgettext_lazy("chain, feminine", "and also, by"),
    "m": pgettext_lazy("chain, masculine", "and also, by"),
    "": pgettext_lazy("chain", "and also, by"),
}
_PLAIN = (CitationRole.RELAYED, CitationRole.CREDIT)


@dataclass(slots=True)
class _Telling:
    """A sentence in the making: who stands behind whom, who was named, what waits for its turn."""

    behind: dict[int, list[Hop]]
    named: int = 0
    clauses: list[SafeString] = field(default_factory=list)
    waiting: list[tuple[Hop, Hop]] = field(default_factory=list)


@register.simple_tag
def chain_sentence(chain: list[Hop]) -> SafeString:
    """The chain told to its end: «نقل هذه المادةَ موقع … عن مجلة … عن …», '' for an empty one.

    Links next to the article are joined by commas, a further branch behind one link by a
    semicolon, and what would make the sentence too long is counted.
    """
    if not chain:
        return SafeString()
    telling = _Telling(_children(chain))
    rests = False
    for number, hop in enumerate(telling.behind[0][:MOST_CLAUSES]):
        words, rests = _opening(hop, first=not number, after_rests=rests)
        telling.clauses.append(_with_line(telling, hop, words))
    html = format_html_join(_(", "), "{}", ((clause,) for clause in telling.clauses))
    for parent, hop in telling.waiting:  # grows while it is told
        noun = noun_of(parent)
        told = _clause(_ALSO[noun.gender], noun.text)
        html = format_html("{}{}{} {}", html, _("; "), told, _with_line(telling, hop, _from(hop)))
    left = len(chain) - telling.named
    if left:
        more = ngettext(
            "and %(n)s more source in the list", "and %(n)s more sources in the list", left
        )
        html = format_html("{}{}{}", html, _(", "), more % {"n": digits(left)})
    return format_html("{}.", html)


@register.filter
def led_by(hop: Hop) -> str:
    """The words that lead to a link in the list, where each stands on a line of its own."""
    if not hop.depth and CitationRole(hop.citation.role) in _PLAIN:
        return pgettext("chain", "relayed from")
    return _from(hop)


def _children(chain: list[Hop]) -> dict[int, list[Hop]]:
    """The links behind each, by its number; 0 is the article."""
    behind: dict[int, list[Hop]] = defaultdict(list)
    for hop in chain:
        behind[hop.parent.number if hop.parent else 0].append(hop)
    return behind


def _opening(hop: Hop, *, first: bool, after_rests: bool) -> tuple[str, bool]:
    """The words before a link next to the article, and whether they say what it rests on."""
    role, gender = CitationRole(hop.citation.role), noun_of(hop).gender
    if role in _PLAIN:
        return str((_RELAYED if first else _RELAYED_TOO)[gender]), False
    if role == CitationRole.AGENCY_COPY and gender:
        return str((_DISTRIBUTED if first else _DISTRIBUTED_TOO)[gender]), False
    what = _what(hop)
    if first:
        return pgettext("chain", "This article rests on %(what)s") % {"what": what}, True
    if after_rests:
        return pgettext("chain", "and on %(what)s") % {"what": what}, True
    return pgettext("chain", "and it rests on %(what)s") % {"what": what}, True


def _what(hop: Hop) -> str:
    forms, noun = _WHAT[CitationRole(hop.citation.role)], noun_of(hop)
    gender = "" if _held_with(hop, noun) else noun.gender
    return str(forms.get(gender, forms[""]))


def _held_with(hop: Hop, noun: Noun) -> bool:
    """Whether an interview is with the source itself, which is no outlet."""
    return hop.citation.role == CitationRole.INTERVIEW and not noun.outlet


def _from(hop: Hop) -> str:
    """The words before a link behind another: «عن», «عن مقابلة أجرتها», «على لسان», «مع»."""
    role = CitationRole(hop.citation.role)
    if role in _PLAIN:
        return pgettext("chain", "from")
    if role == CitationRole.SPOKEN:
        return pgettext("chain", "with") if _in_interview(hop) else pgettext("chain", "by mouth of")
    return pgettext("chain", "from %(what)s") % {"what": _what(hop)}


def _in_interview(hop: Hop) -> bool:
    """Whether the one who speaks does so in an interview that the link before held."""
    before = hop.parent
    if before is None or before.citation.role != CitationRole.INTERVIEW:
        return False
    noun = noun_of(before)
    return noun.outlet and bool(noun.gender)


def _with_line(telling: _Telling, hop: Hop, words: str) -> SafeString:
    """A link and all that stands behind it in one line; other branches are left waiting."""
    html = _clause(words, noun_of(hop).text)
    telling.named += 1
    for _step in range(MOST_STEPS):
        behind = telling.behind[hop.number]
        leaves = [one for one in behind if one.origin]
        leaves.sort(key=lambda one: one.citation.role != CitationRole.SPOKEN)
        deep = [one for one in behind if not one.origin]
        shown = [*leaves[:MOST_LEAVES], *deep[:1]]
        for number, one in enumerate(shown):
            before = _from(one)
            if number:
                before = pgettext("chain", "and %(words)s") % {"words": before}
            html = format_html("{} {}", html, _clause(before, noun_of(one).text))
        telling.named += len(shown)
        if len(telling.waiting) < MOST_CLAUSES:
            telling.waiting.extend((hop, one) for one in deep[1:MOST_CLAUSES])
        if not deep:
            break
        hop = deep[0]
    return html


def _clause(words: object, name: str) -> SafeString:
    return format_html("<b>{}</b> {}", words, isolate(name))
