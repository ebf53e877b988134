"""Cutting a text into tokens: words of any script, numbers, names as S-400, DFNC.RU and «أ.ف.ب»."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from articles.text.fold import fold, fold_code_point

ARABIC = "arabic"
LATIN = "latin"
CYRILLIC = "cyrillic"
OTHER = "other"
NUMBER = "number"
# Letters with digits or full stops among them: S-400, DFNC.RU, U.S.
NAME = "name"
# Arabic letters that stand for words: «أ.ف.ب», «د. ب. أ», «أ ش أ».
INITIALS = "initials"


class Token(NamedTuple):
    """A token: `start:end` in code points of the original, with the signs on its letters.

    `folded` is `fold(text[start:end])`, so it has a blank where the token has a full stop
    (`dfnc ru`, `3 5`); `kind` is one of the constants of this module.
    """

    start: int
    end: int
    folded: str
    kind: str


_POINTS = {".": ".", "٫": ".", ",": ",", "٬": ",", " ": "_", "\u00a0": "_", "\u202f": "_"}
_ARABIC_LETTER = re.compile("[\u0620-\u064a\u066e-\u06ff\u0750-\u077f\u0870-\u08ff]")


class _Shapes(dict[int, str]):
    """Code point -> one letter for what it may be part of, worked out when it is first met.

    a: Arabic letter, w: other letter, 0: digit, m: sign on a letter, t: tatweel, f: joiner and
    the like, x: what folds to several words; ' - . and , for their kin, _ for a blank of a line,
    # for all else.
    """

    def __missing__(self, code: int) -> str:
        shape = self[code] = _shape(chr(code))
        return shape


def _shape(char: str) -> str:
    if char in _POINTS:
        return _POINTS[char]
    folded = fold_code_point(char)
    if folded in ("'", "-"):
        return folded
    if not folded:
        return "t" if char == "\u0640" else "m" if char.isprintable() else "f"
    if not folded.strip():
        return "#"
    if " " in folded:
        return "x"
    if folded.isdigit():
        return "0"
    return "a" if _ARABIC_LETTER.match(folded) else "w"


_SHAPES = _Shapes()

# Repeats are possessive or counted, so that no run is gone through more than a few times.
_SIGNS = "[mtf]*+"
_WORD = rf"[w0](?:{_SIGNS}[w0]|(?<=w){_SIGNS}'{_SIGNS}w|(?<=w){_SIGNS}-{_SIGNS}0)*m*+"
_DIGIT = "(?:0m*+)"
_PATTERN = re.compile(
    # Initials: three or more with dots or blanks between, or two with a dot; «وأ.ف.ب» too.
    r"(?P<initials>(?<![w0])am*+(?:(?:\._?am*+){2,7}|(?:_am*+){2,7}|\.am*+)(?![amtf])"
    r"|(?<![w0])am*+am*+(?:\.am*+){2,7}(?![amtf]))"
    rf"|(?P<arabic>a(?:{_SIGNS}a)*m*+)"
    rf"|(?P<number>{_DIGIT}{{1,3}}+(?:,{_DIGIT}{{3}}){{1,6}}(?:\.{_DIGIT}++)?(?![.,]?0)(?!w)"
    rf"|{_DIGIT}++\.{_DIGIT}++(?![.,]?0)(?!w))"
    rf"|(?P<run>{_WORD}(?:[.-]{_WORD})*+)"
    r"|(?P<several>x)"
)
_PIECE = re.compile(_WORD)
_DOTTED = re.compile(r"w(?:\.w)+")
_ADDRESS = re.compile(r"[w0][w0.-]*\.ww+")

_KNOWN_AT_MOST = 200_000
_LONGEST_KNOWN = 40
_known: dict[str, tuple[str, str]] = {}


def tokens(text: str) -> list[Token]:
    """The tokens of a text in order, none overlapping.

    A run of Arabic letters is one token, so is a run of other letters and digits: `18حزيران` is
    two. Kept whole are `S-400`, numbers with a fraction or with thousands, addresses, Latin and
    Arabic initials. An apostrophe between letters stays inside, as in `fold`; other hyphens
    separate. Any text is fine; linear in its length.
    """
    found: list[Token] = []
    known = _known
    if len(known) > _KNOWN_AT_MOST:
        known.clear()
    shapes = text.translate(_SHAPES)
    for match in _PATTERN.finditer(shapes):
        start, end = match.span()
        group = match.lastgroup
        if group == "arabic":
            word = text[start:end]
            folded, kind = known.get(word) or _look_up(word, ARABIC)
            found.append(Token(start, end, folded, kind))
        elif group == "run":
            found.extend(_cut_run(text, shapes, start, end))
        elif group == "initials":
            found.extend(_initials(text, start, end))
        else:
            kind = NUMBER if group == "number" else OTHER
            found.append(Token(start, end, fold(text[start:end]), kind))
    return found


def _look_up(word: str, kind: str) -> tuple[str, str]:
    """The folded form of a word that is one token, and its kind, remembered for short ones."""
    folded = fold(word)
    if kind != ARABIC:
        kind = _kind(folded)
    if len(word) <= _LONGEST_KNOWN:
        _known[word] = folded, kind
    return folded, kind


def _kind(folded: str) -> str:
    """The kind of a word whose letters are not Arabic."""
    if folded.isdigit():
        return NUMBER
    if not folded.isalpha():
        return NAME
    if folded[0] < "\u0250" or "\u1e00" <= folded[0] <= "\u1eff":
        return LATIN
    return CYRILLIC if "\u0400" <= folded[0] <= "\u052f" else OTHER


def _cut_run(text: str, shapes: str, start: int, end: int) -> Iterator[Token]:
    """The tokens of a run of words with dots or hyphens between: one if it is an address or
    initials, else its words."""
    run = shapes[start:end]
    if "." in run and (_ADDRESS.fullmatch(run) or _DOTTED.fullmatch(run)):
        yield Token(start, end, fold(text[start:end]), NAME)
        return
    for piece in _PIECE.finditer(shapes, start, end):
        word = text[piece.start() : piece.end()]
        folded, kind = _known.get(word) or _look_up(word, OTHER)
        yield Token(piece.start(), piece.end(), folded, kind)


def _initials(text: str, start: int, end: int) -> Iterator[Token]:
    """Initials as one token, after a word of one letter: «و أ ف ب», «وأ.ف.ب»."""
    folded = fold(text[start:end])
    parts = folded.split()
    joined = len(parts[0]) > 1
    if joined or (len(parts) > 3 and parts[0] == "و" and text[start + 1].isspace()):
        yield Token(start, start + 1, folded[0], ARABIC)
        start += 1 if joined else 2
        folded = fold(text[start:end])
    yield Token(start, end, folded, INITIALS)
