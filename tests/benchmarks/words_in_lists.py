"""How long a page of articles narrowed by words takes, by how many match and where they stand.

    .venv/bin/python -m tests.benchmarks.words_in_lists [--articles 300000]

`q` of the API's articles as it is asked (`articles.queries.matched`): a database of rows without
text, and an index in memory in which words stand in every second, fiftieth, hundredth and
thousandth article, and in the oldest fiftieth only. Milliseconds, the least and the median of
seven times, for the first page, a later one, and one narrowed to a section, which the index has
as well, or as if only the database had it.
"""

import argparse
import time
from collections.abc import Iterator
from statistics import median
from typing import Any

from tests.benchmarks.scratch import scratch_site

SIZE, TIMES = 20, 7
KEYS = ("-published_on", "-id")
WORDS = {"قمح": 2, "شعير": 50, "ذرة": 100, "سمسم": 1_000}  # in each how-many-th article
OLDEST = "عدس"
FILL = """
INSERT INTO articles_article
  (title, slug, standfirst, body, body_text, footer, footer_prompt, byline_text, language, rights,
   publisher_name, origin_url, dated, date_unknown, dated_precision, status, first_published_at,
   published_at, modified_at, withdrawal_code, withdrawal_reason, sort_at, comments_open, is_demo,
   version, created_at, section_id)
SELECT 'مادة ' || n, 'm' || n, '', '', '', '', '', '', 'ar', '', '', '', '', true, '', 'published',
       at, at, at, '', '', at, true, false, 1, at, CASE WHEN n %% 10 = 1 THEN %s END
  FROM generate_series(1, %s) AS n,
       LATERAL (SELECT timestamptz '2000-01-01' + n * interval '10 minutes' AS at) AS times
"""


def main() -> None:
    """Make both, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=300_000)
    count = parser.parse_args().articles
    with scratch_site(as_owner=True):
        section = _filled(count)
        _indexed(count, section)
        for word in (*WORDS, OLDEST, f"{next(iter(WORDS))} ذرة"):
            for what, least, middle, rows in _measured(word, section):
                print(f"{word:12} {what:12} {least:8.1f} {middle:8.1f} ms  {rows:3} rows")


def _filled(count: int) -> int:
    from django.db import connection

    from articles.services.actors import COMMAND
    from articles.services.taxonomy import save_section

    section = save_section(by=COMMAND, name="قسم").pk
    with connection.cursor() as cursor:
        cursor.execute(FILL, [section, count])
        cursor.execute("ANALYZE")
    return section


def _indexed(count: int, section: int) -> None:
    """An index in memory that searches ask from now on."""
    from articles.models import Article
    from articles.queries import matched
    from articles.queries.search_index import Standing
    from articles.search.documents import tokens_of
    from articles.search.engine import Document
    from articles.search.tantivy_index import TantivyIndex

    first = Article.objects.earliest("pk").pk

    def documents() -> Iterator[Document]:
        for number in range(count):
            words = [word for word, each in WORDS.items() if number % each == 0]
            if number < count // 50:
                words.append(OLDEST)
            tokens = tokens_of(" ".join(["مادة", *words]))
            yield Document(
                first + number,
                {"text": tokens},
                numbers={"public": (1,), "section": (section,) if number % 10 == 0 else ()},
            )

    index = TantivyIndex()
    index.fill(documents())
    index.commit()
    now = Standing(index, "ready")
    matched.standing = lambda: now  # type: ignore[assignment]


def _measured(word: str, section: int) -> Iterator[tuple[str, float, float, int]]:
    from django.contrib.auth.models import AnonymousUser

    from articles.queries.api_articles import listed, narrow
    from articles.queries.matched import matching, page
    from articles.search.asked import Filters

    nobody = AnonymousUser()
    cursor = None
    wanted = Filters(sections=(section,))
    for what, narrowed, filters in (
        ("first", {}, Filters()), ("later", {}, Filters()),
        ("in a section", {"section": section}, wanted), ("database's", {"section": section}, Filters()),
    ):  # fmt: skip
        times, found = [], None
        at = cursor if what == "later" else None
        for _ in range(TIMES):
            begun = time.perf_counter()
            asked: Any = matching(word, nobody, filters)
            rows = narrow(listed(nobody), **narrowed)
            found = page(rows, asked, keys=KEYS, cursor=at, size=SIZE)
            times.append(1000 * (time.perf_counter() - begun))
        cursor = found.next_cursor if found and what == "first" else cursor
        yield what, min(times), median(times), len(found.items) if found else 0


if __name__ == "__main__":
    main()
