"""What a denied or failed write must leave as it was: every row of every table of the archive."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection

from articles.models import Article, AuditEntry, Change


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """All rows of the application's tables as text."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_app_config("articles").get_models(include_auto_created=True):
            table = model._meta.db_table
            cursor.execute(f'SELECT t::text FROM "{table}" AS t ORDER BY 1')
            found[table] = cursor.fetchall()
    return found


@contextmanager
def nothing_changes() -> Iterator[None]:
    before = everything()
    yield
    assert everything() == before


class Since:
    """What a write added: entries of the log, of the audit, and revisions."""

    def __init__(self) -> None:
        self.seq = Change.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
        self.audit = AuditEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0

    def changes(self) -> list[tuple[int | None, str, str, int]]:
        """(article or source, op, reason code, version) in order."""
        rows = Change.objects.filter(seq__gt=self.seq).order_by("seq")
        return [(r.article_id or r.source_id, r.op, r.reason_code, r.version) for r in rows]

    def audited(self) -> list[tuple[str, str, str]]:
        """(actor, action, kind of object) in order."""
        rows = AuditEntry.objects.filter(pk__gt=self.audit).order_by("pk")
        return [(r.actor, r.action, r.object_type) for r in rows]


def revisions(article: Article) -> list[tuple[int, str, str]]:
    """(number, actor, status in the snapshot) in order."""
    rows = article.revisions.order_by("number")
    return [(r.number, r.actor, r.snapshot["status"]) for r in rows]
