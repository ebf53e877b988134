"""What readers' pages cost with 100 articles and with all of the corpus, page 1 beside page 400.

    .venv/bin/python tests/benchmarks/pages.py [FILE]

FILE is `articles_dev.jsonl.gz` of the corpus by default (`ISNAD_CORPUS` names the corpus's
folder). Everything happens in a database of its own, which is removed at the end. A quarter of
the articles is made undated and 3,000 get one date. Cold means made anew, warm sent from memory.
Each figure is the median of several requests in one process; the ratios count, not the times.
"""

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
FEW, EQUAL = 100, 3000
TIMES = 7
FAR = 400  # pages of a list
SECTIONS, SOURCES = 5, 40
PAGES_OF = "/sections/{}/"


@dataclass
class Cost:
    """Of one page: SQL queries, and milliseconds made anew, in the database alone, from memory."""

    queries: int
    cold: float
    database: float
    warm: float


def main() -> None:
    """Print the costs of every kind of page, and whether any is above its bounds."""
    path = _file()
    sys.path.insert(0, str(ROOT))
    from tests.benchmarks.scratch import scratch_site

    with scratch_site(as_owner=True):
        _import(path, 0, FEW)
        few = {kind: _cost(page) for kind, page in _furnish().items()}
        _import(path, FEW, None)
        pages = _furnish()
        many = {kind: _cost(page) for kind, page in pages.items()}
        near, far, walked = _near_and_far()
    _print(few, many)
    print(f"a section's page {FAR} costs {far / near:.2f} of its page 1 ({near:.1f} ms)")
    print(f"walked to its end: {walked} articles, each once")
    assert all(cost.queries <= 8 for cost in many.values())
    assert all(many[kind].queries <= few[kind].queries for kind in many)


def _file() -> Path:
    folder = Path(os.environ.get("ISNAD_CORPUS", ROOT.parent / "shared" / "corpus"))
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else folder / "articles_dev.jsonl.gz"
    if not path.is_file():
        print(f"pages: skipped, there is no {path} (ISNAD_CORPUS names the corpus).")
        sys.exit(0)
    return path


def _import(path: Path, start: int, end: int | None) -> None:
    from articles.importers.jsonl import JSONL
    from articles.services.actors import COMMAND
    from articles.services.ingest import ingest_many

    with path.open("rb") as stream:
        items = islice(JSONL.read(stream, source=str(path)), start, end)
        ingest_many(items, by=COMMAND, publish=True)


def _furnish() -> dict[str, str]:
    """Give every article a section, a topic, a byline and a chain of two sources; kind -> page."""
    from datetime import UTC, datetime

    from django.db import connection
    from django.db.models import F

    from articles.models import Article, Byline, Citation, Person, Section, Source, Topic
    from articles.services.actors import COMMAND
    from articles.services.chain_rows import rebuild_chain_rows
    from articles.templatetags.addresses import article_path, person_path, source_path
    from tests import factories

    if not Section.objects.exists():
        for _ in range(SECTIONS):
            factories.section()
        for _ in range(SOURCES):
            factories.source()
        factories.topic(), factories.person()
    sections = list(Section.objects.order_by("pk"))
    sources = list(Source.objects.order_by("pk"))
    topic, person = Topic.objects.get(), Person.objects.get()
    new = Article.objects.filter(section=None)
    ids = list(new.order_by("pk").values_list("pk", flat=True))
    Article.topics.through.objects.bulk_create(
        Article.topics.through(article_id=pk, topic=topic) for pk in ids
    )
    Byline.objects.bulk_create(Byline(article_id=pk, person=person) for pk in ids)
    near = Citation.objects.bulk_create(
        Citation(article_id=pk, source=sources[pk % 20], role="relayed", state="confirmed")
        for pk in ids
    )
    Citation.objects.bulk_create(
        Citation(article_id=link.article_id, source=sources[20 + link.article_id % 20],
                 role="spoken", state="confirmed", via=link, position=1)
        for link in near
    )  # fmt: skip
    undated: dict[str, Any] = {
        "dated": "", "dated_from": None, "dated_to": None, "dated_precision": "",
        "date_unknown": True, "sort_at": F("created_at"),
    }  # fmt: skip
    new.annotate(rest=F("pk") % 4).filter(rest=0).update(**undated)
    at = datetime(2021, 5, 3, 9, tzinfo=UTC)
    equal = new.annotate(rest=F("pk") % 4).filter(rest=1).values("pk")[:EQUAL]
    Article.objects.filter(pk__in=list(equal.values_list("pk", flat=True))).update(
        dated="2021-05-03", dated_from=at.date(), dated_to=at.date(), dated_precision="day",
        date_unknown=False, sort_at=at,
    )  # fmt: skip
    # One section holds nearly all, so that it has a page 400.
    new.annotate(rest=F("pk") % 8).filter(rest=7).update(section=sections[1])
    new.update(section=sections[0])
    rebuild_chain_rows(by=COMMAND)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    article = Article.objects.filter(dated="2021-05-03").order_by("pk")[0]
    return {
        "front": "/",
        "section": PAGES_OF.format(sections[0].slug),
        "topic": f"/topics/{topic.slug}/",
        "person": person_path(person),
        "sources": "/sources/",
        "source": source_path(sources[article.pk % 20]),
        "archive": "/archive/",
        "year": "/archive/2021/",
        "month": "/archive/2021/05/",
        "day": "/archive/2021/05/03/",
        "undated": "/archive/undated/",
        "article": article_path(article),
        "comments": f"/a/{article.pk}/comments/",
        "corrections": "/corrections/",
        "feed": "/feed.atom",
        "sitemap": "/sitemap.xml",
    }


def _cost(path: str) -> Cost:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from articles.web.page_cache import PAGES

    get = _getter(path)
    get()
    cold, database, queries = [], [], set()
    for _ in range(TIMES):
        PAGES.clear()
        cold.append(_milliseconds(get))
    for _ in range(TIMES):
        PAGES.clear()
        with CaptureQueriesContext(connection) as captured:
            get()
            queries.add(len(captured))
            database.append(sum(float(query["time"]) for query in captured) * 1000)
    warm = [_milliseconds(get) for _ in range(TIMES)]
    assert len(queries) == 1
    return Cost(queries.pop(), median(cold), median(database), median(warm))


def _near_and_far() -> tuple[float, float, int]:
    """Milliseconds of page 1 and page 400 of the largest list, and how many it shows in all."""
    import re

    from articles.models import Article, Section
    from articles.web.page_cache import PAGES

    section = Section.objects.order_by("pk")[0]
    first = path = PAGES_OF.format(section.slug)
    seen: list[int] = []
    far, number = "", 0
    while path:
        number += 1
        far = path if number <= FAR else far
        html = _getter(path)().content.decode()
        seen += [int(pk) for pk in re.findall(r'<h3><a href="/a/(\d+)/', html)]
        following = re.search(r'rel="next" href="(\?[^"]*)"', html)
        path = first + following[1] if following else ""
    assert len(seen) == len(set(seen)) == Article.objects.filter(section=section).count()
    assert number >= FAR

    def cold(path: str) -> float:
        get, costs = _getter(path), []
        for _ in range(3 * TIMES):
            PAGES.clear()
            costs.append(_milliseconds(get))
        return median(costs)

    return cold(first), cold(far), len(seen)


def _getter(path: str) -> Callable[[], Any]:
    from django.test import Client

    client = Client(HTTP_HOST="localhost")

    def get() -> Any:
        response = client.get(path)
        assert response.status_code == 200, (path, response.status_code)
        return response

    return get


def _milliseconds(call: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    call()
    return (time.perf_counter() - begun) * 1000


def _print(few: dict[str, Cost], many: dict[str, Cost]) -> None:
    print(f"{'page':<12}{'queries':>16}{'ms anew':>18}{'of it SQL':>18}{'ratio':>8}{'warm':>8}")
    print(f"{'':<12}{FEW:>8}{'all':>8}{FEW:>9}{'all':>9}{FEW:>9}{'all':>9}{'':>8}{'ms':>8}")
    for kind, cost in many.items():
        less = few[kind]
        print(
            f"{kind:<12}{less.queries:>8}{cost.queries:>8}{less.cold:>9.1f}{cost.cold:>9.1f}"
            f"{less.database:>9.1f}{cost.database:>9.1f}{cost.cold / less.cold:>8.2f}"
            f"{cost.warm:>8.2f}"
        )


if __name__ == "__main__":
    main()
