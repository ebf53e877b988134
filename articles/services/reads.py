"""How often articles were read: numbers by article and day, added up in one statement."""

from collections.abc import Mapping
from datetime import date

from django.db import connection

# In the order of the key, so that two processes never wait for each other; what was deleted
# meanwhile is left out.
ADD = """
INSERT INTO articles_articlereads AS kept (article_id, day, count)
SELECT one.article, one.day, one.count
  FROM unnest(%s::bigint[], %s::date[], %s::int[]) AS one (article, day, count)
  JOIN articles_article AS a ON a.id = one.article
 ORDER BY one.article, one.day
    ON CONFLICT (article_id, day) DO UPDATE SET count = kept.count + excluded.count
"""


def add_reads(counts: Mapping[tuple[int, date], int]) -> None:
    """Add the numbers, by article and day. They are no content: nobody's right is asked, and no
    log tells of them."""
    if not counts:
        return
    articles, days = zip(*counts, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(ADD, [list(articles), list(days), list(counts.values())])
