"""Names of the table found in a text, whichever clitics they carry."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from articles.attribution import lexicon as lex
from articles.attribution.table import Form, NameTable, Node
from articles.attribution.words import LONGEST, REMEMBERED, Words

# What may stand between two words of one name: blanks and the dots or hyphens of abbreviations.
_INSIDE = re.compile(r"[^\S\n]{0,2}|\.[^\S\n]?|[-\u2010-\u2013\u2019'_&]|[^\S\n][-&][^\S\n]")
# What may stand between a clitic written apart and its name: «لـ "رويترز"», «ال بي بي سي».
_APART = re.compile(r"[^\S\n]{0,2}[\"'#(\[\u00ab\u00bb\u2018-\u201f]{0,2}[^\S\n]?")
_ALONE = {
    "ل": "ل", "لل": "ل", "ب": "ب", "و": "و", "ال": "", "ول": "ول", "وب": "وب", "وال": "و",
    "بال": "ب",
}  # fmt: skip


_NEWS = lex.folded_set("الأنباء أنباء")
_FOR_NEWS = lex.folded_set("للأنباء")


class Found(NamedTuple):
    """Words `first` to `last` are a name; it begins at `start` and ends at `end` (code points).

    `prefix` holds the clitics before it, `before` is the word to its left that is not part of
    them, and `forms` are the table's names, those of several sources where they share one.
    """

    first: int
    last: int
    start: int
    end: int
    prefix: str
    before: int
    forms: tuple[Form, ...]

    @property
    def weak(self) -> bool:
        """Whether the words alone do not tell a source from an ordinary word."""
        return all(form.weak for form in self.forms)


class Reading(NamedTuple):
    """A way to read the first word of a name: after `cut` letters of clitics it leads to `node`;
    an article that the name does not have was passed over where `article` is set."""

    prefix: str
    cut: int
    node: Node
    article: bool


class Finder:
    """Finds names of one table; remembers how each word may begin one."""

    def __init__(self, table: NameTable) -> None:
        self.table = table
        self._readings: dict[str, tuple[Reading, ...]] = {}

    def readings(self, word: str) -> tuple[Reading, ...]:
        """The ways in which a folded word begins a name, the one with fewest clitics first."""
        known = self._readings.get(word)
        if known is None:
            known = tuple(_read(self.table.root, word))
            if len(self._readings) >= REMEMBERED:
                self._readings.clear()
            if len(word) <= LONGEST:
                self._readings[word] = known
        return known

    def find(self, words: Words) -> list[Found]:
        """The names in a text from its beginning to its end, the longest at each place."""
        found: list[Found] = []
        i, count, readings = 0, len(words), self._readings
        while i < count:
            word = words.folded[i]
            if word in _FOR_NEWS and found and found[-1].last == i - 1:
                i += 1
                continue
            known = readings.get(word)
            if known is None:
                known = self.readings(word)
            best = _longest(words, i, known, self.table.root) if known else None
            if best and i < best.last:
                best = self._longer(words, i + 1, best)
            if best:
                found.append(best)
                i = best.last
            i += 1
        return found

    def _longer(self, words: Words, i: int, best: Found) -> Found:
        """`best`, or the name from the word `i` that goes on beyond it: «قناة فوكس» gives way to
        «فوكس نيوز» where the article writes «قناة فوكس نيوز»."""
        readings = self.readings(words.folded[i])
        other = _longest(words, i, readings, self.table.root) if readings else None
        return other if other and other.last > best.last else best


def _read(root: Node, word: str) -> Iterator[Reading]:
    for prefix, cut, rest in _splits(word):
        node = root.then.get(rest)
        if node:
            yield Reading(prefix, cut, node, False)
        if rest.startswith("ال") and len(rest) > 3:
            node = root.then.get(rest[2:])
            if node:
                yield Reading(prefix, cut, node, True)


def _splits(word: str) -> Iterator[tuple[str, int, str]]:
    """(clitics, their letters, rest) of a folded word, without clitics first."""
    yield "", 0, word
    if not "\u0620" <= word[:1] <= "\u064a":
        return
    starts = [("", 0, word)]
    if len(word) > 2 and word[0] in "وف":
        starts.append((word[0], 1, word[1:]))
        yield starts[-1]
    for prefix, cut, rest in starts:
        if len(rest) > 3 and rest.startswith("لل"):
            yield prefix + "ل", cut + 1, "ال" + rest[2:]
        if len(rest) > 2 and rest[0] in "بلك":
            yield prefix + rest[0], cut + 1, rest[1:]


def _longest(words: Words, i: int, readings: tuple[Reading, ...], root: Node) -> Found | None:
    best: Found | None = None
    for reading in readings:
        walked = _walk(words, i, reading.node)
        if walked is None:
            continue
        last, forms = walked
        if reading.article:
            forms = tuple(form for form in forms if not form.weak)
        if forms and (best is None or last > best.last):
            if _has_head(words, i, last, reading, forms, root):
                best = Found(i + 1, last, words.starts[i + 1], words.ends[last], "", i, forms)
            else:
                best = _found(words, i, last, reading, forms)
    return best


def _walk(words: Words, i: int, node: Node) -> tuple[int, tuple[Form, ...]] | None:
    """The last word of the longest name that goes on from `node` at word `i`."""
    best = (i, tuple(node.forms)) if node.forms else None
    while node.then and i + 1 < len(words):
        following = node.then.get(words.folded[i + 1])
        if following is None or not _INSIDE.fullmatch(words.gap(i + 1)):
            break
        node, i = following, i + 1
        if node.forms:
            if best is not None and best[0] == i - 1 and _nationality(words, i):
                best = (i - 1, tuple(node.forms))  # «القبس الكويتية»: the country follows the name
            else:
                best = (i, tuple(node.forms))
    return best


def _nationality(words: Words, i: int) -> bool:
    word = words.at(i)
    return word in _FOR_NEWS or (word.startswith("ال") and word in lex.NATIONALITIES)


def _has_head(
    words: Words, i: int, last: int, reading: Reading, forms: tuple[Form, ...], root: Node
) -> bool:
    """Whether the table has the name with a head noun and without: «شبكة إن بي سي».

    A descriptive name («وكالة الأنباء السورية») is nothing without it.
    """
    if i == last or words.at(i)[reading.cut :] not in lex.HEADS or words.at(i + 1) in _NEWS:
        return False
    node = root.walk(words.folded[i + 1 : last + 1])
    entries = {form.entry for form in forms}
    bare = node is not None and any(f.entry in entries and not f.weak for f in node.forms)
    return bare and not any(_nationality(words, k) for k in range(i, last + 1))


def _found(words: Words, i: int, last: int, reading: Reading, forms: tuple[Form, ...]) -> Found:
    prefix, before = reading.prefix, i - 1
    alone = _ALONE.get(words.at(i - 1))
    if not prefix and alone is not None and _APART.fullmatch(words.gap(i)):
        prefix, before = alone, i - 2
    start = words.offset(i, reading.cut) if reading.cut else words.starts[i]
    return Found(i, last, start, words.ends[last], prefix, before, forms)
