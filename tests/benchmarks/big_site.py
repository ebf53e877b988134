"""A site in a folder that is kept: generated articles, as many as wanted, and their real index.

Up to `DIFFERENT` articles go in through the program's own insertion. The others are copies of
these, made in SQL by the owner of the tables with the links to sources, topics and writers: so at
1,000,000 each text is there 25 times, each time under another id and date. Copies have no
revisions, no rows of chains and no fingerprints, which neither searching nor indexing reads. The
best hits of a query are then copies of one text, and pages of them pack better than others.
"""

import multiprocessing
import os
import re
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.benchmarks.generated import (
    FIRST,
    LAST,
    PEOPLE,
    SECTIONS,
    SOURCES,
    TOPICS,
    Material,
    articles,
)

if TYPE_CHECKING:
    from articles.models import Article

ROOT = Path(__file__).resolve().parent.parent.parent
DIFFERENT = 40_000
PORTION = 2_000
SPAN = int((LAST - FIRST).total_seconds())
APART = 23_893_423  # seconds between an article and its copy, and so on around the whole time
AT_ONCE = 2  # connections that copy

MOVED = """
CROSS JOIN LATERAL (SELECT %(first)s::timestamptz + make_interval(secs =>
    mod(extract(epoch FROM sort_at - %(first)s)::bigint + %(copy)s * %(apart)s, %(span)s)) AS at)
AS moved CROSS JOIN LATERAL (SELECT (moved.at AT TIME ZONE %(zone)s)::date AS day) AS local
"""
DATES = {
    "sort_at": "moved.at",
    "created_at": "moved.at",
    "modified_at": "moved.at",
    "published_at": "moved.at + (published_at - sort_at)",
    "first_published_at": "moved.at + (first_published_at - sort_at)",
    "dated": "local.day::text",
    "dated_from": "local.day",
    "dated_to": "local.day",
}


def set_up(folder: Path) -> None:
    """Set Django up for the site in `folder`, with its own database server and all its tables."""
    os.environ |= {"ISNAD_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        os.environ.pop(name, None)
    import django

    from newsroom.messages import compile_all

    compile_all(ROOT)
    django.setup()
    from newsroom.prepare import migrate_if_needed
    from newsroom.static_files import collect_if_changed

    migrate_if_needed()
    collect_if_changed()


def fill(made_of: Material, count: int) -> None:
    """Have `count` articles in the site, unless there are some."""
    from django.core.management import call_command
    from django.db import connections

    from articles.models import Article

    if (found := Article.objects.count()) == count:
        return
    if found:
        sys.exit(f"There are {found:,} articles instead of {count:,}: take another folder.")
    begun = time.monotonic()
    call_command("load_sources", verbosity=0)
    _insert(made_of, min(count, DIFFERENT))
    print(f"inserted {min(count, DIFFERENT):,} in {time.monotonic() - begun:.0f} s", flush=True)
    _multiply(count)
    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("SELECT pg_database_size(current_database())")
        size = cursor.fetchone()[0]
    print(
        f"{count:,} articles after {time.monotonic() - begun:.0f} s,"
        f" the database has {size / 1e9:.1f} GB",
        flush=True,
    )


def build(folder: Path, count: int, *, processes: int, rebuild: bool) -> None:
    """Bring the index up to date, or make a new one, and say how long that took and what memory.

    An index of other fields than the program's is made anew too.
    """
    from articles.services.indexing_keeper import bring_up_to_date

    most: dict[str, int] = {}
    filled = told = 0.0
    begun = time.monotonic()

    def show(done: int, total: int) -> None:
        nonlocal filled, told
        filled = time.monotonic() - begun
        for child in multiprocessing.active_children():
            most[child.name] = max(most.get(child.name, 0), _memory(child.pid))
        if filled > told + 30:
            told = filled
            print(f"  {done:,} of {total:,}, {done / filled:,.0f}/s", flush=True)

    bring_up_to_date(folder, processes=processes, rebuild=rebuild, progress=show)
    if not filled:
        return
    passed = time.monotonic() - begun
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    print(
        f"built by {processes}: {count:,} in {filled:.0f} s, {count / filled:,.0f}/s ({passed:.0f} s"
        f" until joined and looked through), {size / count:,.0f} bytes an article, load"
        f" {os.getloadavg()[0]:.1f}"
    )
    memory = ", ".join(f"{name} {kilobytes / 1024:.0f} MB" for name, kilobytes in most.items())
    print(f"  at most: {memory}, who started them {_memory(os.getpid()) / 1024:.0f} MB", flush=True)


def _memory(pid: int | None) -> int:
    """Kilobytes that a process had in memory at most."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    found = re.search(r"VmHWM:\s+(\d+)", status)
    return int(found[1]) if found else 0


def _insert(made_of: Material, count: int) -> None:
    """The first articles, each with what leads to it."""
    from articles.models import Article, Byline, Citation, CitationState
    from articles.services.ingest.copying import copy_in
    from tests import factories

    sections = [factories.section(f"قسم {n}") for n in range(1, SECTIONS + 1)]
    sources = [
        factories.source(f"Source {n}", label=name)
        for n, name in enumerate(_different(made_of.sources, SOURCES))
    ]
    topics = [factories.topic(name) for name in _different(made_of.topics, TOPICS)]
    people = dict(zip(made_of.people, _different(made_of.people, PEOPLE), strict=True))
    people = {name: factories.person(other) for name, other in people.items()}
    stream = articles(made_of, count)
    while some := list(islice(stream, PORTION)):
        made = [_article(values, sections) for values in some]
        copy_in(made)
        pairs = list(zip(made, some, strict=True))
        copy_in(
            [
                Citation(
                    article_id=article.pk,
                    source=sources[number - 1],
                    role=values.roles[place % len(values.roles)],
                    state=CitationState.CONFIRMED,
                    position=place,
                    created_at=article.sort_at,
                    modified_at=article.sort_at,
                )
                for article, values in pairs
                for place, number in enumerate(values.sources)
            ]
        )
        copy_in(
            [
                Article.topics.through(article_id=article.pk, topic_id=topics[number - 1].pk)
                for article, values in pairs
                for number in values.topics
            ]
        )
        signed = ((article, people[list(values.names)[-1]]) for article, values in pairs)
        copy_in([Byline(article_id=article.pk, person=person) for article, person in signed])


def _different(names: Sequence[str], count: int) -> Iterator[str]:
    """So many names, with a number where one comes again."""
    seen: set[str] = set()
    for number, name in enumerate(names[:count]):
        other = f"{name} {number}" if name in seen else name
        seen.add(other)
        yield other


def _article(values: Any, sections: Sequence[Any]) -> "Article":
    from django.utils import timezone

    from articles.models import Article
    from articles.text.slugs import slugify

    at, day = values.sort_at, timezone.localdate(values.sort_at)
    title = values.title.strip() or "بلا عنوان"
    return Article(
        title=title[:500],
        slug=slugify(title[:500]),
        standfirst=values.standfirst,
        body_text=values.body_text,
        body="".join(f"<p>{one}</p>" for one in values.body_text.split("\n\n")),
        section=sections[values.section - 1],
        status=values.status,
        sort_at=at,
        first_published_at=at if values.public else None,
        published_at=at if values.public else None,
        modified_at=at,
        created_at=at,
        dated=str(day),
        dated_from=day,
        dated_to=day,
        dated_precision="day",
    )


def _multiply(count: int) -> None:
    """Copy the articles that are there until there are `count`."""
    from django.db import connections

    from articles.models import Article, Byline, Citation

    first = Article.objects.order_by("-pk").values_list("pk", flat=True)[0]
    tables: list[tuple[Any, int]] = [(Article, first)]
    for model in (Citation, Article.topics.through, Byline):
        tables.append(
            (model, model._default_manager.order_by("-pk").values_list("pk", flat=True)[0])
        )

    def copy(number: int) -> None:
        left = min(first, count - number * first)
        with connections["owner"].cursor() as cursor:
            for model, highest in tables:
                _copy(cursor, model, number, highest, first, left)
        connections["owner"].close()
        print(f"  copy {number} at {time.strftime('%H:%M:%S')}", flush=True)

    with ThreadPoolExecutor(AT_ONCE) as several:
        list(several.map(copy, range(1, -(-count // first))))
    with connections["owner"].cursor() as cursor:
        for model, _ in tables:
            table = model._meta.db_table
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"
            )


def _copy(cursor: Any, model: Any, number: int, highest: int, first: int, left: int) -> None:
    """The rows of one table for the copy of this number, of the first `left` articles."""
    from django.conf import settings

    of_articles = model._meta.model_name == "article"
    changed = {"id": f"id + {number * highest}"}
    if of_articles:
        changed |= DATES
    else:
        changed["article_id"] = f"article_id + {number * first}"
    columns = [field.column for field in model._meta.concrete_fields]
    values = ", ".join(changed.get(column, f'"{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    table = model._meta.db_table
    article = "id" if of_articles else "article_id"
    cursor.execute(
        f"INSERT INTO {table} ({names}) SELECT {values} FROM {table}"
        f" {MOVED if of_articles else ''} WHERE {article} <= {left} ORDER BY id",
        {"first": FIRST, "copy": number, "apart": APART, "span": SPAN, "zone": settings.TIME_ZONE},
    )
