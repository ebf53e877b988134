"""Reading the data files of these tests."""

import io
from pathlib import Path

from articles.importers.jsonl import JsonLines as Format
from articles.importers.records import ArticleRecord, Item, Rejected

DATA = Path(__file__).parent / "data"

BODY = (
    "افتتحت بلدية المدينة مكتبة عامة جديدة صباح الأحد.\n\n"
    "وتضم المكتبة عشرين ألف كتاب وقاعة للأطفال."
)
BODY_HTML = (
    "<p>افتتحت بلدية المدينة مكتبة عامة جديدة صباح الأحد.</p>\n"
    "<p>وتضم المكتبة عشرين ألف كتاب وقاعة للأطفال.</p>"
)


def read(form: Format, name: str, start: int = 0) -> list[Item]:
    """The items of a data file."""
    with (DATA / name).open("rb") as stream:
        return list(form.read(stream, source=name, start=start))


def read_bytes(form: Format, data: bytes, start: int = 0) -> list[Item]:
    """The items of these bytes."""
    return list(form.read(io.BytesIO(data), source="test", start=start))


def outcomes(items: list[Item]) -> list[tuple[int, str, str]]:
    """Position, and the title of an article or the code and detail of a refusal."""
    return [
        (item.position, item.title, " ".join(item.cleaned))
        if isinstance(item, ArticleRecord)
        else (item.position, item.code, item.detail)
        for item in items
    ]


def records(items: list[Item]) -> list[ArticleRecord]:
    """The items, all of which are articles."""
    refused = [item for item in items if isinstance(item, Rejected)]
    assert refused == []
    return [item for item in items if isinstance(item, ArticleRecord)]
