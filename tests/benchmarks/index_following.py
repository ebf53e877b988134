"""How fast the search index is built, and how soon a saved article is found.

    .venv/bin/python tests/benchmarks/index_following.py [--articles 40000] [--processes 2]

Articles are those of the corpus's `articles_load.jsonl.gz` again and again (`ISNAD_CORPUS` names
the corpus's folder), with the sentences of each in another order by a fixed seed. Everything
happens in a database and folder of its own. Printed are articles built a second with the memory
that it took, bytes of the index for an article, and for saved ones the milliseconds until a search
finds them, one after another and in bursts.
"""

import argparse
import gzip
import json
import os
import random
import resource
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PORTION = 2_000
SAVES = 50
BURST = 100
SEED = 7


def main() -> None:
    """Fill, build, save, and print."""
    options = _options()
    sys.path.insert(0, str(ROOT))
    from tests.benchmarks.scratch import scratch_site

    with scratch_site():
        from django.conf import settings
        from django.db import connection

        _fill(options.articles)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        folder = Path(settings.SEARCH_DIR)
        _build(folder, options.articles, options.processes)
        _save(folder)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=40_000)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    return parser.parse_args()


def _texts() -> Iterator[tuple[str, str]]:
    corpus = Path(os.environ.get("ISNAD_CORPUS", ROOT.parent / "shared" / "corpus"))
    with gzip.open(corpus / "articles_load.jsonl.gz", "rt", encoding="utf-8") as lines:
        kept = [(one["title"], one["body"].split(". ")) for one in map(json.loads, lines)]
    chance = random.Random(SEED)
    while True:
        for title, sentences in kept:
            chance.shuffle(sentences)
            yield title, ". ".join(sentences)


def _fill(number: int) -> None:
    from articles.models import Article, ArticleStatus, Citation, CitationState
    from articles.services.ingest.copying import copy_in
    from tests import factories

    sources = [factories.source(f"Source {n}", label=f"مصدر {n}") for n in range(50)]
    began = datetime(2015, 1, 1, tzinfo=UTC)
    chance, texts = random.Random(SEED), _texts()
    for first in range(0, number, PORTION):
        articles = []
        for n in range(first, min(first + PORTION, number)):
            title, text = next(texts)
            at = began + timedelta(minutes=n)
            articles.append(
                Article(
                    title=title[:500] or "بلا عنوان",
                    body_text=text,
                    body="",
                    sort_at=at,
                    status=ArticleStatus.PUBLISHED,
                    first_published_at=at,
                    published_at=at,
                    modified_at=at,
                    created_at=at,
                    dated=str(at.date()),
                    dated_from=at.date(),
                    dated_to=at.date(),
                    dated_precision="day",
                )
            )
        copy_in(articles)
        copy_in(
            [
                Citation(
                    article_id=article.pk,
                    source=chance.choice(sources),
                    role="relayed",
                    state=CitationState.CONFIRMED,
                    created_at=began,
                    modified_at=began,
                )
                for article in articles
            ]
        )


def _build(folder: Path, number: int, processes: int) -> None:
    from articles.services.indexing_keeper import bring_up_to_date

    begun, busy = time.perf_counter(), _processor()
    bring_up_to_date(folder, processes=processes)
    seconds, busy = time.perf_counter() - begun, _processor() - busy
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"built by {processes}: {number:,} in {seconds:.1f} s, {number / seconds:,.0f}/s,"
        f" {number / busy:,.0f} a second of one processor without the database,"
        f" {size / number:,.0f} bytes an article, at most {memory:,.0f} MB a process"
    )


def _processor() -> float:
    """Seconds of the processor that this process and those it started took."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _save(folder: Path) -> None:
    from articles.services.indexing_thread import IndexThread
    from tests import factories

    thread = IndexThread()
    thread.start()
    try:
        factories.draft(_word(0))
        _until(_word(0))
        one = []
        for n in range(SAVES):
            word = _word(1 + n)
            factories.draft(word)
            begun = time.perf_counter()
            _until(word)
            one.append((time.perf_counter() - begun) * 1000)
            time.sleep(0.05)
        begun = time.perf_counter()
        for n in range(BURST):
            factories.draft(_word(1_000 + n))
        saved = time.perf_counter()
        _until(_word(1_000 + BURST - 1))
        burst = (time.perf_counter() - saved) * 1000
    finally:
        thread.leave()
    one.sort()
    print(
        f"found after a save: median {statistics.median(one):.0f} ms, p95"
        f" {one[int(SAVES * 0.95)]:.0f} ms, at most {one[-1]:.0f} ms;"
        f" after the last of {BURST} in {saved - begun:.1f} s: {burst:.0f} ms"
    )


def _word(number: int) -> str:
    """A word of Latin letters, which the analyser leaves as it is."""
    return "zq" + "".join(chr(ord("a") + int(digit)) for digit in str(number)) + "zq"


def _until(word: str) -> None:
    from articles.search.reading import reader
    from articles.text.analyser import analyse_text

    [term] = analyse_text(word)
    limit = time.perf_counter() + 30
    while time.perf_counter() < limit:
        index = reader()
        if index is not None and index.doc_freq("text", term.stem):
            return
        time.sleep(0.001)
    raise SystemExit(f"{word} was not found within 30 s")


if __name__ == "__main__":
    main()
