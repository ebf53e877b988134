"""Finding the speakers of an article: who speaks, under which names, and with which words."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from articles.attribution import titles as t
from articles.attribution.quoting import tie
from articles.attribution.speakers_events import Event, Finder
from articles.attribution.speakers_known import Known, Roll
from articles.attribution.speakers_phrases import INSTITUTION, PERSON, Phrase
from articles.attribution.speakers_scene import Scene, scene_of
from articles.attribution.speakers_verbs import MANY
from articles.attribution.types import SPOKEN, STATEMENT, Mention, Quotation, Speaker, Texts
from articles.text.fold import fold

_BODY = "body"
_BEGINNINGS = frozenset(
    (*t.OFFICES, *t.ROLES, *t.HONORIFICS, *t.GIVEN_NAMES, *t.INSTITUTIONS),
)
# The tables of words with which the name of a speaker begins.
_BEGINNERS: tuple[Container[str], ...] = (
    t.SOURCES,
    t.GROUPS,
    t.OFFICES,
    t.ROLES,
    t.INSTITUTIONS,
    t.HONORIFICS,
    t.COUNTRIES,
    t.GIVEN_NAMES,
)


def find_speakers(
    texts: Texts, mentions: Sequence[Mention], scene: Scene | None = None
) -> tuple[Speaker, ...]:
    """The persons and institutions whose words the body gives, in order of appearance.

    Media are none: what `mentions` cover is left out. One speaker under several names («سفير قطر
    لدى روسيا», «السفير», his name) is one; a verb without a subject goes on with the last one.
    Offsets in code points of the body. Never raises; linear in the length of the text.
    """
    if not texts.body:
        return ()
    scene = scene or scene_of(texts, mentions)
    events = Finder(scene).find()
    said: dict[int, _Said] = {}
    for event, owner, quotations in zip(
        events, _resolve(scene, events, texts.title), tie(scene, events), strict=True
    ):
        if owner is not None:
            one = said.setdefault(id(owner), _Said(owner, event))
            one.quotations.extend(quotations)
            one.acts.append((event.start, event.end))
    return tuple(_speaker(scene, one) for one in said.values())


@dataclass(slots=True)
class _Said:
    """What somebody says, where first, and the words that let him say it, as (first, end)."""

    known: Known
    first: Event
    quotations: list[Quotation] = field(default_factory=list)
    acts: list[tuple[int, int]] = field(default_factory=list)


def _resolve(scene: Scene, events: Sequence[Event], title: str) -> list[Known | None]:
    """Who speaks in each event; None for media and where nobody is known.

    Persons who are named before they speak are met on the way, so that a surname or a title
    alone finds them.
    """
    roll = Roll(frozenset(fold(title).split()))
    owners: list[Known | None] = [None] * len(events)
    at_cue = {event.cue: number for number, event in enumerate(events)}
    covered = _covered(scene, events)
    free = 0
    introduced: tuple[int, Known] | None = None
    for i, word in enumerate(scene.words.folded):
        number = at_cue.get(i)
        if number is not None:
            named = introduced[1] if introduced and scene.paragraph[i] - introduced[0] < 2 else None
            owners[number] = _speaks(roll, events[number], named)
        elif i >= free and not covered[i] and (word in _BEGINNINGS or word in roll.by_name):
            phrase = _reference(scene, roll, i, word, covered)
            if phrase is None:
                continue
            free = phrase.end
            known = roll.refer(phrase)
            if known is not None and (phrase.names or phrase.kind == INSTITUTION):
                introduced = scene.paragraph[i], known
    return owners


def _covered(scene: Scene, events: Sequence[Event]) -> bytearray:
    """1 for each word of a phrase that names whoever speaks in an event."""
    covered = bytearray(len(scene.words))
    for event in events:
        if event.phrase is not None:
            for i in range(event.phrase.start, event.phrase.end):
                covered[i] = 1
    return covered


def _speaks(roll: Roll, event: Event, introduced: Known | None) -> Known | None:
    """Who speaks in an event; `introduced` was named last in its paragraph."""
    if event.media:
        roll.current = None
        return None
    if event.phrase is None:
        known = roll.followed(event.gender)
        if known is None and event.gender != MANY:
            known = introduced
    else:
        known = roll.meant(event.phrase)
        if known is None and event.phrase.doubtful:
            return None
        if known is None:
            known = roll.add(event.phrase)
        else:
            roll.learn(known, event.phrase)
    if known is not None:
        roll.speak(known, event.gender)
    return known


def _reference(scene: Scene, roll: Roll, i: int, word: str, covered: bytearray) -> Phrase | None:
    """A phrase at the word `i` that may name a person without his speaking."""
    reader, words = scene.reader, scene.words
    if i in scene.mention_at:
        return None
    if roll.surname(word) is not None:
        before = words.at(i - 1)
        if before in t.NAME_LINKS or before in t.GIVEN_NAMES:
            return None
        return Phrase(i, i + 1, PERSON, "", None, (i, i + 1), names=(word,))
    if i - scene.begins(i) < 2 and word in t.INSTITUTIONS:  # «أصدرت وزارة»
        phrase = reader.read(i)
        return phrase if phrase and not any(covered[k] for k in range(i, phrase.end)) else None
    given = word in t.GIVEN_NAMES
    if not (given or word in t.OFFICES or word in t.ROLES or word in t.HONORIFICS):
        return None
    phrase = reader.read(i)
    if phrase is None or any(covered[k] for k in range(i, phrase.end)):
        return None
    if given and phrase.head == "" and len(phrase.names) < 2:
        return None
    return phrase


def _speaker(scene: Scene, said: _Said) -> Speaker:
    words, known, event, quotations = scene.words, said.known, said.first, said.quotations
    places = sorted({(p.start, p.end) for p in (*known.phrases, *known.places)})
    start, end = _span(scene, *places[0])
    cue_start, cue_end = words.starts[event.cue], words.ends[event.cue]
    title = _title(scene, known)
    name = max((_cut(scene, p.name) for p in known.phrases), key=len, default="")
    certain = 0.9 if title or known.kind != PERSON else 0.6
    return Speaker(
        target=_BODY,
        start=start,
        end=end,
        exact=scene.raw[start:end],
        name="" if known.anonymous else _without_lam(name or title),
        title=_without_lam(title),
        kind=known.kind,
        role=STATEMENT if event.written else SPOKEN,
        cue=scene.raw[cue_start:cue_end],
        cue_start=cue_start,
        cue_end=cue_end,
        anonymous=known.anonymous,
        confidence=certain if quotations else certain - 0.3,
        places=tuple(_span(scene, *place) for place in places),
        quotations=tuple(sorted(set(quotations), key=lambda q: (q.start, q.end))),
        acts=tuple((words.starts[first], words.ends[end - 1]) for first, end in said.acts),
    )


def _title(scene: Scene, known: Known) -> str:
    """The title that stands with the name, else the first one that says of what."""
    titled = [phrase for phrase in known.phrases if phrase.title]
    titled.sort(key=lambda p: (p.name is None, not p.stems, p.start))
    return _cut(scene, titled[0].title) if titled else ""


def _span(scene: Scene, first: int, end: int) -> tuple[int, int]:
    """The span of the words `first` to `end`, proclitics before the first one left out."""
    words = scene.words
    return words.starts[first] + _proclitic(words.folded[first], scene.raw[words.starts[first]]), (
        words.ends[end - 1]
    )


def _proclitic(word: str, letter: str) -> int:
    """1 where a folded word begins with «و» or «ل» that is no part of it."""
    if letter not in "ول" or len(word) < 4:
        return 0
    rest = word[1:]
    if any(word in table for table in _BEGINNERS):
        return 0
    return int(any(rest in table for table in _BEGINNERS))


def _without_lam(name: str) -> str:
    """«للمتحدث باسم» as it stands without its preposition."""
    return f"ا{name[1:]}" if name.startswith("لل") else name


def _cut(scene: Scene, words: tuple[int, int] | None) -> str:
    if words is None:
        return ""
    start, end = _span(scene, *words)
    return scene.raw[start:end]
