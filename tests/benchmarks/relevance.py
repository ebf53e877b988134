"""How well the site's search ranks, beside three baselines, and what each idea in it gives.

    .venv/bin/python tests/benchmarks/relevance.py [--distractors 15000] [--ideas]

The questions are those of XQuAD in Arabic (`retrieval/xquad` of the corpus, `ISNAD_CORPUS` names
its folder) over its paragraphs and so many others, drawn from the corpus's articles with a fixed
seed. Half A are the questions on every other article of XQuAD: weights were chosen by them. Half B
is what they were not chosen by. A second set asks with titles of the corpus's articles, half A and
B by turns, for a paragraph of the article, where no title is indexed. Questions of XQuAD were
written by people who had the paragraph before them, so the baselines leave little room there.

Figures are MRR@10 / recall@10. `--ideas` measures one idea at a time; fields that only ideas need
stand in the index in place of names and captions.
"""

import gzip
import json
import os
import random
import sys
import time
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from articles.search.documents import passage  # noqa: E402
from articles.search.engine import Document, Tokens  # noqa: E402
from articles.search.nodes import Combined, Node, Weighted, Word  # noqa: E402
from articles.search.ranking import SITE, Weights, words_node  # noqa: E402
from articles.search.tantivy_index import TantivyIndex  # noqa: E402
from articles.text.analyser import Term, analyse_text  # noqa: E402
from articles.text.paragraphs import paragraphs  # noqa: E402
from tests.benchmarks.relevance_baselines import (  # noqa: E402
    BEST,
    Search,
    light10_search,
    light10_stems,
    postgres_search,
    stock_search,
)

SHORTEST, LONGEST = 200, 1_500  # code points of a paragraph
TITLES = 1_500  # of articles that are asked with
GRAM = 4  # letters


@dataclass(frozen=True, slots=True)
class Question:
    """A text to search with, the passages that answer it, and its half of the questions."""

    text: str
    answers: frozenset[int]
    half: int


def main() -> None:
    """Measure and print."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--distractors", type=int, default=15_000)
    parser.add_argument("--ideas", action="store_true")
    options = parser.parse_args()
    corpus = Path(os.environ.get("ISNAD_CORPUS", ROOT.parent / "shared" / "corpus"))
    if not corpus.is_dir():
        sys.exit(f"relevance: skipped, there is no {corpus} (ISNAD_CORPUS names the corpus).")
    texts, questions, titles = read(corpus, options.distractors)
    print(f"{len(texts):,} passages, {len(questions):,} questions, {len(titles):,} titles\n")
    print("| search | questions A | questions B | titles A | titles B | ms each |")
    print("|---|---|---|---|---|---|")
    if options.ideas:
        ideas(texts, questions, titles)
        return
    for name, build in (
        ("light-10, every word", light10_search),
        ("tantivy's Arabic", stock_search),
    ):
        show(name, build(texts), questions, titles)
    with postgres_search(texts) as search:
        show("PostgreSQL `arabic`", search, questions, titles)
    began = time.process_time()
    index = indexed(passage(number, "", text) for number, text in enumerate(texts))
    seconds = time.process_time() - began
    show("ours", asking(index, words_node), questions, titles)
    began = time.process_time()
    for text in texts:
        analyse_text(text)
    analysing = time.process_time() - began
    print(
        f"\n{len(texts) / seconds:,.0f} passages indexed a second of the processor, the analyser"
        f" {analysing / seconds:.0%} of it"
    )


def read(corpus: Path, distractors: int) -> tuple[list[str], list[Question], list[Question]]:
    """The passages, the questions of XQuAD, and titles as questions."""
    texts: list[str] = []
    questions: list[Question] = []
    xquad = json.loads((corpus / "retrieval" / "xquad" / "xquad.ar.json").read_text("utf-8"))
    for number, article in enumerate(xquad["data"]):
        for paragraph in article["paragraphs"]:
            answers = frozenset([len(texts)])
            questions += [
                Question(asked["question"], answers, number % 2) for asked in paragraph["qas"]
            ]
            texts.append(paragraph["context"])
    others = list(_paragraphs(corpus))
    random.Random(7).shuffle(others)
    of: defaultdict[str, set[int]] = defaultdict(set)
    for title, text in others[:distractors]:
        of[title].add(len(texts))
        texts.append(text)
    some = sorted(title for title in of if 5 <= len(title.split()) <= 12)
    random.Random(3).shuffle(some)
    titles = [
        Question(title, frozenset(of[title]), number % 2)
        for number, title in enumerate(some[:TITLES])
    ]
    return texts, questions, titles


def _paragraphs(corpus: Path) -> Iterator[tuple[str, str]]:
    """Each paragraph of the corpus's articles once, with the title above it."""
    seen: set[str] = set()
    with gzip.open(corpus / "articles_load.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            for start, end in paragraphs(article["body"]):
                text = article["body"][start : min(end, start + LONGEST)]
                if end - start >= SHORTEST and text not in seen:
                    seen.add(text)
                    yield article["title"], text


def indexed(documents: Iterator[Document]) -> TantivyIndex:
    """An index in memory of the documents."""
    index = TantivyIndex()
    index.fill(documents)
    index.commit()
    return index


def asking(index: TantivyIndex, node: Callable[[Sequence[Term]], Node]) -> Search:
    """A search that asks what `node` makes of the words of a question."""

    def search(question: str) -> list[int]:
        return [hit.key for hit in index.search(node(analyse_text(question)), limit=BEST).hits]

    return search


def show(
    name: str, search: Search, questions: Sequence[Question], titles: Sequence[Question]
) -> None:
    """A line of the table."""
    began = time.perf_counter()
    cells = [score(search, some, half) for some in (questions, titles) for half in (0, 1)]
    each = (time.perf_counter() - began) / (len(questions) + len(titles))
    figures = " | ".join(f"{mrr:.3f} / {recall:.3f}" for mrr, recall in cells)
    print(f"| {name} | {figures} | {1000 * each:.2f} |", flush=True)


def score(search: Search, questions: Sequence[Question], half: int) -> tuple[float, float]:
    """MRR@10 and recall@10 (the share of questions with an answer among the first ten)."""
    mrr = recall = 0.0
    asked = [question for question in questions if question.half == half]
    for question in asked:
        best = search(question.text)
        rank = next((at for at, key in enumerate(best, 1) if key in question.answers), 0)
        if rank:
            mrr += 1 / rank
            recall += 1
    return mrr / len(asked), recall / len(asked)


def ideas(texts: Sequence[str], questions: Sequence[Question], titles: Sequence[Question]) -> None:
    """A line for each idea, alone beside the words of the question."""
    index = indexed(_with_more_fields(number, text) for number, text in enumerate(texts))
    plain = replace(SITE, texts={"text": 1.0}, forms=0.0, pairs=0.0)
    for name, node in _ideas(plain):
        show(name, asking(index, node), questions, titles)


def _ideas(plain: Weights) -> Iterator[tuple[str, Callable[[Sequence[Term]], Node]]]:
    for name, weights in (
        ("our stems, every word", replace(plain, stops=1.0)),
        ("our stems, function words × 0.2", replace(plain, stops=0.2)),
        ("our stems, no function words", plain),
        ("+ forms × 0.2", replace(plain, forms=0.2)),
        ("+ forms × 0.4", replace(plain, forms=0.4)),
        ("+ forms × 1", replace(plain, forms=1.0)),
        ("+ neighbours, 0 between × 0.3", replace(plain, pairs=0.3, slop=0)),
        ("+ neighbours, 1 between × 0.3", replace(plain, pairs=0.3, slop=1)),
        ("+ neighbours, 8 between × 0.3", replace(plain, pairs=0.3, slop=8)),
        ("the site's", SITE),
    ):
        yield name, lambda terms, weights=weights: words_node(terms, weights)
    for by in (0.3, 1.0):
        yield f"+ light-10 × {by}", lambda terms, by=by: _and(plain, terms, "names", by)
    for by in (0.1, 0.2):
        yield f"+ {GRAM} letters × {by}", lambda terms, by=by: _and(plain, terms, "captions", by)


def _and(weights: Weights, terms: Sequence[Term], field: str, by: float) -> Node:
    """The words of the question, and in another field what that holds of them."""
    tokens = _light10 if field == "names" else _grams
    more = (
        Weighted(Word(field, token), by)
        for term in terms
        if not term.is_stop
        for token in tokens([term])
    )
    return Combined(should=(words_node(terms, weights), *more))


def _with_more_fields(number: int, text: str) -> Document:
    terms = analyse_text(text)
    more = {"names": Tokens(" ".join(_light10(terms))), "captions": Tokens(" ".join(_grams(terms)))}
    made = passage(number, "", text)
    return replace(made, texts={**made.texts, **more})


def _light10(terms: Sequence[Term]) -> list[str]:
    return [stem for term in terms for stem in light10_stems(term.folded)]


def _grams(terms: Sequence[Term]) -> list[str]:
    """The stems in overlapping pieces, `#` at their ends."""
    return [
        f"#{term.stem}#"[at : at + GRAM]
        for term in terms
        if not term.is_stop
        for at in range(max(1, len(term.stem) + 3 - GRAM))
    ]


if __name__ == "__main__":
    main()
