"""How fast attribution proposes the sources of the corpus's articles, and of very large ones.

    python -m tests.benchmarks.attribution_speed [--profile] [FILE]

FILE is `articles_dev.jsonl.gz` of the corpus by default (ISNAD_CORPUS names its folder). All
articles go through `analyse` in one process and in two; beside it stands a plain pass of the same
run that only folds their texts, so that the ratio counts more than the seconds, and processor time
more than the clock where other programs are busy. Then bodies of 1, 2, 4 and 5 MB (UTF-8) made of
the corpus's, and texts of one sign or word: twice the text should take twice the time.
`--profile` prints where one process spends its time instead.
"""

import argparse
import cProfile
import gzip
import json
import multiprocessing
import os
import pstats
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from articles.attribution.analysis import analyse
from articles.attribution.chain import propose
from articles.attribution.mentions import MentionFinder
from articles.attribution.near_copies import signature
from articles.attribution.speakers import find_speakers
from articles.attribution.table import load_table
from articles.attribution.types import Texts
from articles.text.fold import fold

PROCESSES = 2
MEGABYTE = 1_000_000
CHUNK = 100
_articles: list[Texts] = []  # inherited by the processes that are forked

SHAPES: dict[str, Callable[[int], str]] = {
    "opening quotation marks": lambda n: "«" * n,
    "straight quotation marks": lambda n: '"' * n,
    "full stops": lambda n: "." * n,
    "«said, opening mark»": lambda n: "قال «" * (n // 2),
    "«newspaper, opening mark»": lambda n: "صحيفة «" * (n // 2),
    "«taken from»": lambda n: "نقلا عن " * (n // 5),
    "one name": lambda n: "رويترز " * (n // 5),
    "one name in lines": lambda n: "رويترز\n\n" * (n // 5),
    "one word of letters": lambda n: "ا" * (10 * n),
}


def main() -> None:
    """Measure everything and print it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    _articles.extend(_read(options.file))
    begun = time.process_time()
    entries = len(load_table().entries)
    print(f"{entries:,} entries of the name table read in {time.process_time() - begun:.2f} s\n")
    if options.profile:
        _profile()
        return
    plain = _corpus()
    _stages()
    _bodies(plain)
    _shapes()
    print(f"\npeak memory of this process: {_peak(resource.RUSAGE_SELF):,.0f} MB")


def _read(path: Path | None) -> Iterator[Texts]:
    folder = Path(os.environ.get("ISNAD_CORPUS", "../shared/corpus"))
    path = path or folder / "articles_dev.jsonl.gz"
    if not path.is_file():
        sys.exit(f"attribution_speed: skipped, there is no {path} (ISNAD_CORPUS).")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for article in map(json.loads, lines):
            yield Texts(
                title=article["title"], body=article["body"], publisher=article["publisher"]
            )


def _corpus() -> float:
    """Time the articles whole; gives the seconds per code point of the plain pass."""
    points = sum(len(texts.title) + len(texts.body) for texts in _articles)
    print(f"{len(_articles):,} articles, {points:,} code points")
    plain = _timed(lambda: [(fold(texts.title), fold(texts.body)) for texts in _articles])
    print(_line("folding alone", *plain, plain[1]))
    print(_line("analyse, 1 process", *_timed(lambda: _analyse((0, len(_articles)))), plain[1]))
    print(_line(f"analyse, {PROCESSES} processes", *_timed(_in_processes), plain[1]))
    print(f"peak memory of one of the processes: {_peak(resource.RUSAGE_CHILDREN):,.0f} MB")
    return plain[1] / points


def _analyse(part: tuple[int, int]) -> int:
    table = load_table()
    return sum(len(analyse(texts, table).mentions) for texts in _articles[slice(*part)])


def _in_processes() -> None:
    parts = [(start, start + CHUNK) for start in range(0, len(_articles), CHUNK)]
    with multiprocessing.get_context("fork").Pool(PROCESSES) as pool:
        for _mentions in pool.imap_unordered(_analyse, parts):
            pass
        pool.close()
        pool.join()


def _stages() -> None:
    """The share of each stage in the processor time of one process."""
    table = load_table()
    finder = MentionFinder(table)
    spent = dict.fromkeys(("mentions", "speakers", "chain", "near-copy signature"), 0.0)
    found = [0, 0, 0]
    for texts in _articles:
        marks = [time.process_time()]
        mentions = finder.mentions(texts)
        marks.append(time.process_time())
        speakers = find_speakers(texts, mentions)
        marks.append(time.process_time())
        analysis = propose(texts, mentions, speakers)
        marks.append(time.process_time())
        signature(texts.body)
        marks.append(time.process_time())
        for stage, begun, ended in zip(spent, marks, marks[1:], strict=False):
            spent[stage] += ended - begun
        found = [
            a + len(b) for a, b in zip(found, (mentions, speakers, analysis.links), strict=True)
        ]
    whole = sum(spent.values())
    print(f"\n{found[0]:,} mentions, {found[1]:,} speakers, {found[2]:,} links; each stage alone:")
    for stage, seconds in spent.items():
        each = seconds / len(_articles)
        print(f"  {stage:<22}{seconds:>8.2f} s {seconds / whole:>7.1%} {each * 1e3:>8.2f} ms each")


def _bodies(plain: float) -> None:
    """Bodies of some megabytes, made of the corpus's one after the other."""
    print(f"\n{'bodies of the corpus':<28}{'s':>8}{'times':>8}{'x folding':>11}{'mentions':>10}")
    before = 0.0
    for size in (1, 2, 4, 5):
        body = _body(size * MEGABYTE)
        begun = time.process_time()
        analysis = analyse(Texts(body=body), load_table())
        seconds = time.process_time() - begun
        times = f"{seconds / before:>8.2f}" if before else f"{'':>8}"
        ratio = seconds / (plain * len(body))
        name = f"{size} MB, {len(body):,} points"
        print(f"{name:<28}{seconds:>8.2f}{times}{ratio:>11.1f}{len(analysis.mentions):>10,}")
        before = seconds


def _body(size: int) -> str:
    pieces: list[str] = []
    for texts in _articles:
        if size <= 0:
            break
        pieces.append(texts.body)
        size -= len(texts.body.encode("utf-8", "surrogatepass")) + 2
    return "\n\n".join(pieces)


def _shapes() -> None:
    """Texts of one sign or word, once and twice as long."""
    print(f"\n{'texts of one shape':<28}{'100,000':>10}{'200,000':>10}{'times':>8}")
    for name, make in SHAPES.items():
        once, twice = (_best(make(n)) for n in (100_000, 200_000))
        print(f"{name:<28}{once:>8.2f} s{twice:>8.2f} s{twice / max(once, 1e-4):>8.2f}")


def _best(body: str) -> float:
    texts, table = Texts(body=body), load_table()
    return min(_timed(lambda: analyse(texts, table))[1] for _ in range(2))


def _profile() -> None:
    profile = cProfile.Profile()
    table = load_table()
    for texts in _articles:  # what is remembered of words is remembered now
        analyse(texts, table)
    profile.enable()
    for texts in _articles:
        analyse(texts, table)
    profile.disable()
    pstats.Stats(profile).sort_stats("tottime").print_stats(30)


def _timed(call: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the clock and of the processor, its finished children included."""
    begun = time.perf_counter(), _processor()
    call()
    return time.perf_counter() - begun[0], _processor() - begun[1]


def _processor() -> float:
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _line(name: str, wall: float, own: float, plain: float) -> str:
    return (
        f"{name:<22}{wall:>8.2f} s {len(_articles) / wall:>8,.0f}/s   processor {own:>6.2f} s,"
        f" {own / plain:.1f} x folding"
    )


def _peak(who: int) -> float:
    """The most memory that was resident, in MB (Linux counts in KiB)."""
    return resource.getrusage(who).ru_maxrss * 1024 / MEGABYTE


if __name__ == "__main__":
    main()
