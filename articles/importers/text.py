"""Pasted text: one article per file, the title on its first line, in any of the usual encodings.

- The date stays unknown: a pasted text does not say when it was written, only what it tells of.
- The closing credit and the page's comment prompt are split off (see `articles.text.pasted`).
- The key comes from the words, so that the same text saved in another encoding, with other line
  ends or with blank lines around it, is known again.
"""

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from articles.importers.cleaning import Cleaning
from articles.importers.encodings import decode, language_of
from articles.importers.limits import MAX_BODY, MAX_TITLE, QUOTE_CONTEXT
from articles.importers.reasons import refuse
from articles.importers.records import ArticleRecord, Credit, Item, Refused
from articles.importers.streams import read_whole
from articles.text.html import from_plain
from articles.text.normalise import clean_text
from articles.text.pasted import find_credits, split_pasted

MEDIA_TYPE = "text/plain"

_SUFFIXES = (".txt", ".text", ".txt.gz", ".text.gz")
_MARKUP = re.compile(r"\s*<[!?a-zA-Z]")


class PastedText:
    """The format of this module (a `registry.Format`)."""

    name = "text"

    def matches(self, head: bytes, path: Path) -> bool:
        """Whether the file is named as a text, or begins as one that is no HTML or XML."""
        if path.name.lower().endswith(_SUFFIXES):
            return True
        decoded = decode(head)
        return decoded is not None and not _MARKUP.match(decoded[0])

    def read(self, stream: BinaryIO, *, source: str, start: int = 0) -> Iterator[Item]:
        """The one item of the stream, unless it is passed over. Never raises."""
        if start:
            return
        raw, damage, too_large = read_whole(stream)
        try:
            if too_large:
                raise Refused("too-large", f"more than {len(raw)} bytes")
            if damage:
                raise Refused(damage.code, damage.detail)
            yield _record(raw)
        except Refused as refused:
            yield refuse(refused, raw=raw, position=1, key=None)


def _record(raw: bytes) -> ArticleRecord:
    """The article of a whole file. Raises Refused where it holds none."""
    decoded = decode(raw)
    if decoded is None:
        raise Refused("bad-utf8")
    text, code = decoded
    if len(text) > MAX_BODY:
        raise Refused("too-large", f"{len(text)} characters")
    cleaning = Cleaning()
    if code:
        cleaning.note(code)
    pasted = split_pasted(text)
    title = cleaning.line(pasted.title)
    if len(title) > MAX_TITLE:
        raise Refused("title-too-long", f"{len(title)} characters")
    body = _by_lines(cleaning.plain(pasted.body))
    if not body:
        raise Refused("empty-body")
    if not title:
        raise Refused("missing-title")
    footer = cleaning.text(pasted.footer)
    return ArticleRecord(
        key=_key(text),
        raw=raw,
        media_type=MEDIA_TYPE,
        position=1,
        title=title,
        body_html=from_plain(body),
        body_text=body,
        footer=footer,
        prompt=cleaning.text(pasted.prompt),
        language=language_of(body),
        credits=tuple(_credits(footer)),
        cleaned=cleaning.codes,
    )


def _by_lines(body: str) -> str:
    """The body with a blank line between paragraphs.

    Copied from a page, each paragraph is a line. Where blank lines stand between paragraphs, a
    single line end is one inside a paragraph, as in a poem or an address.
    """
    return body if "\n\n" in body else body.replace("\n", "\n\n")


def _key(text: str) -> str:
    """The import key of a text; it says nothing of the words, and does not grow with them."""
    return f"text:{sha256(clean_text(text).encode()).hexdigest()}"


def _credits(footer: str) -> Iterator[Credit]:
    for found in find_credits(footer):
        yield Credit(
            target="footer",
            exact=footer[found.start : found.end],
            prefix=footer[max(0, found.start - QUOTE_CONTEXT) : found.start],
            suffix=footer[found.end : found.end + QUOTE_CONTEXT],
            start=found.start,
            end=found.end,
            name=found.name,
            kind_word=found.kind_word,
            cue=found.cue,
        )


TEXT = PastedText()
