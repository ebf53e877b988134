"""Finding the speakers of an article: who speaks, under which names, and with which words."""

from bisect import bisect_left
from collections.abc import Sequence

from articles.attribution import titles as t
from articles.attribution.quoting import tie
from articles.attribution.speakers_events import Event, Finder
from articles.attribution.speakers_known import Known, Roll
from articles.attribution.speakers_phrases import PERSON, Phrase
from articles.attribution.speakers_scene import Scene
from articles.attribution.types import SPOKEN, STATEMENT, Mention, Quotation, Speaker, Texts

_BODY = "body"


def find_speakers(texts: Texts, mentions: Sequence[Mention]) -> tuple[Speaker, ...]:
    """The persons and institutions whose words the body gives, in order of appearance.

    Media are none: what `mentions` cover is left out. One speaker under several names («سفير قطر
    لدى روسيا», «السفير», his name) is one; a verb without a subject goes on with the last one.
    Offsets in code points of the body. Never raises; linear in the length of the text.
    """
    if not texts.body:
        return ()
    body_mentions = [mention for mention in mentions if mention.target == _BODY]
    scene = Scene(texts.body, body_mentions)
    events = Finder(scene, body_mentions).find()
    roll = Roll()
    owners = _resolve(scene, roll, events)
    places = _places(scene, roll, events)
    quoted = tie(scene, events)
    said: list[list[Quotation]] = [[] for _ in roll.all]
    first: dict[int, Event] = {}
    for event, owner, quotations in zip(events, owners, quoted, strict=True):
        if owner is not None:
            said[owner.number].extend(quotations)
            first.setdefault(owner.number, event)
    return tuple(
        _speaker(scene, known, first[known.number], places[known.number], said[known.number])
        for known in roll.all
    )


def _resolve(scene: Scene, roll: Roll, events: Sequence[Event]) -> list[Known | None]:
    """Who speaks in each event; None for media and where nobody is known."""
    owners: list[Known | None] = []
    for event in events:
        owner: Known | None = None
        if event.media:
            roll.current = None
        elif event.phrase is not None:
            owner = roll.meant(event.phrase)
            if owner is None:
                owner = roll.add(event.phrase)
            else:
                roll.learn(owner, event.phrase)
        else:
            owner = roll.followed(event.gender)
        if owner is not None:
            roll.speak(owner, event.gender)
        owners.append(owner)
    return owners


def _places(scene: Scene, roll: Roll, events: Sequence[Event]) -> list[list[tuple[int, int]]]:
    """Where each speaker is named, also where he does not speak, as ranges of words in order."""
    places = [[(p.start, p.end) for p in known.phrases] for known in roll.all]
    taken = sorted(place for known in places for place in known)
    names, heads = roll.names_known(), roll.heads_known()
    words = scene.words
    free = 0
    for i, word in enumerate(words.folded):
        if i < free:
            continue
        at = bisect_left(taken, (i, 0))
        if at < len(taken) and taken[at][0] == i:
            free = max(free, taken[at][1])
            continue
        phrase = _reference(scene, i, word, names, heads)
        if phrase is None:
            continue
        known = roll.meant(phrase)
        limit = taken[at][0] if at < len(taken) else len(words)
        if known is not None and known.kind == PERSON and not known.anonymous:
            end = min(phrase.end, limit)
            places[known.number].append((i, end))
            free = end
    return [sorted(set(found)) for found in places]


def _reference(
    scene: Scene, i: int, word: str, names: dict[str, Known], heads: set[str]
) -> Phrase | None:
    """A phrase at the word `i` that may name a speaker again without his speaking."""
    if word in names and i not in scene.mention_at:
        before = scene.words.at(i - 1)
        if word != names[word].names[-1] or before in t.NAME_LINKS or before in t.GIVEN_NAMES:
            return None
        return Phrase(i, i + 1, PERSON, "", None, (i, i + 1), names=(word,))
    head = t.OFFICES.get(word) or t.ROLES.get(word)
    if head in heads or (word in t.HONORIFICS and scene.words.at(i + 1) in names):
        return scene.reader.read(i) if scene.reader.is_head(i) else None
    return None


def _speaker(
    scene: Scene,
    known: Known,
    event: Event,
    places: Sequence[tuple[int, int]],
    quotations: Sequence[Quotation],
) -> Speaker:
    words = scene.words
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
        name="" if known.anonymous else name or title,
        title=title,
        kind=known.kind,
        role=STATEMENT if event.written else SPOKEN,
        cue=scene.raw[cue_start:cue_end],
        cue_start=cue_start,
        cue_end=cue_end,
        anonymous=known.anonymous,
        confidence=certain if quotations else certain - 0.3,
        places=tuple(_span(scene, *place) for place in places),
        quotations=tuple(sorted(set(quotations), key=lambda q: (q.start, q.end))),
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
    known = (t.OFFICES, t.ROLES, t.INSTITUTIONS, t.HONORIFICS, t.COUNTRIES, t.GIVEN_NAMES)
    if any(word in table for table in known):
        return 0
    return int(any(rest in table for table in known))


def _cut(scene: Scene, words: tuple[int, int] | None) -> str:
    if words is None:
        return ""
    start, end = _span(scene, *words)
    return scene.raw[start:end]
