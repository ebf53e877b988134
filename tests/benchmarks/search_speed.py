"""How fast the engine of the search answers over generated articles, and how fast it is filled.

    .venv/bin/python -m tests.benchmarks.search_speed [--articles 1000000] [--folder DIR] [--keep]

The index alone, without the database: the tree of a reader's query as the site makes it, its first
page (with the finding out whether all words are asked for) and all its facets, whose years give
the total. The articles are those of `generated.py`. With `--folder` an index that is there is asked
again. Times are those of the processor, p50 and p95 of many different queries: what passes is that
on a machine that does nothing else. A machine that is busy still shows up to three times as much,
since all share its memory: compare within one run.
"""

import argparse
import os
import random
import resource
import shutil
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from tempfile import mkdtemp

from articles.search.documents import document
from articles.search.newest import newest
from articles.search.nodes import Combined, Node, OneOf
from articles.search.phrases import phrase_node
from articles.search.question import Question, best, with_all_if_enough
from articles.search.tantivy_index import TantivyIndex
from articles.text.analyser import Term, analyse_text
from tests.benchmarks.generated import Material, articles, material

ROOT = Path(__file__).resolve().parent.parent.parent
QUERIES = 60
PAGE = 21
FACETS = {"section": 21, "source": 21, "role": 21, "topic": 21, "year": 1_000}
READERS: tuple[Node, ...] = (Combined(never=(OneOf("public", (0,)),)),)
STEP = 2_000


def main() -> None:
    """Fill the index, or take the one that is there, and print what was measured."""
    options = _options()
    corpus = Path(os.environ.get("ISNAD_CORPUS", ROOT.parent / "shared" / "corpus"))
    if not corpus.is_dir():
        print(f"search_speed: skipped, there is no {corpus} (ISNAD_CORPUS names the corpus).")
        return
    made_of = material(corpus)
    folder = options.folder or Path(mkdtemp(prefix="isnad-speed-"))
    try:
        if not (folder / "meta.json").exists():
            folder.mkdir(parents=True, exist_ok=True)
            _fill(folder, made_of, options.articles)
        ask(folder, made_of)
    finally:
        if not options.keep:
            shutil.rmtree(folder)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--keep", action="store_true")
    return parser.parse_args()


def _fill(folder: Path, made_of: Material, count: int) -> None:
    """Fill it in a process of its own, whose memory is told."""
    child = os.fork()
    if not child:
        _fill_here(folder, made_of, count)
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        sys.exit("search_speed: the index was not filled")
    size = sum(file.stat().st_size for file in folder.iterdir())
    print(f"the index: {size / 1e6:.0f} MB, {size / count:.0f} bytes an article")


def _fill_here(folder: Path, made_of: Material, count: int) -> None:
    index = TantivyIndex(folder)
    making = analysing = 0.0
    begun, cpu = time.monotonic(), time.process_time()
    stream = articles(made_of, count)
    for done in range(0, count, STEP):
        at = time.thread_time()
        some = list(islice(stream, STEP))
        then = time.thread_time()
        documents = [document(article) for article in some]
        making += then - at
        analysing += time.thread_time() - then
        index.fill(documents)
        if done % 100_000 == 0 and done:
            rate = done / (time.monotonic() - begun)
            print(f"  {done:,}: {rate:.0f} articles/s, load {os.getloadavg()[0]:.1f}", flush=True)
    index.commit()
    passed, cpu = time.monotonic() - begun, time.process_time() - cpu
    index.close()
    merged = time.monotonic() - begun - passed
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    per = 1e6 / count
    print(f"filled with {count:,} articles in {passed:.0f} s + {merged:.0f} s of merging")
    print(
        f"  a second of one processor: {count / (cpu - making):.0f} articles; microseconds an "
        f"article: {analysing * per:.0f} analysing, {(cpu - making - analysing) * per:.0f} the "
        f"engine ({making * per:.0f} for making it up are not counted)"
    )
    print(f"  the writer's memory at most: {most:.0f} MB", flush=True)


def ask(folder: Path, made_of: Material) -> None:
    """Print how long each kind of query takes."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    index = TantivyIndex(folder, begin=False)
    segments = index._searcher.num_segments
    print(f"{len(index):,} articles in {segments} segments; load {os.getloadavg()[0]:.1f}")
    heads = ("page", "facets", "facets again", "together")
    print(f"{'':24}{'hits':>9}" + "".join(f"{head:>16}" for head in heads) + "   ms p50/p95")
    for kind, questions, by_date in _kinds(index, made_of):
        _row(index, kind, questions, by_date=by_date)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"the reader's memory at most: {most:.0f} MB ({before:.0f} before it was opened)")


def _row(index: TantivyIndex, kind: str, questions: list[Question], *, by_date: bool) -> None:
    def page(question: Question) -> None:
        if by_date:
            newest(index, question.found(), limit=PAGE)
        else:
            best(index, question, begin=0, end=PAGE)

    def facets(question: Question) -> None:
        index._counted.clear()
        index.counts(question.found(), [*FACETS], most=FACETS)

    def again(question: Question) -> None:
        index.counts(question.found(), [*FACETS], most=FACETS)

    times: list[list[float]] = [[] for _ in range(4)]
    hits = []
    for anything in questions:
        index._totals.clear()
        begun = time.thread_time()
        question, _ = with_all_if_enough(index, anything)
        reading = (time.thread_time() - begun) * 1e3
        hits.append(index.count(question.found()))
        for part, found in zip((page, facets, again), times, strict=False):
            begun = time.thread_time() - (reading / 1e3 if part is page else 0.0)
            part(question)
            found.append((time.thread_time() - begun) * 1e3)
        times[-1].append(sum(found[-1] for found in times[:3]))
    cells = (f"{median(found):.1f}/{quantiles(found, n=20)[-1]:.1f}" for found in times)
    print(f"{kind:24}{median(hits):>9,.0f}" + "".join(f"{cell:>16}" for cell in cells), flush=True)


def _kinds(index: TantivyIndex, made_of: Material) -> Iterator[tuple[str, list[Question], bool]]:
    """Kinds of queries: their name, the questions, and whether the newest come first."""
    chance = random.Random(3)
    texts = [text.split() for text, _ in chance.sample(made_of.runs, 2_000)]
    words = {term.stem: term for text in texts for term in analyse_text(" ".join(text))}
    telling = [term for term in words.values() if not term.is_stop]
    telling.sort(key=lambda term: -index.doc_freq("text", term.stem))

    def few_words(count: int) -> Iterator[Question]:
        for text in texts:
            terms = [term for term in analyse_text(" ".join(text)) if not term.is_stop]
            if len(terms) > count:
                at = chance.randrange(len(terms) - count)
                yield Question(words=tuple(terms[at : at + count]), seen=READERS)

    def word(term: Term, *filters: Node) -> Question:
        return Question(words=(term,), filters=filters, seen=READERS)

    common = [word(term) for term in telling[:QUERIES]]
    yield "a common word", common, False
    yield "a rarer word", [word(term) for term in telling[2_000 : 2_000 + QUERIES]], False
    for count in (2, 5):
        yield f"{count} words", [*islice(few_words(count), QUERIES)], False
    phrases = [" ".join(text[3:6]) for text in texts if len(text) > 8][:QUERIES]
    yield (
        "a phrase of 3 words",
        [Question(phrases=(phrase_node(analyse_text(one)),), seen=READERS) for one in phrases],
        False,
    )
    yield "a common word, newest", common, True
    yield "everything, newest", [Question(seen=READERS)] * 20, True
    narrow = (OneOf("section", (2,)), OneOf("year", (2019,)))
    yield "a common word, narrowed", [word(term, *narrow) for term in telling[:QUERIES]], False


if __name__ == "__main__":
    main()
