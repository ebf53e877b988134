"""Mentions: the places of a text that attribute something to a media source, with role and cue."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from articles.attribution import before, following
from articles.attribution import types as t
from articles.attribution.candidates import fitting, own_names, publisher_entries, ranked
from articles.attribution.confidence import confidence
from articles.attribution.descriptive import by_number, described, descriptive
from articles.attribution.fitness import AGAIN, describes, linked, shared, unfit, with_heads_of
from articles.attribution.lines import Line, lines
from articles.attribution.names_found import Finder
from articles.attribution.names_joined import joined, taken, with_descriptive, without_adjectives
from articles.attribution.places import Place, place_of
from articles.attribution.seeking import Verdict
from articles.attribution.table import Entry, NameTable
from articles.attribution.unknown import unknown
from articles.attribution.words import Words


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
                mentions.extend(_Reader(self, target, Words(text), own).read())
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
        self, parts: MentionFinder, target: str, words: Words, own: frozenset[str]
    ) -> None:
        self.target, self.words, self.own = target, words, own
        self.table = parts.table
        found = parts.finder.find(words)
        found = joined(words, with_descriptive(words, found, descriptive(words)))
        found = without_adjectives(words, found)
        found += unknown(words, taken(found))
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
                if waiting is not None and not linked(place, waiting):
                    waiting = None
                verdict = self._judge(place, previous, waiting)
                if verdict is None:
                    waiting = place
                    continue
                if waiting is not None and verdict.reason == "subject":
                    yield from self._maybe(self._of_verdict(waiting, verdict))
                waiting = None
                if verdict.reason.startswith("shared") and previous is not None:
                    place = with_heads_of(place, previous[0])
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
            verdict = shared(place, *previous)
        if verdict is None or (
            unfit(place, verdict, self.table) and not self._again(place, verdict)
        ):
            return None
        if place.heads or place.quoted or not place.weak:
            self.named.update(form.entry.name for form in place.forms)
        return following.refined(place, verdict)

    def _again(self, place: Place, verdict: Verdict) -> bool:
        """Whether an ordinary word was a source before in this text, marked as one."""
        again = any(form.entry.name in self.named for form in place.forms)
        return again and verdict.reason in AGAIN and not place.widened()

    def _of_verdict(self, place: Place, verdict: Verdict) -> t.Mention | None:
        start, end = self.words.starts[verdict.first], self.words.ends[verdict.last]
        if start < place.start < end:
            end = place.start
        elif place.start <= start < place.end:  # «رويترز: …» has no word for a cue
            start = end = place.start
        return self._mention(place, verdict.role, start, end, verdict.reason)

    def _of_line(self, place: Place, line: Line) -> t.Mention | None:
        return self._mention(place, line.role, line.cue_start, line.cue_end, line.reason)

    def _mention(
        self, place: Place, role: str, cue_start: int, cue_end: int, reason: str
    ) -> t.Mention | None:
        entries = fitting(place, self.table)
        if not place.forms and describes(place) and not by_number(place.words, place.first):
            entries = described(self.words, place.first, place.last, self.table)
        own = bool(entries) and all(entry.name in self.own for entry in entries)
        some = any(entry.name in self.own for entry in entries)
        if some and role == t.INTERVIEW:
            entries, own = tuple(e for e in entries if e.name in self.own), True
        if (own or some) and role != t.INTERVIEW:
            return None
        start, end = place.start, place.end
        return t.Mention(
            target=self.target, start=start, end=end, exact=self.words.raw[start:end], role=role,
            cue=self.words.raw[cue_start:cue_end], cue_start=cue_start, cue_end=cue_end,
            candidates=tuple(entry.name for entry in entries),
            confidence=confidence(place, reason), reasons=_reasons(place, reason), own=own,
        )  # fmt: skip


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
