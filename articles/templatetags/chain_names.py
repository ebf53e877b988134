"""What a source is called in a sentence: its head noun («صحيفة», «موقع») and the gender of it; and
what is said of it beside its name."""

import re
from dataclasses import dataclass
from typing import Literal

from django import template
from django.utils.translation import gettext as _

from articles.models import SourceKind
from articles.queries.chain import Hop
from articles.templatetags.addresses import country
from articles.templatetags.chain import name_of

register = template.Library()

LONGEST_ABOUT = 120  # code points of a description that stands beside a link of a chain

Gender = Literal["f", "m", ""]

# The noun that a kind of outlet gets before a name that has none. The texts are Arabic whatever
# the language of the site: they stand before Arabic names, and verbs agree with them.
_NOUNS: dict[str, tuple[str, Gender]] = {
    SourceKind.AGENCY: ("وكالة", "f"),
    SourceKind.NEWSPAPER: ("صحيفة", "f"),
    SourceKind.MAGAZINE: ("مجلة", "f"),
    SourceKind.BROADCASTER: ("قناة", "f"),
    SourceKind.SITE: ("موقع", "m"),
    SourceKind.JOURNAL: ("دورية", "f"),
}
# With these a name says itself what it is called.
_OUTLETS: dict[str, Gender] = {
    **dict.fromkeys(
        (
            "وكالة", "صحيفة", "جريدة", "يومية", "أسبوعية", "مجلة", "دورية", "نشرة", "قناة",
            "إذاعة", "محطة", "شبكة", "فضائية", "بوابة", "منصة", "مدونة", "هيئة", "مؤسسة", "دار",
        ),
        "f",
    ),
    **dict.fromkeys(("موقع", "تلفزيون", "تلفاز", "راديو", "ملحق", "مركز", "بث"), "m"),
}  # fmt: skip
_OTHERS: dict[str, Gender] = {
    **dict.fromkeys(
        (
            "وزارة", "حكومة", "منظمة", "لجنة", "جامعة", "شركة", "سفارة", "رئاسة", "محكمة",
            "جمعية", "بلدية", "أكاديمية", "نقابة", "بعثة", "قيادة", "مفوضية", "غرفة", "إدارة",
        ),
        "f",
    ),
    **dict.fromkeys(
        (
            "مجلس", "مكتب", "معهد", "اتحاد", "حزب", "بنك", "مصرف", "صندوق", "ديوان", "جهاز",
            "نادي", "منتدى", "متحف", "جيش", "برنامج", "قصر", "كرملين", "بيت", "برلمان", "حلف",
        ),
        "m",
    ),
}  # fmt: skip
_RADIO = re.compile(r"\b(?:راديو|radio|fm)\b", re.IGNORECASE)
_DOMAIN = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Noun:
    """`text` is the name with its head noun; `gender` is that of verbs before or after it, '' where
    the name does not say; `outlet` says that it is one that publishes."""

    text: str
    gender: Gender
    outlet: bool


def noun_of(hop: Hop) -> Noun:
    """The source of a link as a sentence calls it: «صحيفة كوميرسانت», «سفير قطر لدى روسيا»."""
    name = name_of(hop)
    source = hop.citation.source
    kind = source.kind if source is not None else ""
    if kind == SourceKind.PERSON:
        return Noun(name, "", outlet=False)
    first = _bare(name)
    if first in _OUTLETS:
        return Noun(name, _OUTLETS[first], outlet=kind != SourceKind.INSTITUTION)
    if kind in _NOUNS:
        word, gender = _noun(kind, name)
        return Noun(f"{word} {name}", gender, outlet=True)
    if first in _OTHERS:
        return Noun(name, _OTHERS[first], outlet=False)
    ends = kind == SourceKind.INSTITUTION and first.endswith("ة")
    return Noun(name, "f" if ends else "", outlet=False)


@register.filter
def called(hop: Hop) -> str:
    """The source of a link by its name and head noun: «صحيفة كوميرسانت»."""
    return noun_of(hop).text


@register.filter
def about(hop: Hop) -> str:
    """What the newsroom says of the source, else its kind, where its name does not say it, and its
    country: «دورية روسية في شؤون الدفاع.», «قطر.»; '' where nothing is known."""
    source = hop.citation.source
    if source is None:
        return ""
    said = source.description.strip()
    if said and len(said) <= LONGEST_ABOUT and "\n" not in said:
        return said if said[-1] in ".!؟" else f"{said}."
    parts = []
    plain = source.kind in (SourceKind.PERSON, SourceKind.OTHER)
    if not plain and _bare(called(hop)) != _bare(source.get_kind_display()):
        parts.append(str(source.get_kind_display()))
    if source.country:
        parts.append(country(source.country))
    return f"{_(', ').join(parts)}." if parts else ""


def short_name(hop: Hop) -> str:
    """The name without its head noun, where there is no room for both."""
    name = name_of(hop)
    rest = name.partition(" ")[2].strip()
    return rest if rest and _bare(name) in _OUTLETS else name


def _noun(kind: str, name: str) -> tuple[str, Gender]:
    if _DOMAIN.fullmatch(name):
        return _NOUNS[SourceKind.SITE]
    if kind == SourceKind.BROADCASTER and _RADIO.search(name):
        return "إذاعة", "f"
    return _NOUNS[kind]


def _bare(name: str) -> str:
    """The first word without its article."""
    first = (name.split() or [""])[0].strip("«»\"'“”()")
    return first.removeprefix("ال") if len(first) > 4 else first
