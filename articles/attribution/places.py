"""The place of a possible source in its sentence: the name, its head nouns, its clitics."""

import re
from dataclasses import dataclass

from articles.attribution import lexicon as lex
from articles.attribution.table import Form
from articles.attribution.words import Words

_PAUSE = re.compile(r"[\n.،,؛;:!?؟]")
_OPENERS = "\"'«“”„‘’(‹[»#*"
_CLOSERS = "\"'»”“’)›]«"
_ADJECTIVE = re.compile(r"ال\w{2,}(?:ي|يه)|\w{2,}(?:يه|ايي)")


@dataclass(frozen=True, slots=True)
class Place:
    """A name at the words `first` to `last`, `raw[start:end]`, with its noun phrase.

    `heads` are the head nouns before it, the nearest first; `head_at` is the word where the
    phrase begins. `clitics` stand before the phrase, `left` is the word before them (-1: none).
    """

    words: Words
    first: int
    last: int
    start: int
    end: int
    forms: tuple[Form, ...]
    heads: tuple[str, ...]
    head_at: int
    clitics: str
    left: int

    @property
    def weak(self) -> bool:
        """Whether the name alone is no sign of a source."""
        return bool(self.forms) and all(form.weak for form in self.forms)

    @property
    def quoted(self) -> bool:
        """Whether the name stands between quotation marks or brackets of its own."""
        before = self.words.raw[max(0, self.start - 2) : self.start].rstrip(" ")[-1:]
        after = self.words.raw[self.end : self.end + 2].lstrip(" ")[:1]
        return bool(before and after) and before in _OPENERS and after in _CLOSERS

    @property
    def marked(self) -> bool:
        """Whether a head noun or quotation marks say that this is a name of a source."""
        return bool(self.heads) or self.quoted

    def named(self) -> list[str]:
        """The folded words of the name."""
        return self.words.folded[self.first : self.last + 1]

    def widened(self) -> bool:
        """Whether another definite adjective goes on from the name: «الاتحاد الدولي»."""
        words, i = self.words, self.last + 1
        word = words.at(i)
        return (
            word.startswith("ال")
            and len(word) > 3
            and not words.gap(i).strip(" \u00a0")
            and word not in lex.NATIONALITIES
            and word not in lex.ADVERBS
            and word not in lex.HEAD_TAILS
        )

    def before(self, steps: int = 0) -> str:
        """The folded word `steps` words left of the phrase, '' beyond the sentence."""
        i = self.left - steps
        if i < 0 or any(self.words.ends_sentence(k + 1) for k in range(i, self.left + 1)):
            return ""
        return self.words.at(i)

    def pause_before(self) -> bool:
        """Whether the phrase opens a sentence or follows a comma, a colon or a dash."""
        i = self.left + 1
        gap = self.words.gap(i)
        return i == 0 or bool(_PAUSE.search(gap)) or "-" in gap or "–" in gap


def place_of(
    words: Words, first: int, last: int, start: int, end: int,
    forms: tuple[Form, ...] = (), clitics: str = "", left: int | None = None,
) -> Place:  # fmt: skip
    """The place of a name, with the head nouns to its left taken in."""
    if left is None:
        left = first - 1
    heads: list[str] = []
    head_at = first
    while not clitics and left >= 0 and len(heads) < 4:
        if _PAUSE.search(words.gap(left + 1)) and words.at(left + 1) != "ال":
            break
        step = _head(words, left)
        if step is None:
            break
        head, clitics, head_at = step
        heads.append(head)
        left = head_at - 1
        if not clitics and words.at(left) in ("ل", "ب", "و", "ول", "وب") and left >= 0:
            clitics, left = words.at(left), left - 1
    if not clitics and words.at(left) == "من" and words.at(left - 1) == "كل":
        left -= 2  # «كل من صحيفتي X وY»
    while heads and not clitics and left >= 0 and not _PAUSE.search(words.gap(left + 1)):
        clitics, carrier = known_word(words.at(left), lex.CARRIERS)
        if not carrier:
            break
        left -= 1
    if "ل" in clitics:
        clitics, left = _through_parts(words, clitics, left)
    return Place(words, first, last, start, end, forms, tuple(heads), head_at, clitics, left)


def _head(words: Words, i: int) -> tuple[str, str, int] | None:
    """(head noun, its clitics, its place) where one stands at the word `i` or, with «أنباء» or an
    adjective after it, one or two words before."""
    for step in range(4):
        if i - step < 0 or (step and _PAUSE.search(words.gap(i - step + 1))):
            return None
        clitics, core = known_word(words.at(i - step), lex.HEADS)
        if core:
            return core, clitics, i - step
        word = words.at(i - step)
        if word not in lex.HEAD_TAILS and not is_adjective(word):
            return None
    return None


def _through_parts(words: Words, clitics: str, left: int) -> tuple[str, int]:
    """Past «الموقع الإلكتروني لـ», so that what counts is the place of the whole."""
    i = left
    while i >= 0 and i > left - 3 and not words.ends_sentence(i + 1):
        found, core = known_word(words.at(i), lex.PARTS)
        if core:
            return found, i - 1
        if words.at(i) not in lex.HEAD_TAILS:
            break
        i -= 1
    return clitics, left


def known_word(word: str, known: "frozenset[str] | dict[str, frozenset[str]]") -> tuple[str, str]:
    """(clitics, word) where the word, or what remains without clitics, is in the list; else
    two empty strings."""
    if word in known:
        return "", word
    if len(word) > 2 and word[0] in "وفبلك":
        if word[1:] in known:
            return word[0], word[1:]
        if word.startswith("لل") and "ال" + word[2:] in known:
            return "ل", "ال" + word[2:]
        if word[0] in "وف" and len(word) > 3 and word[1] in "بلك":
            if word[2:] in known:
                return word[:2], word[2:]
            if word[1:3] == "لل" and "ال" + word[3:] in known:
                return word[0] + "ل", "ال" + word[3:]
    return "", ""


def is_adjective(word: str) -> bool:
    """Whether a folded word may be an adjective after the name of a source."""
    return word in lex.NATIONALITIES or bool(_ADJECTIVE.fullmatch(word)) or word == "للانباء"


def after_name(words: Words, last: int, *, most: int = 4) -> int:
    """The first word after a name, its adjectives («الأمريكية», «للأنباء») and its short form in
    brackets; len(words) at the end of the text. Never past the end of the sentence."""
    i = last + 1
    for _step in range(most):
        if i >= len(words) or words.ends_sentence(i):
            break
        if not is_adjective(words.at(i)):
            break
        i += 1
    return i
