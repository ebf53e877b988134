"""How many of the quotations that two articles share are found, and what it costs.

    .venv/bin/python tests/benchmarks/quotations.py [--lookups] [FILE]

FILE is `articles_load.jsonl.gz` of the corpus by default (`ISNAD_CORPUS` names its folder). The 90
pairs of `labels/quotations.jsonl` were drawn in strata of all pairs of quotations with at least
three runs of three words in common, and labelled once, by reading both: `same` says that both give
the same words of somebody, whole or in part, also in another translation; names of people and
institutions, formulas, and statements on another event in nearly the same words are none.
`stands_for` is the weight of a pair. The thresholds were chosen by looking at such pairs, so the
figures are a little too good; pairs with fewer runs in common count as not the same.

`--lookups` imports FILE into a database of its own, remembers all quotations and times how long
those of one article take to find elsewhere.
"""

import gzip
import json
import os
import random
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from articles.text.quoted_words import QuotedWords, quoted_words  # noqa: E402

LABELS = Path(__file__).parent / "labels" / "quotations.jsonl"
THRESHOLDS = [(least, share) for least in (3, 4, 5, 6) for share in (0.3, 0.4, 0.5, 0.6, 0.8)]
LOOKED_UP = 1_000


def main() -> None:
    """Measure everything and print it."""
    arguments = [argument for argument in sys.argv[1:] if argument != "--lookups"]
    folder = Path(os.environ.get("ISNAD_CORPUS", ROOT.parent / "shared" / "corpus"))
    path = Path(arguments[0]) if arguments else folder / "articles_load.jsonl.gz"
    if not path.is_file():
        sys.exit(f"quotations: skipped, there is no {path} (ISNAD_CORPUS names the corpus).")
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as lines:
        bodies = {article["id"]: article["body"] for article in map(json.loads, lines)}
    begun = time.process_time()
    found = {pk: quoted_words(body) for pk, body in bodies.items()}
    each = (time.process_time() - begun) / len(bodies)
    number = sum(map(len, found.values()))
    print(f"{len(bodies):,} articles, {number:,} quotations; {each * 1e6:.0f} µs an article\n")
    _labelled(found)
    if "--lookups" in sys.argv:
        _lookups(path)


def _labelled(found: dict[str, list[QuotedWords]]) -> None:
    """Precision and recall on the labelled pairs, weighted by what each stands for."""
    rows = [json.loads(line) for line in LABELS.read_text().splitlines()]
    told = [(row, _at(found, row, "one"), _at(found, row, "other")) for row in rows]
    there = [(row, one, other) for row, one, other in told if one and other]
    if not there:
        print("labelled: none of the quotations is there\n")
        return
    same = sum(row["stands_for"] for row, _, _ in there if row["same"])
    print(f"labelled: {len(there)} pairs, {sum(row['same'] for row, _, _ in there)} the same")
    print("  least runs  least share   precision   recall   called: same  others")
    for least, share in THRESHOLDS:
        called = [row for row, one, other in there if _meets(one, other, least, share)]
        right = [row for row in called if row["same"]]
        good = sum(row["stands_for"] for row in right)
        weight = sum(row["stands_for"] for row in called) or 1
        print(
            f"  {least:>10} {share:>12.1f} {good / weight:>11.3f} {good / same:>8.3f}"
            f" {len(right):>14} {len(called) - len(right):>7}"
        )
    print()


def _at(found: dict[str, list[QuotedWords]], row: dict[str, Any], side: str) -> QuotedWords | None:
    every = found.get(row[side], [])
    return next((one for one in every if one.start == row[f"{side}_start"]), None)


def _meets(one: Any, other: Any, least: int, share: float) -> bool:
    if one.digest == other.digest:
        return True
    common = len(set(one.shingles) & set(other.shingles))
    return common >= least and common >= share * min(len(one.shingles), len(other.shingles))


def _lookups(path: Path) -> None:
    """Import, remember the quotations, and time the question for one article's elsewhere."""
    from tests.benchmarks.scratch import scratch_site

    with scratch_site():
        from django.core.management import call_command
        from django.db import connections

        call_command("import_articles", str(path), publish=True)
        _write()
        with connections["owner"].cursor() as cursor:
            cursor.execute("ANALYZE articles_quotation")
            cursor.execute("SELECT pg_size_pretty(pg_total_relation_size('articles_quotation'))")
            print("on disk: {}".format(*cursor.fetchone()))
        _ask()


def _write() -> None:
    from articles.models import Article, Quotation
    from articles.services.quotations import remember_quotations
    from articles.services.quotations_jobs import PORTION

    ids = list(Article.objects.order_by("pk").values_list("pk", flat=True))
    begun = time.perf_counter()
    for first in range(0, len(ids), PORTION):
        remember_quotations(article_ids=ids[first : first + PORTION])
    took = time.perf_counter() - begun
    rows, spoken = Quotation.objects.count(), Quotation.objects.exclude(speaker="").count()
    print(
        f"{rows:,} quotations of {len(ids):,} articles remembered in {took:.0f} s,"
        f" {took / len(ids) * 1e3:.2f} ms an article; {spoken:,} with a speaker"
    )


def _ask() -> None:
    from articles.models import Article, Quotation
    from articles.queries.quotations import also_quoted

    quoting = sorted(set(Quotation.objects.values_list("article", flat=True)))
    if not quoting:
        print("also_quoted: no article quotes")
        return
    chosen = random.Random(1).sample(quoting, min(LOOKED_UP, len(quoting)))
    times, found = [], 0
    for article in Article.objects.filter(pk__in=chosen).iterator(50):
        begun = time.perf_counter()
        found += bool(also_quoted(article))
        times.append((time.perf_counter() - begun) * 1e3)
    times.sort()
    print(
        f"also_quoted: {len(times)} articles that quote, {found} with the same elsewhere; median"
        f" {times[len(times) // 2]:.1f} ms, 99 % {times[len(times) * 99 // 100]:.1f} ms, at most"
        f" {times[-1]:.1f} ms"
    )


if __name__ == "__main__":
    main()
