"""Folding: the form in which spellings of one word meet, with the way back to the original.

Everything that compares text (search, names of sources, evidence that is found again) folds it
here, so that all of it agrees on what is the same.
"""

import re
import unicodedata
from dataclasses import dataclass

# Letters that Unicode does not decompose, but that writers put for one another: the wasla and the
# rare alefs, ة for ه, ى, the letters of a Persian keyboard (ی ک), پ چ ژ ڤ ڨ گ in foreign names.
# The same for Latin letters whose stroke is part of the letter.
_MEET = {
    **dict.fromkeys("ٱٲٳٵ", "ا"),
    **dict.fromkeys("ةھہۀەۃ", "ه"),
    **dict.fromkeys("ىیېے", "ي"),
    **dict.fromkeys("ک", "ك"),
    "گ": "ك",
    "پ": "ب",
    "چ": "ج",
    "ژ": "ز",
    "ڤ": "ف",
    "ڨ": "ق",
    "ø": "o",
    "đ": "d",
    "ł": "l",
    "ħ": "h",
    "ı": "i",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ð": "d",
}
_TATWEEL = "\u0640"
# The signs of tashkeel standing alone (U+FE70-FE7F) decompose into a space and the sign.
_LONE_TASHKEEL = range(0xFE70, 0xFE80)
_APOSTROPHES = frozenset("'\u2018\u2019\u02bc\u02be\u02bf`\u00b4\u2032")
_HYPHENS = frozenset("-\u2010\u2011\u2012\u2013\u2212")

_ARABIC = "\u0620-\u064a\u066e-\u06ff\u0750-\u077f\u0870-\u08ff"
_OTHER = rf"[^\W_{_ARABIC}]"
_OTHER_LETTER = rf"[^\W\d_{_ARABIC}]"
# A token is a run of Arabic letters, or a run of other letters and digits. An apostrophe between
# letters disappears (Al-Ra'i, L'Équipe), a hyphen between a letter and a digit stays (S-400).
_TOKEN = re.compile(
    rf"[{_ARABIC}]+"
    rf"|{_OTHER}+(?:(?:(?<={_OTHER_LETTER})'(?={_OTHER_LETTER})"
    rf"|(?<={_OTHER_LETTER})-(?=[0-9])){_OTHER}+)*"
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and where each of its code points comes from.

    `offsets[i]` is the index, in code points of the original, from which `text[i]` comes; it never
    decreases. One more entry stands at the end: where the last token ends in the original. A
    space between two tokens comes from where the first of them ends, marks included.
    """

    text: str
    offsets: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original, marks included, that gave `text[start:end]`.

        Raises ValueError for an empty span or one outside the text.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"not a span of the folded text: {start} to {end}")
        return self.offsets[start], max(self.offsets[end], self.offsets[end - 1] + 1)


class _Table(dict[int, str]):
    """Code point -> its folded form, worked out the first time it is met."""

    def __missing__(self, code: int) -> str:
        folded = fold_code_point(chr(code))
        self[code] = folded
        return folded


def fold_code_point(char: str) -> str:
    """Letters and digits, '' for what vanishes, ' ' for what separates, or one of ' and -."""
    if char in _APOSTROPHES:
        return "'"
    if char in _HYPHENS:
        return "-"
    category = unicodedata.category(char)
    if char == _TATWEEL or category[0] == "M" or category == "Cf" or ord(char) in _LONE_TASHKEEL:
        return ""
    if category in ("Cs", "Co", "Cn", "Cc"):
        return " "
    pieces = []
    for piece in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold()):
        if unicodedata.category(piece)[0] == "M" or piece == _TATWEEL:
            continue
        digit = unicodedata.decimal(piece, None)
        if digit is not None:
            pieces.append(str(digit))
        elif piece.isalnum():
            pieces.append(_MEET.get(piece, piece))
        else:
            pieces.append(" ")
    return "".join(pieces)


_TABLE = _Table()


def fold(text: str) -> str:
    """The text in folded form: tokens separated by one space, none around them.

    Tashkeel and tatweel go; the forms of alef and the seats of hamza, ي and ى, ه and ة, and the
    Persian forms of letters meet; digits of every script become 0-9; Latin and Cyrillic lose case
    and accents; punctuation, symbols and blanks separate, but `S-400` stays one token. A token
    ends where Arabic letters meet other letters or digits: `18حزيران` becomes two.
    A text without letters and digits folds to ''. Folding what is folded changes nothing.
    """
    return " ".join(_TOKEN.findall(text.translate(_TABLE))).replace("'", "")


def fold_map(text: str) -> Folded:
    """`fold(text)` with the offset of each of its code points in the original."""
    table = _TABLE
    pieces = [table[ord(char)] for char in text]
    origins: list[int] = []
    for index, piece in enumerate(pieces):
        if len(piece) == 1:
            origins.append(index)
        else:
            origins.extend([index] * len(piece))
    origins.append(len(text))
    folded: list[str] = []
    offsets: list[int] = []
    end = 0
    for match in _TOKEN.finditer("".join(pieces)):
        if folded:
            folded.append(" ")
            offsets.append(end)
        token = match.group()
        at = match.start()
        if "'" in token:
            kept = [i for i, char in enumerate(token) if char != "'"]
            folded.append(token.replace("'", ""))
            offsets.extend(origins[at + i] for i in kept)
        else:
            folded.append(token)
            offsets.extend(origins[at : match.end()])
        end = origins[match.end()]
    offsets.append(end)
    return Folded("".join(folded), tuple(offsets))


def fold_name(name: str) -> str:
    """The form in which names of sources and persons are compared: '' for a name of no letters.

    It is `fold`, so that a folded name is found in a folded text. Quotes, brackets and dots
    separate, so «د.ب.أ» meets «د ب أ» and `DFNC.RU` meets `dfnc.ru`. The definite article stays:
    الوطن and وطن are two newspapers, and a credit must not move from one to the other. A source
    that is written with and without the article has both among its names.
    """
    return fold(name)
