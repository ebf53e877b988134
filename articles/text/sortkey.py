"""The key by which names are listed in Arabic order where the database has no ICU collation."""

import re
import unicodedata

from articles.text.fold import fold

# The article before a name: a bare alef (not أ, so «ألمانيا» has none) and a lam, before at least
# two more letters. «الله» is one word.
_SIGNS = re.compile("[\u064b-\u065f\u0670\u06d6-\u06ed\u0640]")
_ARTICLE = re.compile(r"^([\W_]*)[اٱ]ل(?!له(?:\W|$))(?=[^\W\d_]{2})")
# Where fold() puts ه for ة, the alphabet of CLDR (root and ar) has it beside ت.
_TEH_MARBUTA = re.compile("[ةۃ]")

_DIGITS, _ARABIC, _LATIN, _OTHERS, _SIGNS_ONLY = "01239"
_NUMBER = re.compile("[0-9]+")


def sort_key(name: str) -> str:
    """A string whose order by code point (collation C) is the order of names in an Arabic list.

    The definite article before a name and the forms of hamza are ignored, ة stands beside ت and
    ى beside ي as in CLDR's collation for Arabic; digits come first and by their value, then
    Arabic, Latin, other scripts, and last what has neither letter nor digit. Names that differ
    only in what is ignored have the same key. '' for an empty or blank name.
    """
    name = _SIGNS.sub("", unicodedata.normalize("NFKC", name))
    name = _TEH_MARBUTA.sub("ت", _ARTICLE.sub(r"\1", name))
    tokens = fold(name).split()
    if not tokens:
        rest = name.strip()
        return _SIGNS_ONLY + rest if rest else ""
    return " ".join(_token_key(token) for token in tokens)


def _token_key(token: str) -> str:
    """The token after the digit of its script; a number also after the count of its digits."""
    if _NUMBER.fullmatch(token):
        value = token.lstrip("0")
        return f"{_DIGITS}{min(len(value), 99):02}{value}"
    first = token[0]
    if first.isdigit():
        return _DIGITS + "99" + token
    if "\u0620" <= first <= "\u08ff" and not "\u0700" <= first <= "\u074f":
        return _ARABIC + token
    if first < "\u0250" or "\u1e00" <= first <= "\u1eff":
        return _LATIN + token
    return _OTHERS + token
