"""The months: the two sets of names that Arabic newsrooms write side by side, and their variants.

Names after CLDR (`ar` for the western set, `ar-SY` for the Levantine one, `ar-MA`, `ar-DZ` and
`ar-TN` for the variants of the Maghreb). Django's own table is not used: it has errors and lacks
the Levantine names.
"""

import re
from typing import Literal

Style = Literal["dual", "levantine", "western"]

WESTERN = (
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
)
LEVANTINE = (
    "كانون الثاني",
    "شباط",
    "آذار",
    "نيسان",
    "أيار",
    "حزيران",
    "تموز",
    "آب",
    "أيلول",
    "تشرين الأول",
    "تشرين الثاني",
    "كانون الأول",
)
# Further names met in Egypt, Morocco, Algeria, Tunisia and Mauritania, and loose spellings.
_VARIANTS: dict[int, tuple[str, ...]] = {
    1: ("كانون ثاني", "جانفي"),
    2: ("فيفري", "فيبراير"),
    4: ("أفريل",),
    5: ("ماي",),
    6: ("يونيه", "جوان"),
    7: ("يوليه", "يوليوز", "جويلية"),
    8: ("غشت", "أوت", "أغشت"),
    9: ("شتنبر", "سبتنبر"),
    10: ("تشرين أول", "أكتوبير"),
    11: ("تشرين ثاني", "نونبر", "نوفنبر"),
    12: ("كانون أول", "دجنبر", "دسمبر"),
}


def month_name(month: int, style: Style = "dual") -> str:
    """The name of month 1-12: «حزيران/يونيو», or only the Levantine or the western name.

    Raises ValueError for another number.
    """
    if not 1 <= month <= 12:
        raise ValueError(f"not a month: {month}")
    if style == "levantine":
        return LEVANTINE[month - 1]
    if style == "western":
        return WESTERN[month - 1]
    return f"{LEVANTINE[month - 1]}/{WESTERN[month - 1]}"


_ALEFS = str.maketrans("أإآ", "ااا")
_BLANK = re.compile(r"\s+")


def _key(name: str) -> str:
    """The spelling under which a name is looked up: bare alefs, ه for ة, ي for ى, one space."""
    return _BLANK.sub(" ", name.translate(_ALEFS).replace("ة", "ه").replace("ى", "ي"))


_NUMBERS: dict[str, int] = {
    _key(name): number
    for number in range(1, 13)
    for name in (WESTERN[number - 1], LEVANTINE[number - 1], *_VARIANTS.get(number, ()))
}


def month_number(name: str) -> int | None:
    """The month 1-12 that a name of any style or country stands for, in any spelling of alef."""
    return _NUMBERS.get(_key(name))


def month_of_letters(word: str) -> int | None:
    """`month_number` of one word that has bare alefs and ي for ى already."""
    return _NUMBERS.get(word.replace("ة", "ه"))


def _pattern(key: str) -> str:
    """A regular expression for the spellings of a name. آب is never أب, which is a father."""
    if key == "اب":
        return "[آا]ب"
    loose = {"ا": "[اأإآ]", "ه": "[هة]", "ي": "[يى]", " ": r"\s{1,3}"}
    return "".join(loose.get(char, char) for char in key)


MONTH = "(?:" + "|".join(_pattern(key) for key in sorted(_NUMBERS, key=len, reverse=True)) + ")"
"""A regular expression for one name of a month (without word boundaries around it)."""
