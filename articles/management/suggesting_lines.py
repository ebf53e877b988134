"""Articles as lines of JSON and what attribution finds in them: no database, no other file."""

import json
from typing import Any

from articles.attribution.analysis import analyse
from articles.attribution.table import NameTable
from articles.attribution.types import Analysis, Mention, Speaker, Texts
from articles.services.suggesting_nodes import mentions_above, speakers_above

TARGETS = ("title", "body")


class BadLine(ValueError):
    """A line that is no article; `id` is what it calls itself, as far as that can be read."""

    def __init__(self, reason: str, key: str | int | None = None) -> None:
        super().__init__(reason)
        self.id = key


def answer(raw: bytes, table: NameTable) -> tuple[bytes, bool]:
    """The line that answers the line `raw`, both without their ends, and whether it could be read.

    An article is `{"id", "title", "body", "publisher"}`: `body` is a string, `title` and
    `publisher` are strings, null or missing, `id` is a string, a whole number, null or missing.
    What is none is answered with `{"id", "error"}`.
    """
    try:
        key, texts = _read(raw)
    except BadLine as problem:
        return _line({"id": problem.id, "error": str(problem)}), False
    return _line({"id": key, **told(analyse(texts, table))}), True


def told(analysis: Analysis) -> dict[str, Any]:
    """The analysis as values of JSON; `via` counts in `citations`, spans are in code points."""
    above = mentions_above(analysis)
    order = sorted(
        (n for n, mention in enumerate(analysis.mentions) if mention.target in TARGETS),
        key=lambda n: (TARGETS.index(analysis.mentions[n].target), analysis.mentions[n].start, n),
    )
    numbers: dict[int | None, int] = {n: number for number, n in enumerate(order)}
    return {
        "citations": [
            _citation(analysis.mentions[n]) | {"via": numbers.get(above[n])} for n in order
        ],
        "speakers": [
            _speaker(speaker) | {"via": numbers.get(via)}
            for speaker, via in zip(analysis.speakers, speakers_above(analysis), strict=True)
            if not speaker.anonymous
        ],
        "origins": analysis.origins,
    }


def _citation(mention: Mention) -> dict[str, Any]:
    return {
        "target": mention.target,
        "exact": mention.exact,
        "start": mention.start,
        "end": mention.end,
        "source": mention.source,
        "name": mention.exact,
        "role": mention.role,
        "cue": mention.cue,
        "confidence": round(mention.confidence, 3),
        "candidates": list(mention.candidates),
    }


def _speaker(speaker: Speaker) -> dict[str, Any]:
    return {
        "name": speaker.name,
        "title": speaker.title,
        "kind": speaker.kind,
        "role": speaker.role,
        "target": speaker.target,
        "start": speaker.start,
        "end": speaker.end,
        "quotations": [[quotation.start, quotation.end] for quotation in speaker.quotations],
    }


def _read(raw: bytes) -> tuple[str | int | None, Texts]:
    """The id and the texts of an article. Raises BadLine."""
    try:
        values = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError:
        raise BadLine("the line is not UTF-8") from None
    except RecursionError:
        raise BadLine("the line is nested too deeply") from None
    except ValueError as error:
        raise BadLine(f"the line is not JSON: {error}") from None
    if not isinstance(values, dict):
        raise BadLine("the line is not a JSON object")
    key = values.get("id")
    if isinstance(key, bool) or not isinstance(key, str | int | None):
        raise BadLine("id is neither a string nor a whole number")
    if not isinstance(values.get("body"), str):
        raise BadLine("body is not a string" if "body" in values else "there is no body", key)
    for name in ("title", "publisher"):
        if not isinstance(values.get(name), str | None):
            raise BadLine(f"{name} is not a string", key)
    return key, Texts(
        title=values.get("title") or "",
        body=values["body"],
        publisher=values.get("publisher") or "",
    )


def _line(values: dict[str, Any]) -> bytes:
    """One line of JSON in UTF-8; a text with lone surrogates, which UTF-8 has not, in escapes."""
    try:
        return json.dumps(values, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(values).encode("ascii")
