"""Slugs: the readable part of an article's address, in the letters of its title."""

import re
import unicodedata

from articles.text.digits import to_ascii_digits

MAX_SLUG = 200
"""The longest slug, in code points."""

_TATWEEL = "\u0640"
_SEPARATORS = re.compile(r"[\W_]+")


def slugify(title: str) -> str:
    """Letters and digits of every script, lower case, a hyphen between words.

    Without tashkeel and tatweel, with 0-9 for other digits, at most `MAX_SLUG` code points, cut
    between words (inside one only if it alone is longer). '' for a title of no letters or digits.
    A slug of a slug is the same slug.
    """
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", title).lower())
    text = "".join(
        char
        for char in to_ascii_digits(text)
        if char != _TATWEEL and unicodedata.category(char)[0] != "M"
    )
    slug = _SEPARATORS.sub("-", text).strip("-")
    if len(slug) <= MAX_SLUG:
        return slug
    head, _, _ = slug[: MAX_SLUG + 1].rpartition("-")
    return head or slug[:MAX_SLUG]
