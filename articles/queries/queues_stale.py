"""Evidence that an edit made stale: the old words and what stands in their place now."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from articles.models import Article, Citation, Revision, User
from articles.queries.keyset import KeysetPage, page
from articles.queries.queues import stale
from articles.text.anchors import Quote, quote_at
from articles.text.differences import Row, side_by_side
from articles.text.moving import moved
from articles.text.paragraphs import paragraphs

PAGE_SIZE = 10
# Target -> the field of an article, and the key of a snapshot, that holds its text.
TEXTS = {
    "title": "title", "standfirst": "standfirst", "byline": "byline_text", "body": "body_text",
    "footer": "footer",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stale:
    """A citation whose evidence is flagged.

    `rows` are the paragraphs of then and now side by side, none where the old text was erased;
    `now` are the words nearest to the old ones, None where nothing stands in their place; `times`
    says how often the old words stand in the text now.
    """

    citation: Citation
    rows: list[Row]
    now: Quote | None
    times: int


def stale_page(user: User, cursor: str | None) -> KeysetPage[Stale]:
    """A page of that queue, the newest citations first (three queries).

    Raises ValueError for a bad cursor.
    """
    rows = stale(user).select_related("article", "source")
    found = page(rows, keys=("-id",), cursor=cursor, size=PAGE_SIZE)
    kept = _snapshots(found.items)
    shown = [_compared(row, kept.get((row.article_id, row.revision or 0))) for row in found.items]
    return KeysetPage(shown, found.next_cursor, found.previous_cursor)


def _snapshots(citations: Iterable[Citation]) -> dict[tuple[int, int], dict[str, str]]:
    """The contents of the revisions that the citations count in."""
    where = Q(pk=None)
    for row in citations:
        where |= Q(article=row.article_id, number=row.revision)
    rows = Revision.objects.filter(where).values_list("article_id", "number", "snapshot")
    return {(article, number): snapshot for article, number, snapshot in rows}


def _compared(citation: Citation, snapshot: dict[str, str] | None) -> Stale:
    key = TEXTS[citation.target]
    old = (snapshot or {}).get(key, "")
    text = _text(citation.article, key)
    start, end = citation.start or 0, citation.end or 0
    span = moved(old, text, start, end)
    there = quote_at(text, *span) if span is not None else None
    before = _around(old, start, end) or citation.exact
    after = _around(text, *span) if span is not None else ""
    return Stale(citation, side_by_side(before, after), there, text.count(citation.exact))


def _text(article: Article, key: str) -> str:
    found: str = getattr(article, key)
    return found


def _around(text: str, start: int, end: int) -> str:
    """The paragraphs in which the span lies."""
    return "\n\n".join(
        text[span.start : span.end]
        for span in paragraphs(text)
        if span.start < end and start < span.end
    )
