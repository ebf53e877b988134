"""JSON Lines: one article per line, plain or gzip, with the keys of common news corpora.

Keys: `id` (required), `title` (required), `body` (plain text, a blank line between paragraphs) or
`body_html`, `published` (ISO 8601 or EDTF), `publisher`, `url`, `byline`, `category`, `abstract`,
`licence`. All are strings (`id` also a whole number) or null; further keys stay in `raw` only.

- The body is kept whole: a structured export has its credits in fields, not in a closing line.
- The abstract becomes the standfirst unless it repeats the body's opening (see `standfirst.py`).
- The byline stays one string, whatever stands between its parts: in «دبي - العربية.نت» the dash
  parts a place from an agency, elsewhere a person from a place, and only a reader can tell.
- The first line that names an id has it, whatever becomes of that line; later ones are refused as
  duplicates. So one read remembers its ids, about 130 bytes each.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from articles.importers.cleaning import Cleaning
from articles.importers.dates import edtf_date
from articles.importers.encodings import language_of
from articles.importers.fields import identifier, json_type, string
from articles.importers.limits import (
    MAX_BODY,
    MAX_BYLINE,
    MAX_LINE,
    MAX_NAME,
    MAX_STANDFIRST,
    MAX_TITLE,
)
from articles.importers.reasons import refuse
from articles.importers.records import ArticleRecord, Item, Refused, Rejected
from articles.importers.standfirst import is_opening
from articles.importers.streams import Line, lines
from articles.text.html import from_plain, sanitise, text_of

MEDIA_TYPE = "application/json"

_SUFFIXES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
_OBJECT = re.compile(rb'\s*\{\s*["}]')
_LEADING_ID = re.compile(rb'\s*\{\s*"id"\s*:\s*("[^"\\]{1,2000}"|-?[0-9]{1,200})\s*[,}]')
# strict=False lets control characters through inside strings: they are cleaned, not refused.
_DECODER = json.JSONDecoder(strict=False)


class JsonLines:
    """The format of this module (a `registry.Format`)."""

    name = "jsonl"

    def matches(self, head: bytes, path: Path) -> bool:
        """Whether the file begins as a JSON object does, or is named so."""
        return path.name.lower().endswith(_SUFFIXES) or _OBJECT.match(head) is not None

    def read(self, stream: BinaryIO, *, source: str, start: int = 0) -> Iterator[Item]:
        """One item for each line that is not blank, but for the first `start` of them.

        A gzip that breaks off gives all lines before the break and one Rejected more. The lines
        passed over are not parsed beyond their ids. Never raises, whatever the bytes are.
        """
        seen: dict[int, int] = {}
        for count, line in enumerate(lines(stream)):
            if count < start:
                _claim(_id_of(line), line.number, seen)
            elif line.damage:
                yield from _last_item(line, seen)
            else:
                yield _item(line, seen)


def _item(line: Line, seen: dict[int, int]) -> Item:
    """The article of a line, or why it is none."""
    key = None
    try:
        if line.size > MAX_LINE:
            raise Refused("too-large", f"{line.size} bytes in one line")
        try:
            data = _object(line.raw)
        except Refused:
            _claim(_id_of(line), line.number, seen)
            raise
        cleaning = Cleaning()
        item_id = cleaning.line(identifier(data, "id"))
        earlier = _claim(item_id, line.number, seen)
        key = _key(item_id)
        if earlier:
            raise Refused("duplicate-id", f"{item_id}: line {earlier}")
        return _record(data, key, line, cleaning)
    except Refused as refused:
        return refuse(refused, raw=line.raw, position=line.number, key=key)


def _last_item(line: Line, seen: dict[int, int]) -> Iterator[Item]:
    """What a broken stream ends with: the last line if it is whole, and the break itself."""
    raw, position = line.raw, line.number
    if raw:
        item = _item(line, seen)
        if not (isinstance(item, Rejected) and item.code in {"bad-json", "bad-utf8"}):
            yield item
            raw, position = b"", position + 1
    yield refuse(Refused(line.damage, line.detail), raw=raw, position=position, key=None)


def _object(raw: bytes) -> dict[str, Any]:
    """The line's JSON object. Raises Refused where it holds anything else."""
    try:
        value = _DECODER.decode(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise Refused("bad-utf8", f"byte {error.start + 1} of the line") from error
    except (ValueError, RecursionError) as error:
        raise Refused("bad-json", str(error)[:200]) from error
    if not isinstance(value, dict):
        raise Refused("not-an-object", json_type(value))
    return value


def _key(item_id: str) -> str:
    """The import key of an id. Raises Refused where it is none."""
    if not item_id:
        raise Refused("missing-id")
    if len(item_id) > MAX_NAME:
        raise Refused("bad-id", f"{len(item_id)} characters")
    return f"jsonl:{item_id}"


def _claim(item_id: str | None, number: int, seen: dict[int, int]) -> int:
    """Remember the id for line `number`; the number of an earlier line that has it, or 0.

    Only hashes are kept: with ten million ids, one false duplicate has odds of 1 to 400,000.
    """
    if not item_id:
        return 0
    earlier = seen.setdefault(hash(item_id), number)
    return 0 if earlier == number else earlier


def _id_of(line: Line) -> str | None:
    """The id of a line that is whole, without parsing the rest of it where that can be helped."""
    if line.size > MAX_LINE or not line.raw.rstrip().endswith(b"}"):
        return None
    match = _LEADING_ID.match(line.raw)
    try:
        if match and line.raw.count(b'"id"') == 1:
            data: Mapping[str, Any] = {"id": _DECODER.decode(match[1].decode("utf-8"))}
        else:
            data = _object(line.raw)
        return Cleaning().line(identifier(data, "id"))
    except (Refused, ValueError):
        return None


def _record(data: Mapping[str, Any], key: str, line: Line, cleaning: Cleaning) -> ArticleRecord:
    """The article of a parsed line. Raises Refused where a field stands against it."""
    title = cleaning.line(string(data, "title"))
    if not title:
        raise Refused("missing-title")
    if len(title) > MAX_TITLE:
        raise Refused("title-too-long", f"{len(title)} characters")
    body_html, body_text = _body(data, cleaning)
    byline = cleaning.name(string(data, "byline"), "byline", MAX_BYLINE).rstrip(" :")
    return ArticleRecord(
        key=key,
        raw=line.raw,
        media_type=MEDIA_TYPE,
        position=line.number,
        title=title,
        standfirst=_standfirst(data, body_text, cleaning),
        body_html=body_html,
        body_text=body_text,
        language=language_of(body_text),
        dated=_dated(data, cleaning),
        publisher_name=cleaning.name(string(data, "publisher"), "publisher", MAX_NAME),
        url=cleaning.address(string(data, "url")),
        byline=(byline,) if byline else (),
        category=cleaning.name(string(data, "category"), "category", MAX_NAME),
        rights=cleaning.name(string(data, "licence"), "licence", MAX_NAME),
        cleaned=cleaning.codes,
    )


def _body(data: Mapping[str, Any], cleaning: Cleaning) -> tuple[str, str]:
    """The body as safe HTML and as plain text; HTML is preferred where both are given."""
    plain, markup = string(data, "body"), string(data, "body_html")
    length = max(len(plain), len(markup))
    if length > MAX_BODY:
        raise Refused("too-large", f"{length} characters in the body")
    if markup.strip():
        html = sanitise(cleaning.markup(markup))
        text = text_of(html)
    else:
        text = cleaning.plain(plain)
        html = from_plain(text)  # whose `text_of` is the text
    if not text:
        raise Refused("empty-body")
    return html, text


def _standfirst(data: Mapping[str, Any], body_text: str, cleaning: Cleaning) -> str:
    abstract = string(data, "abstract")
    if not abstract or is_opening(abstract, body_text):
        return ""
    return cleaning.name(abstract, "abstract", MAX_STANDFIRST)


def _dated(data: Mapping[str, Any], cleaning: Cleaning) -> str:
    value = string(data, "published")
    dated, code = edtf_date(value)
    if code:
        cleaning.note(code, value)
    return dated


JSONL = JsonLines()
