"""What pages that count chains cost with 100,000 articles, 2,000 sources and 300,000 citations.

    .venv/bin/python tests/benchmarks/graph.py [PAGE ...]

Everything happens in a database of its own (tests/benchmarks/settling_data.py fills it by COPY in a
few minutes), which is removed at the end. Each page is made anew several times; its median stands
beside that of a plain page found by its primary key, made in the same run: the ratios count, not
the times. For the slowest query of each page PostgreSQL says how it went about it.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
TIMES = 7
PLAIN = "plain article"  # the page that the others are compared with
BOUND = 300  # milliseconds in the database; a busy machine says little of the rest


@dataclass
class Cost:
    """Of one page: SQL queries, milliseconds made anew, of them in the database, and for the
    slowest query its milliseconds and text."""

    queries: int
    cold: float
    database: float
    slowest: tuple[float, str] = field(default=(0.0, ""))


def main() -> None:
    """Print the cost of each page and the plan of its slowest query; fail above the bound."""
    sys.path.insert(0, str(ROOT))
    from tests.benchmarks.scratch import scratch_site

    with scratch_site(as_owner=True):
        from tests.benchmarks import settling_data

        begun = time.perf_counter()
        settling_data.fill()
        print(f"filled in {time.perf_counter() - begun:.0f} s: {_counts()}\n")
        wanted = {PLAIN, *sys.argv[1:]}
        asked = {
            kind: call
            for kind, call in (_pages() | _queues()).items()
            if len(wanted) == 1 or kind in wanted
        }
        costs = {kind: _cost(call) for kind, call in asked.items()}
        _print(costs)
    slow = [kind for kind, cost in costs.items() if cost.database > BOUND]
    assert not slow, f"above {BOUND} ms: {', '.join(slow)}"


def _counts() -> str:
    from articles.models import Alert, Article, ChainLink, Citation, Source

    kinds: tuple[Any, ...] = (Article, Source, Citation, ChainLink, Alert)
    return ", ".join(f"{kind.objects.count():,} {kind._meta.model_name}" for kind in kinds)


def _pages() -> dict[str, Callable[[], Any]]:
    """Kind of page -> what asks for it anew. The source is the one that most articles cite."""
    from django.db.models import Count

    from articles.models import Article, ChainLink, Section, Source
    from articles.templatetags.addresses import article_path, source_path

    article = Article.objects.public().order_by("pk")[50_000]
    top = ChainLink.objects.values("source").annotate(n=Count("*")).order_by("-n")
    most, middle = (Source.objects.get(pk=top[place]["source"]) for place in (0, 1000))
    heavy = ChainLink.objects.filter(before__isnull=False, again=False).values("before", "source")
    edge = heavy.annotate(n=Count("*")).order_by("-n")[0]
    slug = Section.objects.order_by("pk")[0].slug
    paths = {
        PLAIN: article_path(article),
        "source, most cited": source_path(most),
        "source, in a role": f"{source_path(most)}?role=interview",
        "source, the 1000th": source_path(middle),
        "sources, index": "/sources/",
        "graph": "/sources/graph/",
        "graph, period": "/sources/graph/?from=2015&to=2020-06",
        "graph, role": "/sources/graph/?role=spoken",
        "graph, kind, least": "/sources/graph/?kind=agency&least=5",
        "graph, an edge": f"/sources/graph/articles/?before={edge['before']}"
        f"&source={edge['source']}",
        "graph, CSV": "/sources/graph.csv",
        "graph, GraphML": "/sources/graph.graphml",
        "origins": "/sources/origins/",
        "origins, a section": f"/sources/origins/?section={slug}",
        "origins, none": "/sources/origins/articles/?rests=none",
        "origins, one of a year": "/sources/origins/articles/?rests=one&year=2012",
        "origins, few": f"/sources/origins/articles/?rests=more&year=2008&section={slug}",
    }
    return {kind: _getter(path) for kind, path in paths.items()}


def _queues() -> dict[str, Callable[[], Any]]:
    """What waits for the newsroom: the counts of the first page, and page 1 of each queue."""
    from articles.models import Section
    from articles.queries import queues as settling
    from articles.queries import queues_stale, unresolved, waiting
    from articles.queries.alerts import alerts_page, counts
    from tests import factories

    chief = factories.user("chief editor", sections=[])
    own = factories.user("editor", sections=[Section.objects.order_by("pk")[0]])
    deep = _deep(lambda cursor: alerts_page(chief, cursor))
    queues: dict[str, Callable[[], Any]] = {}
    for name in ("suggested_citations", "in_review", "open_reports", "due_soon"):
        rows = getattr(waiting, name)
        queues[f"queue: {name}"] = lambda rows=rows: (rows(chief).count(), list(rows(chief)[:20]))
    return queues | {
        "queue: most read": lambda: settling.suggestions(chief, None),
        "queue: newest": lambda: settling.suggestions(chief, None, order=settling.NEW),
        "queue: names": lambda: unresolved.unresolved_page(chief, None),
        "queue: stale": lambda: (settling.stale(chief).count(), list(settling.stale(chief)[:20])),
        "queue: stale, compared": lambda: queues_stale.stale_page(chief, None),
        "queue: alerts": lambda: (alerts_page(chief, None), counts(chief)),
        "queue: alerts, a section": lambda: (alerts_page(own, None), counts(own)),
        "queue: alerts, a rare kind": lambda: alerts_page(own, None, kind="circle"),
        "queue: alerts, decided": lambda: alerts_page(own, None, kind="circle", state="dismissed"),
        "queue: alerts, page 100": lambda: alerts_page(chief, deep),
    }


def _deep(page: Callable[[str | None], Any]) -> str | None:
    """The cursor of the hundredth page."""
    cursor = None
    for _ in range(99):
        cursor = page(cursor).next_cursor
    return cursor


def _getter(path: str) -> Callable[[], Any]:
    from django.test import Client

    from articles.web.page_cache import PAGES

    client = Client(HTTP_HOST="localhost")

    def get() -> Any:
        PAGES.clear()
        response = client.get(path)
        assert response.status_code == 200, (path, response.status_code)
        return b"".join(response.streaming_content) if response.streaming else response.content

    return get


def _cost(call: Callable[[], Any]) -> Cost:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    call()
    cold = [_milliseconds(call) for _ in range(TIMES)]
    database, slowest = [], (0.0, "")
    for _ in range(3):
        with CaptureQueriesContext(connection) as captured:
            call()
        taken = [(float(query["time"]) * 1000, query["sql"]) for query in captured]
        database.append(sum(milliseconds for milliseconds, _ in taken))
        slowest = max(taken, default=slowest)
    return Cost(len(captured), median(cold), median(database), slowest)


def _milliseconds(call: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    call()
    return (time.perf_counter() - begun) * 1000


def _print(costs: dict[str, Cost]) -> None:
    from django.db import connection

    plain = costs[PLAIN].cold
    print(f"{'page':<28}{'queries':>8}{'ms anew':>9}{'of it SQL':>11}{'ratio':>7}")
    for kind, cost in costs.items():
        print(
            f"{kind:<28}{cost.queries:>8}{cost.cold:>9.1f}{cost.database:>11.1f}"
            f"{cost.cold / plain:>7.1f}"
        )
    for kind, cost in costs.items():
        milliseconds, sql = cost.slowest
        print(f"\n{kind}: its slowest query took {milliseconds:.1f} ms\n  {sql[:400]}")
        if not sql.lstrip("( \n").startswith(("SELECT", "WITH")):
            continue
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS) {sql}")
            for (line,) in cursor.fetchall():
                print(f"    {line}")


if __name__ == "__main__":
    main()
