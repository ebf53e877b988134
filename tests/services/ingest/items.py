"""Incoming items for these tests, as an importer would hand them on."""

from typing import Any

from articles.importers.reasons import REASONS
from articles.importers.records import ArticleRecord, Credit, Rejected
from articles.text.html import text_of
from articles.text.pasted import find_credits

FOOTER = "المصدر: موقع PORT.EXAMPLE"


def record(number: int = 1, **fields: Any) -> ArticleRecord:
    """Article number `number`; its bytes differ from those of all other numbers."""
    fields.setdefault("title", f"مادة {number}")
    fields.setdefault("body_html", f"<p>فقرة {number}.</p>")
    fields.setdefault("body_text", text_of(fields["body_html"]))
    fields.setdefault("key", f"jsonl:{number}")
    fields.setdefault("raw", f'{{"id": {number}}}'.encode())
    fields.setdefault("media_type", "application/json")
    return ArticleRecord(position=fields.pop("position", number), **fields)


def credited(number: int = 1, footer: str = FOOTER, **fields: Any) -> ArticleRecord:
    """An article with this closing credit."""
    return record(number, footer=footer, credits=credits_of(footer), **fields)


def credits_of(footer: str) -> tuple[Credit, ...]:
    return tuple(
        Credit(
            target="footer",
            exact=footer[found.start : found.end],
            prefix=footer[: found.start][-32:],
            suffix=footer[found.end :][:32],
            start=found.start,
            end=found.end,
            name=found.name,
            kind_word=found.kind_word,
            cue=found.cue,
        )
        for found in find_credits(footer)
    )


def refused(number: int = 1, code: str = "bad-json", **fields: Any) -> Rejected:
    """An item that its importer could not read."""
    fields.setdefault("raw", f"{{ {number}".encode())
    fields.setdefault("key", None)
    return Rejected(position=number, code=code, reason=REASONS[code], **fields)
