"""One write, one transaction: what it changed is numbered in the log as its last statement."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from articles.models import (
    Article,
    AuditEntry,
    ChangeOp,
    Citation,
    Comment,
    Image,
    NotedKind,
    Person,
    Source,
    Topic,
)
from articles.services.actors import Actor, account, actor_name
from articles.services.chain_rows import remember

CHANNEL = "isnad_changes"

# The counter's row stays locked until the commit, so the order of `seq` is the order of commits.
APPEND = """
WITH counter AS (
  UPDATE articles_changelog SET seq = seq + %(count)s, site_version = site_version + %(site)s
   WHERE id = 1 RETURNING seq - %(count)s AS base
)
INSERT INTO articles_change (seq, article_id, source_id, comment_id, op, at, reason_code, version)
SELECT counter.base + item.n, item.article, item.source, item.comment, item.op,
       clock_timestamp(), item.reason, item.version
  FROM counter, unnest(%(articles)s::bigint[], %(sources)s::bigint[], %(comments)s::bigint[],
                       %(ops)s::text[], %(reasons)s::text[], %(versions)s::int[])
       WITH ORDINALITY AS item (article, source, comment, op, reason, version, n)
"""
# Numbered by the same row, without a word to readers: see IndexNote.
NOTE = """
WITH counter AS (
  UPDATE articles_changelog SET note_seq = note_seq + %(count)s
   WHERE id = 1 RETURNING note_seq - %(count)s AS base
)
INSERT INTO articles_indexnote (kind, thing_id, seq)
SELECT item.kind, item.thing, counter.base + item.n
  FROM counter, unnest(%(kinds)s::text[], %(things)s::bigint[])
       WITH ORDINALITY AS item (kind, thing, n)
    ON CONFLICT (kind, thing_id) DO UPDATE SET seq = excluded.seq
"""
SEEN = (ChangeOp.PUBLISHED, ChangeOp.UPDATED)
TOUCH = "UPDATE articles_changelog SET site_version = site_version + 1 WHERE id = 1"


Row = tuple[int | None, int | None, int | None, str, str, int]
"""Article, source or comment; what happened; the reason code; the version."""


@dataclass
class Recording:
    """Collects what one write changed; nested writes add to the outermost."""

    by: Actor
    rows: list[Row] = field(default_factory=list)
    entries: list[AuditEntry] = field(default_factory=list)
    site: bool = False
    chains: set[int] = field(default_factory=set)
    notes: set[tuple[str, int]] = field(default_factory=set)

    def article(self, article: Article, op: ChangeOp, reason_code: str = "") -> None:
        """`article` became visible, changed or disappeared for readers."""
        self.rows.append((article.pk, None, None, op, reason_code, article.version))
        self.chain(article.pk)

    def chain(self, article_id: int) -> None:
        """The article's chain may be another one now, or others may see it: what follows from it
        is written again. What is told here of an article or a citation does so too."""
        self.chains.add(article_id)
        self.indexed(article_id)

    def indexed(self, article_id: int) -> None:
        """Something that the search index has of the article may be another now, for whomever."""
        self.notes.add((NotedKind.ARTICLE, article_id))

    def named(self, thing: Topic | Person | Image) -> None:
        """`thing` has other names or another caption, by which its articles are found."""
        self.notes.add((NotedKind(thing._meta.model_name or ""), thing.pk))

    def source(self, source: Source, op: ChangeOp, reason_code: str = "") -> None:
        """`source` appeared, changed or disappeared for readers."""
        self.rows.append((None, source.pk, None, op, reason_code, source.version))

    def comment(self, comment: Comment, op: ChangeOp, reason_code: str = "") -> None:
        """`comment` appeared, changed or disappeared for readers."""
        self.rows.append((None, None, comment.pk, op, reason_code, 1))

    def site_changed(self) -> None:
        """Something that pages show besides articles changed: a section, a topic, a person."""
        self.site = True

    def audit(self, action: str, thing: models.Model | None, **detail: Any) -> None:
        """Note who did `action` to `thing`; `detail` must be JSON."""
        if isinstance(thing, Article | Citation):
            self.chain(thing.pk if isinstance(thing, Article) else thing.article_id)
        self.entries.append(
            AuditEntry(
                at=timezone.now(),
                by=account(self.by),
                actor=actor_name(self.by),
                action=action,
                object_type=thing._meta.model_name or "" if thing is not None else "",
                object_id=thing.pk if thing is not None else None,
                detail=detail,
            )
        )

    def write(self) -> None:
        """Store entries and numbers. Called once, as the last statements of the transaction."""
        if self.entries:
            AuditEntry.objects.bulk_create(self.entries)
        if self.chains:
            remember(self.chains)
        # The log says of these articles that they changed.
        told = {(NotedKind.ARTICLE, row[0]) for row in self.rows}
        notes = sorted(self.notes - told)
        if not self.rows and not self.site and not notes:
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])
            if notes:
                kinds, things = map(list, zip(*notes, strict=True))
                cursor.execute(NOTE, {"count": len(notes), "kinds": kinds, "things": things})
            if not self.rows:
                if self.site:
                    cursor.execute(TOUCH)
                return
            rows = _merged(self.rows)
            articles, sources, comments, ops, reasons, versions = map(list, zip(*rows, strict=True))
            cursor.execute(
                APPEND,
                {
                    "count": len(rows),
                    "site": int(self.site),
                    "articles": articles,
                    "sources": sources,
                    "comments": comments,
                    "ops": [str(op) for op in ops],
                    "reasons": reasons,
                    "versions": versions,
                },
            )


def _merged(rows: list[Row]) -> list[Row]:
    """One row where a thing was seen (or changed) and changed again in the same transaction."""
    merged: list[Row] = []
    last: dict[tuple[int | None, ...], int] = {}
    for row in rows:
        before = last.get(row[:3])
        if before is not None and row[3] == ChangeOp.UPDATED and merged[before][3] in SEEN:
            merged[before] = (*merged[before][:5], row[5])
        else:
            last[row[:3]] = len(merged)
            merged.append(row)
    return merged


_current: ContextVar[Recording | None] = ContextVar("recording", default=None)


@contextmanager
def recording(by: Actor) -> Iterator[Recording]:
    """A transaction whose changes get their numbers at its end; nested uses join the outermost."""
    outer = _current.get()
    if outer is not None:
        with transaction.atomic():
            mark = len(outer.rows), len(outer.entries), outer.site
            try:
                yield outer
            except BaseException:
                # The savepoint is rolled back, so what it collected did not happen either.
                del outer.rows[mark[0] :], outer.entries[mark[1] :]
                outer.site = mark[2]
                raise
        return
    with transaction.atomic():
        collected = Recording(by)
        token = _current.set(collected)
        try:
            yield collected
        finally:
            _current.reset(token)
        collected.write()
