"""Many articles at once, past the services: for tests of lists that need thousands of rows."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from articles.models import Article, ArticleStatus

BEGIN = datetime(2019, 1, 1, 12, tzinfo=UTC)


def published(
    count: int, *, day: date | None = None, undated: bool = False, **fields: Any
) -> list[Article]:
    """`count` published articles: all of one `day`, undated, or an hour apart from each other."""
    rows = []
    for number in range(count):
        at = BEGIN + timedelta(hours=number)
        if day is not None:
            at = datetime.combine(day, time.min, timezone.get_current_timezone())
        dated = "" if undated else timezone.localtime(at).date().isoformat()
        values: dict[str, Any] = {
            "title": f"مادة {number}",
            "slug": f"مادة-{number}",
            "body": "<p>نص.</p>",
            "body_text": "نص.",
            "status": ArticleStatus.PUBLISHED,
            "dated": dated,
            "date_unknown": undated,
            "dated_from": None if undated else timezone.localtime(at).date(),
            "dated_to": None if undated else timezone.localtime(at).date(),
            "dated_precision": "" if undated else "day",
            "first_published_at": BEGIN,
            "published_at": BEGIN,
            "modified_at": BEGIN,
            "created_at": BEGIN,
            "sort_at": at,
        }
        rows.append(Article(**(values | fields)))
    return Article.objects.bulk_create(rows)


def analyze() -> None:
    """Let the planner know the rows; only the owner of the tables may say so."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("ANALYZE")
        cursor.execute("SET ROLE isnad_app")
