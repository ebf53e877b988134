"""The change log as the API publishes it: in order, without gaps, and hiding what is hidden."""

import re
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db.models import BooleanField, ExpressionWrapper
from django.utils import timezone

from articles.models import (
    Article,
    Change,
    ChangeLog,
    ChangeOp,
    Source,
    WithdrawalReason,
    public_now,
)
from articles.queries.comments import shown as shown_comments

_CURSOR = re.compile(
    r"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.(0|[1-9][0-9]{0,17})"
)
GONE = (ChangeOp.WITHDRAWN, ChangeOp.DELETED)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log: what happened to which article, source or comment.

    `version` is None and `op` is withdrawn or deleted where the thing is not public (any more),
    whatever the line said when it was written.
    """

    seq: int
    type: Literal["article", "source", "comment"]
    id: int
    op: str
    at: datetime
    reason_code: str
    version: int | None


class OtherLog(Exception):
    """The cursor belongs to another log, or to a state of this one that was never committed."""

    def __init__(self, cursor: str) -> None:
        self.cursor = cursor
        super().__init__(cursor)


def parse_cursor(text: str) -> tuple[uuid.UUID, int]:
    """The log's id and the number that a cursor `<log-id>.<seq>` names. Raises ValueError."""
    match = _CURSOR.fullmatch(text)
    if match is None:
        raise ValueError(f"not a cursor of the change log: {text[:80]}")
    return uuid.UUID(match[1]), int(match[2])


def entries(since: tuple[uuid.UUID, int] | None, limit: int) -> tuple[uuid.UUID, list[Entry]]:
    """The log's id and at most `limit` entries after `since` (None: from the beginning).

    Five queries. Numbers follow the order of commits, so nothing can appear before what was read.
    Raises OtherLog with the cursor of the log's end.
    """
    log = ChangeLog.objects.get(pk=1)
    seq = 0
    if since is not None:
        log_id, seq = since
        if log_id != log.log_id or seq > log.seq:
            raise OtherLog(str(log))
    rows = list(Change.objects.filter(seq__gt=seq).order_by("seq")[:limit])
    return log.log_id, _as_seen_now(rows)


def _as_seen_now(rows: list[Change]) -> list[Entry]:
    articles = _articles(row.article_id for row in rows)
    comments = set(
        shown_comments()
        .filter(
            pk__in=[row.comment_id for row in rows if row.comment_id],
            article__in=Article.objects.public(),
        )
        .values_list("pk", flat=True)
    )
    sources = set(
        Source.objects.filter(pk__in=[row.source_id for row in rows if row.source_id]).values_list(
            "pk", flat=True
        )
    )
    shown = []
    for row in rows:
        if row.article_id is not None:
            shown.append(_of_article(row, articles[row.article_id]))
        elif row.source_id is not None:
            there = row.source_id in sources
            shown.append(
                _entry(row, "source", row.source_id, hidden=not there, gone=ChangeOp.DELETED)
            )
        elif row.comment_id is not None:
            visible = row.comment_id in comments
            shown.append(_entry(row, "comment", row.comment_id, hidden=not visible))
    return shown


def _articles(ids: Iterable[int | None]) -> Mapping[int, Article]:
    """The articles by id, each with `is_public`; one query."""
    public = ExpressionWrapper(public_now(timezone.now()), output_field=BooleanField())
    found = Article.objects.filter(pk__in={pk for pk in ids if pk is not None})
    return (
        found.only("withdrawn_at", "withdrawal_code", "erased_at")
        .annotate(is_public=public)
        .in_bulk()
    )


def _of_article(row: Change, article: Article) -> Entry:
    if article.is_public:  # type: ignore[attr-defined]
        return _entry(row, "article", article.pk)
    if article.erased_at is not None:
        return Entry(
            row.seq, "article", article.pk, ChangeOp.DELETED, article.erased_at,
            WithdrawalReason.ERASED, None,
        )  # fmt: skip
    if row.op in GONE:
        return _entry(row, "article", article.pk, hidden=True)
    at = article.withdrawn_at or row.at
    code = article.withdrawal_code or "embargo"
    return Entry(row.seq, "article", article.pk, ChangeOp.WITHDRAWN, at, code, None)


def _entry(
    row: Change,
    kind: Literal["article", "source", "comment"],
    pk: int,
    *,
    hidden: bool = False,
    gone: str = ChangeOp.WITHDRAWN,
) -> Entry:
    if not hidden and row.op not in GONE:
        return Entry(row.seq, kind, pk, row.op, row.at, row.reason_code, row.version)
    op = row.op if row.op in GONE else gone
    return Entry(row.seq, kind, pk, op, row.at, row.reason_code, None)
