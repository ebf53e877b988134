"""Running `import_articles` in this process, and counting what it left."""

from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command

from articles.models import Article, Change, ImportBatch, ImportRecord, Original, Revision


def run(*paths: Path | str, **options: Any) -> tuple[list[str], list[str]]:
    """The lines on stdout, but for the counts of seconds, and on stderr. Raises CommandError."""
    out, err = StringIO(), StringIO()
    try:
        call_command("import_articles", *map(str, paths), stdout=out, stderr=err, **options)
    finally:
        lines = [line.partition(" in ")[0] for line in out.getvalue().splitlines()]
    return lines, err.getvalue().splitlines()


def counts() -> tuple[int, ...]:
    tables = (ImportBatch, ImportRecord, Original, Article, Revision, Change)
    return tuple(table.objects.count() for table in tables)
