"""What was typed with the keyboard set to another script: Arabic (101, 102) and US English."""

import re

_US = "`qwertyuiop[]asdfghjkl;'zxcvnm,./\\"
_ARABIC = "ذضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظذ"
_US_SHIFTED = 'QWERYUIOP{}ASDFHJKL:"ZXCVNM<>?~'
_ARABIC_SHIFTED = 'ًٌَُإ‘÷×؛<>ٍِ][أـ،/:"~ْ}{آ’,.؟ّ'
_TWO_LETTERS = {"b": "لا", "T": "لإ", "G": "لأ", "B": "لآ"}

_TO_ARABIC = (
    dict(zip(_US_SHIFTED, _ARABIC_SHIFTED, strict=True))
    | dict(zip(_US, _ARABIC, strict=True))
    | _TWO_LETTERS
)
_TO_US = {
    **{arabic: us for us, arabic in zip(_US_SHIFTED, _ARABIC_SHIFTED, strict=True)},
    **{arabic: us for us, arabic in reversed(list(zip(_US, _ARABIC, strict=True)))},
}
_LIGATURES = {arabic: us.lower() for us, arabic in _TWO_LETTERS.items()} | {"ﻻ": "b"}
_LAM_ALEF = re.compile("ل[اأإآ]|ﻻ")
_ARABIC_LETTER = re.compile("[\u0621-\u064a]")
_LATIN_LETTER = re.compile("[A-Za-z]")


def retyped(text: str) -> tuple[str, ...]:
    """What the same keys give on the other keyboard, most likely first; () for a text in both
    scripts or in neither.

    An Arabic لا is the one key b, or the keys g and h.
    """
    arabic, latin = _ARABIC_LETTER.search(text), _LATIN_LETTER.search(text)
    if latin and not arabic:
        typed = dict.fromkeys((text, text.lower()))
        return tuple("".join(_TO_ARABIC.get(char, char) for char in some) for some in typed)
    if arabic and not latin:
        one = _LAM_ALEF.sub(lambda match: _LIGATURES[match.group()], text)
        both = (one, text) if one != text else (text,)
        return tuple("".join(_TO_US.get(char, char) for char in some).lower() for some in both)
    return ()
