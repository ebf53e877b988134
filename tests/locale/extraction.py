"""The texts that the code marks for translation, as `makemessages` would find them."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
Entry = tuple[str | None, str, str | None]
"""Context, text, plural (None for none)."""

_PLAIN = dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None)
_PLURAL = dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2))
_CONTEXT = dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2))
_BOTH = dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3))
KEYWORDS = _PLAIN | _PLURAL | _CONTEXT | _BOTH


def marked() -> dict[Entry, str]:
    """Each text with the file where it was found first."""
    found: dict[Entry, str] = {}
    for path in files():
        for entry in marked_in(path):
            found.setdefault(entry, str(path.relative_to(ROOT)))
    return found


def files() -> Iterator[Path]:
    """The sources of the project's own code and templates."""
    for folder in ("articles", "newsroom", "templates"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".py", ".html", ".xml", ".txt") and "migrations" not in path.parts:
                yield path


def marked_in(path: Path) -> Iterator[Entry]:
    """The texts of one file."""
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # A template becomes Python in which all else is blotted out; its indents mean nothing.
        source = re.sub(r"(?m)^[ \t]+", "", templatize(source))
    for _, said, _, context in extract("python", BytesIO(source.encode()), keywords=KEYWORDS):
        texts = said if isinstance(said, tuple) else (said,)
        yield context, texts[0], texts[1] if len(texts) > 1 else None
