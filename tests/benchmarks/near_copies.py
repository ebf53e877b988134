"""How many near-copies are found, how many of those found are none, and what it costs.

    .venv/bin/python tests/benchmarks/near_copies.py [--lookups] [FILE]

FILE is `articles_load.jsonl.gz` of the corpus by default (`ISNAD_CORPUS` names its folder). The
pairs of `near_duplicates_dev.jsonl` cannot be measured: of each, one text is missing, and where
the note says "same body" any method finds it. So pairs are formed of the articles that are there:

- read: the 168 of `labels/near_copies.jsonl`, drawn in 15 strata of common shingles (exact, of
  all pairs with a tenth of them in common or 30 % of the shorter text) and labelled once,
  from titles, dates, lengths, the first 22 words and the beginning of the longest common passage:
  `copy` says that one report stands in both, in the same words, be it whole or in part; the same
  formula for another event (weather, telegrams) is none. `stands_for` is the weight of a pair.
  `LEAST_SHARE` was chosen by these pairs, so its figures here are a little too good.
- title: the same title of at least 5 words and the same 8 words to begin with.
- group: the same `cluster` of the corpus and the same 6 words to begin with.
- topic: the same category of the same publisher on the same day, unless title or group say
  otherwise; what is called a near-copy there may be one.
- random: pairs that are drawn.

`--lookups` imports FILE into a database of its own, writes all fingerprints and times how long the
near-copies of one article take to find.
"""

import gzip
import json
import os
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from articles.attribution.near_copies import (  # noqa: E402
    LEAST_SHARE,
    Signature,
    bands,
    resemblance,
    share,
    signature,
)
from articles.text.fold import fold  # noqa: E402

LABELS = Path(__file__).parent / "labels" / "near_copies.jsonl"
THRESHOLDS = (0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.9)
DRAWN = 200_000
LOOKED_UP = 1_000

Pair = tuple[str, str]


def main() -> None:
    """Measure everything and print it."""
    arguments = [argument for argument in sys.argv[1:] if argument != "--lookups"]
    path = _file(arguments)
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as lines:
        articles = {article["id"]: article for article in map(json.loads, lines)}
    begun = time.process_time()
    signed = {pk: signature(article["body"]) for pk, article in articles.items()}
    each = (time.process_time() - begun) / len(articles)
    short = sum(not made.values for made in signed.values())
    print(f"{len(articles):,} articles, {short} too short; {each * 1e6:.0f} µs each\n")
    _read(signed)
    _formed(articles, signed)
    if "--lookups" in sys.argv:
        _lookups(path)


def _file(arguments: list[str]) -> Path:
    folder = Path(os.environ.get("ISNAD_CORPUS", ROOT.parent / "shared" / "corpus"))
    path = Path(arguments[0]) if arguments else folder / "articles_load.jsonl.gz"
    if not path.is_file():
        sys.exit(f"near_copies: skipped, there is no {path} (ISNAD_CORPUS names the corpus).")
    return path


def _meet(one: Signature, other: Signature) -> bool:
    return not bands(one).isdisjoint(bands(other))


def _read(signed: dict[str, Signature]) -> None:
    """Precision and recall on the labelled pairs, weighted by what each stands for."""
    rows = [json.loads(line) for line in LABELS.read_text().splitlines()]
    rows = [row for row in rows if row["one"] in signed and row["other"] in signed]
    if not rows:
        print("read: none of the labelled articles is there\n")
        return
    told = []
    for row in rows:
        one, other = signed[row["one"]], signed[row["other"]]
        told.append((row, share(one, other) if _meet(one, other) else 0.0))
    copies = sum(row["stands_for"] for row in rows if row["copy"])
    print(f"read: {len(rows)} pairs, {sum(row['copy'] for row in rows)} of them copies")
    print("  least share   precision   recall      called: copies  others")
    for least in THRESHOLDS:
        called = [row for row, part in told if part >= least]
        right = [row for row in called if row["copy"]]
        weight = sum(row["stands_for"] for row in called) or 1
        good = sum(row["stands_for"] for row in right)
        print(
            f"  {least:>11.2f} {good / weight:>11.3f} {good / copies:>8.3f}"
            f" {len(right):>19} {len(called) - len(right):>7}"
        )
    print()


def _formed(articles: dict[str, Any], signed: dict[str, Signature]) -> None:
    """How many of the pairs of each other kind are called near-copies."""
    titled, grouped = set(_same_title(articles)), set(_same_group(articles))
    known = titled | grouped
    topic = [pair for pair in _same_topic(articles) if pair not in known]
    draw = random.Random(1)
    ids = sorted(articles)
    drawn = [(draw.choice(ids), draw.choice(ids)) for _ in range(DRAWN)]
    kinds: list[tuple[str, Iterable[Pair]]] = [
        ("title", titled), ("group", grouped), ("topic", topic),
        ("random", [pair for pair in drawn if pair[0] != pair[1] and pair not in known]),
    ]  # fmt: skip
    print("called near-copies, by least share:")
    print("          pairs   meet" + "".join(f"{least:>8.2f}" for least in THRESHOLDS))
    for name, pairs in kinds:
        parts, met, number = [], 0, 0
        for one, other in pairs:
            number += 1
            if _meet(signed[one], signed[other]):
                met += 1
                parts.append(share(signed[one], signed[other]))
        rates = [sum(part >= least for part in parts) / max(number, 1) for least in THRESHOLDS]
        form = "{:>8.5f}" if name in ("topic", "random") else "{:>8.3f}"
        print(
            f"  {name:<7}{number:>7,} {met / max(number, 1):>6.3f}"
            + "".join(map(form.format, rates))
        )
    _error(grouped, signed)


def _error(pairs: Iterable[Pair], signed: dict[str, Signature]) -> None:
    """How the pairs of one group are spread over what they have in common."""
    likenesses = sorted(resemblance(signed[one], signed[other]) for one, other in pairs)
    if likenesses:
        places = [likenesses[len(likenesses) * part // 10] for part in (1, 3, 5, 7, 9)]
        deciles = ", ".join(f"{likeness:.2f}" for likeness in places)
        print(f"  resemblance in a group, 10 to 90 %: {deciles}\n")


def _begins(article: dict[str, Any], words: int) -> str:
    return " ".join(fold(article["body"][:400]).split()[:words])


def _pairs(keyed: Iterable[tuple[Any, str]], most: int = 12) -> Iterator[Pair]:
    """All pairs of ids with the same key, where no more than `most` have it."""
    groups: dict[Any, list[str]] = defaultdict(list)
    for key, pk in keyed:
        groups[key].append(pk)
    for ids in groups.values():
        if 2 <= len(ids) <= most:
            yield from combinations(sorted(ids), 2)


def _same_title(articles: dict[str, Any]) -> Iterator[Pair]:
    keyed = ((fold(article["title"]), pk) for pk, article in articles.items())
    return _pairs(
        ((title, _begins(articles[pk], 8)), pk) for title, pk in keyed if title.count(" ") >= 4
    )


def _same_group(articles: dict[str, Any]) -> Iterator[Pair]:
    return _pairs(
        ((article["cluster"], _begins(article, 6)), pk)
        for pk, article in articles.items()
        if article["cluster"]
    )


def _same_topic(articles: dict[str, Any]) -> Iterator[Pair]:
    return _pairs(
        ((article["publisher"], article["category"], article["published"][:10]), pk)
        for pk, article in articles.items()
        if article["category"] and article["published"]
    )


def _lookups(path: Path) -> None:
    """Import, write the fingerprints, and time the question for one article's near-copies."""
    from tests.benchmarks.scratch import scratch_site

    with scratch_site():
        from django.core.management import call_command
        from django.db import connections

        call_command("import_articles", str(path), publish=True)
        _write()
        with connections["owner"].cursor() as cursor:
            cursor.execute("ANALYZE articles_fingerprint, articles_fingerprintband")
            cursor.execute(
                "SELECT pg_size_pretty(pg_total_relation_size('articles_fingerprint')),"
                " pg_size_pretty(pg_total_relation_size('articles_fingerprintband'))"
            )
            print("on disk: fingerprints {}, bands {}".format(*cursor.fetchone()))
        _ask()


def _write() -> None:
    from articles.models import Article
    from articles.services.near_copies import PORTION, remember_signatures

    ids = list(Article.objects.order_by("pk").values_list("pk", flat=True))
    begun = time.perf_counter()
    for first in range(0, len(ids), PORTION):
        remember_signatures(article_ids=ids[first : first + PORTION])
    took = time.perf_counter() - begun
    print(f"{len(ids):,} fingerprints written in {took:.0f} s, {took / len(ids) * 1e3:.2f} ms each")


def _ask() -> None:
    from articles.models import Article
    from articles.queries.near_copies import near_copies_of, uncredited_copies_of

    ids = list(Article.objects.order_by("pk").values_list("pk", flat=True))
    chosen = random.Random(1).sample(ids, min(LOOKED_UP, len(ids)))
    for question in (near_copies_of, uncredited_copies_of):
        times, found = [], 0
        for article in Article.objects.filter(pk__in=chosen).iterator(50):
            begun = time.perf_counter()
            found += bool(question(article, None))
            times.append((time.perf_counter() - begun) * 1e3)
        times.sort()
        print(
            f"{question.__name__}: {len(times)} of {len(ids):,} articles, {found} with any;"
            f" median {times[len(times) // 2]:.1f} ms, 99 % {times[len(times) * 99 // 100]:.1f} ms,"
            f" at most {times[-1]:.1f} ms; at least {LEAST_SHARE:.2f} shared"
        )


if __name__ == "__main__":
    main()
