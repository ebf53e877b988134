"""Who of the speakers known so far a phrase means: «السفير», «السفير القطري», the surname alone."""

from collections.abc import Collection
from dataclasses import dataclass, field

from articles.attribution import titles as t
from articles.attribution.speakers_phrases import INSTITUTION, PERSON, Phrase
from articles.attribution.speakers_verbs import MANY
from articles.text.fold import fold

_SAME_OFFICE = {fold("ناطق"): fold("متحدث"), fold("رئيسة"): fold("رئيس")}
_ALONE = frozenset({""})  # the stems of a form of respect, which nothing completes
_ANYBODY = frozenset(fold(word) for word in "مسؤول رجل".split())


@dataclass(slots=True)
class Known:
    """Somebody known so far: the phrases that name him, his names, what completes his titles,
    and the other `places` where a title means him."""

    kind: str
    phrases: list[Phrase] = field(default_factory=list)
    names: tuple[str, ...] = ()
    heads: dict[str, frozenset[str]] = field(default_factory=dict)
    anonymous: bool = False
    gender: str = ""
    places: list[Phrase] = field(default_factory=list)


class Roll:
    """The persons and institutions of one text, found again by name or office."""

    def __init__(self, title: Collection[str] = ()) -> None:
        """`title` are the folded words of the article's title."""
        self._title = title
        self.current: Known | None = None
        self.by_name: dict[str, Known] = {}
        self._by_head: dict[str, list[Known]] = {}
        self._last: dict[str, Known] = {}

    def speak(self, known: Known, gender: str) -> None:
        """`known` is the one who speaks now."""
        known.gender = known.gender or gender
        self.current = known
        self._last[known.gender] = known
        self._last[known.kind] = known

    def followed(self, gender: str) -> Known | None:
        """Who goes on where a verb has no subject: the last one whom the verb's gender fits."""
        current = self.current
        if gender == MANY:
            several = current and (current.anonymous or current.kind == INSTITUTION)
            return current if several else None
        if current is None or not gender or not current.gender or current.gender == gender:
            return current
        return self._last.get(gender, current)

    def meant(self, phrase: Phrase) -> Known | None:
        """The known speaker whom the phrase means, None for a new one."""
        if phrase.names:
            known = self._named(phrase) or self._headlined(phrase)
            if known is not None:
                return known
        elif phrase.tail and self.surname(phrase.tail):
            return self.surname(phrase.tail)
        head = _SAME_OFFICE.get(phrase.head, phrase.head)
        if phrase.anonymous and not phrase.definite:
            return None
        for known in reversed(self._by_head.get(head, ())):
            if _fits(known, phrase, head):
                return known
        last = self._last.get(PERSON)
        bare = phrase.kind == PERSON and phrase.definite and not phrase.names
        if last and bare and phrase.generic:
            # «المسؤول», and «الخبير» for one of whom only the name is known.
            return last if head in _ANYBODY or (last.names and not last.heads) else None
        return None

    def surname(self, word: str) -> Known | None:
        """The person whose name ends with a folded word."""
        known = self.by_name.get(word)
        return known if known and known.kind == PERSON and known.names[-1] == word else None

    def refer(self, phrase: Phrase) -> Known | None:
        """The one whom a phrase names who need not speak: one known or, with a name, new."""
        if phrase.generic and not phrase.names and phrase.head not in self._by_head:
            return None
        known = self.meant(phrase)
        if known is None and (phrase.names or phrase.kind == INSTITUTION):
            known = self.add(phrase)
        elif known is not None and phrase.names and known.kind == PERSON:
            self.learn(known, phrase)
        elif known is not None and known.kind == PERSON and not known.anonymous:
            known.places.append(phrase)
        return known

    def _named(self, phrase: Phrase) -> Known | None:
        for name in (phrase.names[-1], phrase.names[0]):
            known = self.by_name.get(name)
            if known is None:
                continue
            shorter, longer = sorted((set(phrase.names), set(known.names)), key=len)
            if shorter <= longer or (phrase.names[-1] == known.names[-1] and len(shorter) == 1):
                return known
        return None

    def _headlined(self, phrase: Phrase) -> Known | None:
        """«لافروف», whom the title names and the text has called «وزير الخارجية» so far."""
        current = self.current
        if len(phrase.names) > 1 or phrase.head or phrase.names[0] not in self._title:
            return None
        if current is None or current.kind != PERSON or current.names or current.anonymous:
            return None
        return current

    def add(self, phrase: Phrase) -> Known:
        """A new speaker of whom the phrase is the first."""
        known = Known(phrase.kind, anonymous=phrase.anonymous)
        self.learn(known, phrase)
        return known

    def learn(self, known: Known, phrase: Phrase) -> None:
        """The phrase is one of `known`; its names and titles find him from now on."""
        known.phrases.append(phrase)
        if len(phrase.names) > len(known.names):
            known.names = phrase.names
            known.anonymous = False
        for name in phrase.names:
            if name not in t.NAME_LINKS:
                self.by_name[name] = known
        self._hold(known, _SAME_OFFICE.get(phrase.head, phrase.head), phrase.stems)
        self._hold(known, phrase.respect, _ALONE)

    def _hold(self, known: Known, head: str, stems: frozenset[str]) -> None:
        """`known` can be called by the head from now on."""
        if not head:
            return
        if head not in known.heads:
            line = self._by_head.setdefault(head, [])
            line.append(known)
            # Enough for every article; keeps the search for one short in any text.
            del line[:-8]
        known.heads[head] = max(known.heads.get(head, frozenset()), stems, key=len)


def _fits(known: Known, phrase: Phrase, head: str) -> bool:
    """Whether a phrase with the same head as one of `known` may mean him."""
    if known.kind != phrase.kind or (known.names and phrase.names):
        # Institutions have their words for names; persons of other names are others.
        return known.kind == INSTITUTION == phrase.kind and _agree(known.heads[head], phrase)
    if known.anonymous and phrase.names:
        return False
    return _agree(known.heads[head], phrase)


def _agree(stems: frozenset[str], phrase: Phrase) -> bool:
    mine = phrase.stems
    if not mine or not stems:
        return phrase.definite or bool(mine or stems) or phrase.kind == INSTITUTION
    return mine <= stems or stems <= mine
