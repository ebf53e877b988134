"""Folded forms of the names that lead to no source, by which they are counted."""

from django.db import connection

from articles.models import FoldedName
from articles.text.fold import fold_name

PORTION = 5000
NEW = """
SELECT DISTINCT c.name FROM articles_citation AS c
 WHERE c.source_id IS NULL AND c.state <> 'rejected'
   AND NOT EXISTS (SELECT FROM articles_foldedname AS f WHERE f.name = c.name)
 LIMIT %s
"""


def fold_new_names() -> int:
    """Store the forms of names that have none yet, a portion at a time; returns how many.

    They follow from the names, so that they need no permission and no line in the log.
    """
    with connection.cursor() as cursor:
        cursor.execute(NEW, [PORTION])
        names = [name for (name,) in cursor.fetchall()]
    # A name of no letters is its own form.
    rows = [FoldedName(name=name, folded=fold_name(name) or name) for name in names]
    FoldedName.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)
