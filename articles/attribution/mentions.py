"""Mentions: the places of a text that attribute something to a media source, with role and cue."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from articles.attribution import before, following
from articles.attribution import lexicon as lex
from articles.attribution import types as t
from articles.attribution.candidates import (
    another_kind,
    fitting,
    own_names,
    publisher_entries,
    ranked,
)
from articles.attribution.confidence import confidence
from articles.attribution.descriptive import AGENCY, by_number, described, descriptive
from articles.attribution.descriptive import HEADS as DESCRIPTIVE
from articles.attribution.lines import Line, lines
from articles.attribution.names_found import Finder, Found
from articles.attribution.places import Place, after_name, known_word, place_of
from articles.attribution.seeking import Verdict
from articles.attribution.table import Entry, Form, NameTable
from articles.attribution.unknown import unknown
from articles.attribution.words import Words
from articles.text.fold import fold

_LONG_FORMS = DESCRIPTIVE | lex.folded_set("هيئة الهيئة قناة القناة الأنباء أنباء")


# Rules that suffice for an ordinary word without head noun and marks.
_FIT_BARE = frozenset({"talk", "taken", "verb", "relayed_verb"})
_AGAIN = frozenset({"according", "as_verb", "relayed_verb", "told", "talk", "taken"})
_TAKEN = fold("نقلا")


class MentionFinder:
    """Finds mentions by one table of names; it may be used for any number of articles."""

    def __init__(self, table: NameTable) -> None:
        self.table = table
        self.finder = Finder(table)
        self._own: dict[str, tuple[frozenset[str], str]] = {}

    def mentions(self, texts: t.Texts) -> tuple[t.Mention, ...]:
        """The mentions of all texts of an article, in the order of `TARGETS` and place."""
        own, country = self._publisher(texts.publisher)
        mentions: list[t.Mention] = []
        for target in t.TARGETS:
            text = texts.target(target)
            if text:
                mentions.extend(_Reader(self, target, Words(text), own, country).read())
        return tuple(_settle(mentions, self.table, own, country))

    def _publisher(self, publisher: str) -> tuple[frozenset[str], str]:
        known = self._own.get(publisher)
        if known is None:
            entries = publisher_entries(publisher, self.table) if publisher else ()
            country = entries[0].country if entries else ""
            known = own_names(publisher, self.table) if publisher else frozenset(), country
            self._own[publisher] = known
        return known


class _Reader:
    """Reads one text."""

    def __init__(
        self, parts: MentionFinder, target: str, words: Words, own: frozenset[str], country: str
    ) -> None:
        self.target, self.words, self.own, self.country = target, words, own, country
        self.table = parts.table
        found = parts.finder.find(words)
        found = _joined(words, _with_descriptive(words, found, descriptive(words)))
        found += unknown(words, _taken(found))
        self.found = sorted(found, key=lambda one: one.start)
        self.named: set[str] = set()

    def read(self) -> Iterator[t.Mention]:
        by_line = {line.place: line for line in self._lines()}
        previous: tuple[Place, Verdict] | None = None
        waiting: Place | None = None
        for i, one in enumerate(self.found):
            place = place_of(
                self.words, one.first, one.last, one.start, one.end, one.forms, one.prefix,
                one.before,
            )  # fmt: skip
            line = by_line.get(i)
            if line is not None:
                mention = self._of_line(place, line)
            else:
                if waiting is not None and not _linked(place, waiting):
                    waiting = None
                verdict = self._judge(place, previous, waiting)
                if verdict is None:
                    waiting = place
                    continue
                if waiting is not None and verdict.reason == "subject":
                    yield from self._maybe(self._of_verdict(waiting, verdict))
                waiting = None
                previous = place, verdict
                mention = self._of_verdict(place, verdict)
            yield from self._maybe(mention)

    @staticmethod
    def _maybe(mention: t.Mention | None) -> Iterator[t.Mention]:
        if mention is not None:
            yield mention

    def _lines(self) -> Iterator[Line]:
        if self.target in ("body", "footer", "byline"):
            yield from lines(self.words, self.found)

    def _judge(
        self, place: Place, previous: tuple[Place, Verdict] | None, waiting: Place | None
    ) -> Verdict | None:
        verdict = before.judge(place) or following.judge(place)
        if verdict is None and waiting is not None and following.opens(waiting):
            verdict = following.subject(place)  # «صحيفة X وموقع Y قد نشرا»
        if verdict is None and previous is not None:
            verdict = _shared(place, *previous)
        if verdict is None or (
            _unfit(place, verdict, self.table) and not self._again(place, verdict)
        ):
            return None
        if place.heads or place.quoted or not place.weak:
            self.named.update(form.entry.name for form in place.forms)
        return following.refined(place, verdict)

    def _again(self, place: Place, verdict: Verdict) -> bool:
        """Whether an ordinary word was a source before in this text, marked as one."""
        again = any(form.entry.name in self.named for form in place.forms)
        return again and verdict.reason in _AGAIN and not place.widened()

    def _of_verdict(self, place: Place, verdict: Verdict) -> t.Mention | None:
        start, end = self.words.starts[verdict.first], self.words.ends[verdict.last]
        if end > place.start:
            end = max(start, place.start)
        return self._mention(place, verdict.role, start, end, verdict.reason)

    def _of_line(self, place: Place, line: Line) -> t.Mention | None:
        return self._mention(place, line.role, line.cue_start, line.cue_end, line.reason)

    def _mention(
        self, place: Place, role: str, cue_start: int, cue_end: int, reason: str
    ) -> t.Mention | None:
        entries = fitting(place, self.table)
        if not place.forms and _describes(place) and not by_number(place.words, place.first):
            entries = described(self.words, place.first, place.last, self.table)
        own = bool(entries) and all(entry.name in self.own for entry in entries)
        some = any(entry.name in self.own for entry in entries)
        if some and role == t.INTERVIEW:
            entries, own = tuple(e for e in entries if e.name in self.own), True
        if (own or some) and role != t.INTERVIEW:
            return None
        start, end = _span(place)
        return t.Mention(
            target=self.target, start=start, end=end, exact=self.words.raw[start:end], role=role,
            cue=self.words.raw[cue_start:cue_end], cue_start=cue_start, cue_end=cue_end,
            candidates=tuple(entry.name for entry in entries),
            confidence=confidence(place, reason), reasons=_reasons(place, reason), own=own,
        )  # fmt: skip


def _with_descriptive(words: Words, found: list[Found], described: Iterable[Found]) -> list[Found]:
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


def _taken(found: Sequence[Found]) -> set[int]:
    return {i for one in found for i in range(one.first, one.last + 1)}


def _describes(place: Place) -> bool:
    return known_word(place.words.at(place.first), DESCRIPTIVE)[1] != ""


def _joined(words: Words, found: Sequence[Found]) -> list[Found]:
    """A descriptive name with its short form in brackets is one: «وكالة الأنباء السورية (سانا)»."""
    joined: list[Found] = []
    for one in found:
        last = joined[-1] if joined else None
        if last is not None and _short_form(words, last, one):
            shared = [f for f in last.forms if f.entry in {form.entry for form in one.forms}]
            joined[-1] = last._replace(
                last=one.last,
                end=_closed(words, one.end),
                forms=_certain(shared or one.forms),
            )
        else:
            joined.append(one)
    return joined


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


def _span(place: Place) -> tuple[int, int]:
    return place.start, place.end


def _shared(place: Place, last: Place, verdict: Verdict) -> Verdict | None:
    """«ذكرت X وY», «لإذاعة X وشبكة Y»: the second name shares the cue of the first."""
    if not _linked(place, last) or (place.weak and not place.marked):
        return None
    return verdict._replace(reason="shared")


def _linked(place: Place, last: Place) -> bool:
    """Whether a name follows another at once, after «و», «أو», a comma or a stroke."""
    if place.clitics not in ("", "و", "ول", "وب", "ل"):
        return False
    words, begin = place.words, place.head_at
    end = after_name(words, last.last)
    between = range(last.last + 1, begin + 1)
    if begin < end or begin - end > 1 or any(words.ends_sentence(k) for k in between):
        return False
    gap = words.gap(begin)
    return (
        "و" in place.clitics
        or any(mark in gap for mark in ",،/")
        or (begin - end == 1 and words.at(begin - 1) in ("و", "او"))
    )


def _unfit(place: Place, verdict: Verdict, table: NameTable) -> bool:
    """Whether a weak or unknown name has too little beside it to be a source."""
    if not place.forms:
        return not place.heads and not _describes(place)
    if another_kind(place, table):
        return True
    if verdict.reason == "on_air" and not place.heads and (place.weak or place.before() == "في"):
        return True
    telling = [h for h in place.heads if h not in lex.LOOSE_HEADS and h not in lex.WIDE_HEADS]
    if not place.weak or place.quoted or telling:
        return False
    if place.widened():
        return True
    if (
        place.words.at(place.first) in lex.HEAD_TAILS
        and place.words.at(place.last) in lex.NATIONALITIES
    ):
        return False  # «مراسل الأنباء الفرنسية»
    if place.heads and place.heads[0] in lex.WIDE_HEADS:
        return True
    if place.heads or place.words.at(place.last + 1) == _TAKEN:
        return False
    noun = all(word in lex.NOUNS or word in lex.ADVERBS for word in place.named())
    talked = verdict.reason == "talk" and not ("ل" in place.clitics or place.before() == "مع")
    return noun or talked or verdict.reason not in _FIT_BARE


def _reasons(place: Place, reason: str) -> tuple[str, ...]:
    reasons = [reason]
    if place.heads:
        reasons.append("head_noun")
    if place.quoted:
        reasons.append("marked")
    if place.weak:
        reasons.append("ordinary_word")
    if not place.forms:
        reasons.append("unknown_name")
    return tuple(reasons)


def _settle(
    mentions: Sequence[t.Mention], table: NameTable, own: frozenset[str], country: str
) -> Iterator[t.Mention]:
    """The mentions with their candidates in order of what the whole article says."""
    named = frozenset(m.source for m in mentions if m.source)
    for mention in mentions:
        if len(mention.candidates) < 2:
            yield mention
            continue
        entries: list[Entry] = [table.entries[name] for name in mention.candidates]
        order = ranked(entries, table, own, named, country)
        yield replace(mention, candidates=tuple(entry.name for entry in order))
