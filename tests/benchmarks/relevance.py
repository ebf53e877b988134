"""How well the site's search ranks, beside three baselines, and what each idea in it gives.

    .venv/bin/python tests/benchmarks/relevance.py [--others 60000] [--pieces | --articles | --ideas]

The questions are those of XQuAD in Arabic (`retrieval/xquad` of the corpus, `ISNAD_CORPUS` names
its folder) over its paragraphs and so many others, drawn from the corpus's articles with a fixed
seed. Half A are the questions on every other article of XQuAD: weights were chosen by them. Half B
is what they were not chosen by. A second set asks with titles of the corpus's articles, half A and
B by turns, for a paragraph of the article, where no title is indexed. Questions of XQuAD were
written by people who had the paragraph before them, so the baselines leave little room there.

`--pieces` asks harder sets over shorter passages (see `relevance_sets.py`), the last two without
titles. `--articles` asks for whole articles. `--ideas` measures one idea at a time by the sets of
pieces. Figures are MRR@10 of half A and B, for paragraphs MRR@10 / recall@10.
"""

import math
import os
import random
import sys
import time
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from articles.search import question as steps  # noqa: E402
from articles.search.documents import passage  # noqa: E402
from articles.search.engine import Document  # noqa: E402
from articles.search.nodes import Node  # noqa: E402
from articles.search.ranking import SITE, Weights, words_node  # noqa: E402
from articles.search.tantivy_index import TantivyIndex  # noqa: E402
from articles.text.analyser import Term, analyse_text  # noqa: E402
from articles.text.paragraphs import paragraphs  # noqa: E402
from tests.benchmarks.relevance_baselines import (  # noqa: E402
    BEST,
    Search,
    light10_search,
    postgres_search,
    stock_search,
)
from tests.benchmarks.relevance_sets import (  # noqa: E402
    Question,
    Sets,
    articles,
    pieces,
    whole,
    xquad,
)

SHORTEST, LONGEST = 200, 1_500  # code points of a paragraph
HEADLINES = 1_500  # of articles that are asked with
TITLED = ("questions", "short", "made", "asked", "asked_news", "heldout")
UNTITLED = ("headlines", "openings")


def main() -> None:
    """Measure and print."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--others", type=int, default=60_000)
    parser.add_argument("--pieces", action="store_true")
    parser.add_argument("--articles", action="store_true")
    parser.add_argument("--ideas", action="store_true")
    options = parser.parse_args()
    corpus = Path(os.environ.get("ISNAD_CORPUS", ROOT.parent / "shared" / "corpus"))
    if not corpus.is_dir():
        sys.exit(f"relevance: skipped, there is no {corpus} (ISNAD_CORPUS names the corpus).")
    if options.pieces or options.ideas:
        sets = pieces(corpus, options.others)
        counts = ", ".join(f"{len(some):,} {name}" for name, some in sets.questions.items())
        print(f"{len(sets.passages):,} passages, {counts}\n")
        print(f"| search | {' | '.join((*TITLED, *UNTITLED))} | by the first |")
        print("|---" * (len(TITLED) + len(UNTITLED) + 2) + "|")
        (ideas if options.ideas else of_pieces)(sets)
    elif options.articles:
        of_articles(whole(corpus, options.others))
    else:
        of_paragraphs(*read(corpus, options.others))


def of_paragraphs(texts: list[str], questions: list[Question], headlines: list[Question]) -> None:
    """Ours beside the baselines over whole paragraphs."""
    print(f"{len(texts):,} passages, {len(questions):,} questions, {len(headlines):,} headlines\n")
    print("| search | questions A | questions B | headlines A | headlines B | ms each |")
    print("|---|---|---|---|---|---|")

    def show(name: str, search: Search) -> None:
        began = time.perf_counter()
        cells = [score(search, some, half) for some in (questions, headlines) for half in (0, 1)]
        each = (time.perf_counter() - began) / (len(questions) + len(headlines))
        figures = " | ".join(f"{mrr:.3f} / {recall:.3f}" for mrr, recall in cells)
        print(f"| {name} | {figures} | {1000 * each:.2f} |", flush=True)

    show("light-10, every word", light10_search(texts))
    show("tantivy's Arabic", stock_search(texts))
    with postgres_search(texts) as search:
        show("PostgreSQL `arabic`", search)
    index = indexed(passage(number, "", text) for number, text in enumerate(texts))
    show("ours", asking(index, words_node))


def of_articles(sets: Sets) -> None:
    """Ours beside the first baseline over whole articles."""
    print(f"{len(sets.passages):,} articles, {len(sets.questions['retold']):,} titles\n")
    texts = [f"{title}\n\n{text}" for title, text in sets.passages]
    index = indexed(passage(at, *both) for at, both in enumerate(sets.passages))
    for name, search in (
        ("light-10, every word", light10_search(texts)),
        ("ours", asking(index, words_node)),
        ("ours, without roots", asking(index, _node(replace(SITE, roots=0.0)))),
    ):
        cells = [
            score(search, some, half)[0] for some in sets.questions.values() for half in (0, 1)
        ]
        print(f"| {name} | {' | '.join(f'{mrr:.3f}' for mrr in cells)} |", flush=True)


def of_pieces(sets: Sets) -> None:
    """Ours beside the baselines over pieces, with and without titles."""
    titled = [f"{title}\n\n{text}" for title, text in sets.passages]
    bare = [text for _, text in sets.passages]
    show = shower(sets)
    show("light-10, every word", light10_search(titled), light10_search(bare))
    show("tantivy's Arabic", stock_search(titled), stock_search(bare))
    indexes = both(sets)
    show("ours", *(asking(index, words_node) for index in indexes))
    show("ours, the best by stems weighed", *map(in_steps, indexes))


def read(corpus: Path, others: int) -> tuple[list[str], list[Question], list[Question]]:
    """Paragraphs, the questions of XQuAD, and titles as questions."""
    texts: list[str] = []
    questions: list[Question] = []
    for number, article in enumerate(xquad(corpus)):
        for paragraph in article["paragraphs"]:
            answers = frozenset([len(texts)])
            questions += [
                Question(asked["question"], answers, number % 2) for asked in paragraph["qas"]
            ]
            texts.append(paragraph["context"])
    found = list(_paragraphs(corpus))
    random.Random(7).shuffle(found)
    of: defaultdict[str, set[int]] = defaultdict(set)
    for title, text in found[:others]:
        of[title].add(len(texts))
        texts.append(text)
    some = sorted(title for title in of if 5 <= len(title.split()) <= 12)
    random.Random(3).shuffle(some)
    headlines = [
        Question(title, frozenset(of[title]), number % 2)
        for number, title in enumerate(some[:HEADLINES])
    ]
    return texts, questions, headlines


def _paragraphs(corpus: Path) -> Iterator[tuple[str, str]]:
    """Each paragraph of the corpus's articles once, with the title above it."""
    seen: set[str] = set()
    for article in articles(corpus):
        for start, end in paragraphs(article["body"]):
            text = article["body"][start : min(end, start + LONGEST)]
            if end - start >= SHORTEST and text not in seen:
                seen.add(text)
                yield article["title"], text


def indexed(documents: Iterable[Document]) -> TantivyIndex:
    """An index in memory of the documents."""
    index = TantivyIndex()
    index.fill(documents)
    index.commit()
    return index


def both(sets: Sets) -> tuple[TantivyIndex, TantivyIndex]:
    """The passages with their titles, and without."""
    numbered = list(enumerate(sets.passages))
    return (
        indexed(passage(number, title, text) for number, (title, text) in numbered),
        indexed(passage(number, "", text) for number, (_, text) in numbered),
    )


def asking(index: TantivyIndex, node: Callable[[Sequence[Term]], Node]) -> Search:
    """A search that asks what `node` makes of the words of a question."""

    def search(question: str) -> list[int]:
        found = index.search(node(analyse_text(question)), limit=BEST + 1)
        return [hit.key for hit in found.hits]

    return search


def in_steps(index: TantivyIndex) -> Search:
    """A search in two steps, as the site's pages do it."""

    def search(question: str) -> list[int]:
        asked = steps.Question(words=tuple(analyse_text(question)))
        return [hit.key for hit in steps.best(index, asked, begin=0, end=BEST + 1)]

    return search


def shower(sets: Sets) -> Callable[[str, Search, Search], None]:
    """Prints a line for two searches, over passages with titles and without, and by how much the
    geometric means of half A and B are above the first that was printed."""
    first: list[float] = []

    def show(name: str, titled: Search, bare: Search) -> None:
        asked = [(titled, sets.questions[one]) for one in TITLED]
        asked += [(bare, sets.questions[one]) for one in UNTITLED]
        cells = [[score(search, some, half)[0] for half in (0, 1)] for search, some in asked]
        means = [math.prod(values) ** (1 / len(values)) for values in zip(*cells, strict=True)]
        first.extend(means if not first else ())
        ratio = " / ".join(f"{mean / base:.3f}" for mean, base in zip(means, first, strict=False))
        figures = " | ".join(f"{a:.3f} / {b:.3f}" for a, b in cells)
        print(f"| {name} | {figures} | {ratio} |", flush=True)

    return show


def score(search: Search, questions: Sequence[Question], half: int) -> tuple[float, float]:
    """MRR@10 and recall@10 (the share of questions with an answer among the first ten)."""
    mrr = recall = 0.0
    asked = [question for question in questions if question.half == half]
    for question in asked:
        best = [key for key in search(question.text) if key != question.without][:BEST]
        rank = next((at for at, key in enumerate(best, 1) if key in question.answers), 0)
        if rank:
            mrr += 1 / rank
            recall += 1
    return mrr / len(asked), recall / len(asked)


def ideas(sets: Sets) -> None:
    """A line for each idea, beside the words of the question alone and beside the site's."""
    show = shower(sets)
    indexes = both(sets)
    nothing = dict.fromkeys(("roots", "concepts", "wholes", "forms", "pairs", "defined"), 0.0)
    bare = replace(SITE, texts={"text": 1.0}, light=1.0, answers=0.0, **nothing)
    for name, weights in _ideas(bare):
        show(name, *(asking(index, _node(weights)) for index in indexes))


def _ideas(bare: Weights) -> Iterator[tuple[str, Weights]]:
    yield "stems of every word", replace(bare, stops=1.0)
    yield "stems, no function words (S)", bare
    yield "S or roots × 0.85", replace(bare, roots=0.85)
    yield "S or concepts × 1.1", replace(bare, concepts=1.1)
    yield "S + wholes × 0.5", replace(bare, wholes=0.5)
    yield "S + forms × 0.1", replace(bare, forms=0.1)
    yield "S + neighbours × 0.1", replace(bare, pairs=0.1)
    yield "S, words of questions × 0.5", replace(bare, light=0.5)
    yield "S + kind of answer", replace(bare, answers=3.0)
    yield "the site's (T)", SITE
    yield "T without roots", replace(SITE, roots=0.0)
    yield "T without concepts", replace(SITE, concepts=0.0)
    yield "T, concepts × 0.85", replace(SITE, concepts=0.85)
    yield "T, concepts × 1.4", replace(SITE, concepts=1.4)
    yield "T without wholes", replace(SITE, wholes=0.0)
    yield "T, wholes × 1", replace(SITE, wholes=1.0)
    yield "T without forms", replace(SITE, forms=0.0)
    yield "T, forms × 0.2", replace(SITE, forms=0.2)
    yield "T without neighbours", replace(SITE, pairs=0.0)
    yield "T, neighbours × 0.2", replace(SITE, pairs=0.2)
    yield "T, words of questions × 1", replace(SITE, light=1.0)
    yield "T without kind of answer", replace(SITE, answers=0.0)
    for weight in (0.0, 0.05, 0.2):
        yield f"T, titles × {weight}", replace(SITE, texts={"text": 1.0, "title": weight})


def _node(weights: Weights) -> Callable[[Sequence[Term]], Node]:
    return lambda terms: words_node(terms, weights)


if __name__ == "__main__":
    main()
