"""Names in one piece: a descriptive name with the known one in it, and with its short form."""

from collections.abc import Iterable, Sequence

from articles.attribution import lexicon as lex
from articles.attribution.descriptive import AGENCY
from articles.attribution.descriptive import HEADS as DESCRIPTIVE
from articles.attribution.names_found import Found
from articles.attribution.places import after_name, is_adjective, known_word
from articles.attribution.table import Form
from articles.attribution.words import Words

_LONG_FORMS = DESCRIPTIVE | lex.folded_set("هيئة الهيئة قناة القناة الأنباء أنباء")


def with_descriptive(words: Words, found: list[Found], described: Iterable[Found]) -> list[Found]:
    """Known names and descriptive ones; where they overlap, the known one grows to hold both:
    «وكالة [الأنباء السورية]» is one name."""
    by_word = {i: one for one in found for i in range(one.first, one.last + 1)}
    grown = dict.fromkeys(found)
    for one in described:
        known = next((by_word[i] for i in range(one.first, one.last + 1) if i in by_word), None)
        if known is None:
            grown[one] = None
        elif known in grown and known.first > one.first:
            del grown[known]
            last, end = max((known.last, known.end), (one.last, one.end))
            kinds = ("agency",) if known_word(words.at(one.first), AGENCY)[1] else ("broadcaster",)
            forms = tuple(form for form in known.forms if form.entry.kind in kinds)
            grown[one._replace(last=last, end=end, forms=forms)] = None
    return sorted(grown, key=lambda one: one.start)


def without_adjectives(words: Words, found: Sequence[Found]) -> list[Found]:
    """The names but those that are an adjective of what stands before: «(مورجن بوست) الألمانية»."""
    by_name = taken(list(found))
    return [
        one
        for one in found
        if not (
            one.weak
            and one.first == one.last
            and is_adjective(words.at(one.first))
            and (one.first - 1 in by_name or is_adjective(words.at(one.first - 1)))
        )
    ]


def taken(found: Sequence[Found]) -> set[int]:
    """The words that belong to a name."""
    return {i for one in found for i in range(one.first, one.last + 1)}


def joined(words: Words, found: Sequence[Found]) -> list[Found]:
    """A descriptive name with its short form in brackets is one: «وكالة الأنباء السورية (سانا)»."""
    names: list[Found] = []
    for one in found:
        last = names[-1] if names else None
        if last is not None and _short_form(words, last, one):
            shared = [f for f in last.forms if f.entry in {form.entry for form in one.forms}]
            names[-1] = last._replace(
                last=one.last,
                end=_closed(words, one.end),
                forms=_certain(shared or one.forms),
            )
        else:
            names.append(one)
    return names


def _certain(forms: Iterable[Form]) -> tuple[Form, ...]:
    """The forms as unmistakable ones: the long name beside them says what they mean."""
    return tuple(form._replace(weak=False) for form in forms)


def _short_form(words: Words, long: Found, short: Found) -> bool:
    begin = words.at(long.first)
    if not known_word(begin, _LONG_FORMS)[1] or short.prefix:
        return False
    if short.first > after_name(words, long.last, most=3):
        return False
    gap = words.gap(short.first)
    shared = {f.entry.name for f in long.forms} & {f.entry.name for f in short.forms}
    if not gap.strip():
        return bool(shared) or (
            not long.forms and any(f.entry.kind == "agency" for f in short.forms)
        )
    return gap.strip()[:1] in ("(", "[", "«", '"', "“", "”") and gap.strip() != ""


def _closed(words: Words, end: int) -> int:
    after = words.raw[end : end + 1]
    return end + 1 if after and after in ')]»"”“' else end
