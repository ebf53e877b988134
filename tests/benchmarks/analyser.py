"""How fast the analyser is, and what its stems do for BM25 beside those of light-10.

    python -m tests.benchmarks.analyser [CORPUS]

Relevance is MRR@10 of the questions of XQuAD over its 240 paragraphs among 15,000 paragraphs of
the corpus's articles, with plain BM25 over single terms. It compares analysers, not engines.
"""

import gzip
import json
import math
import os
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

from articles.text.analyser import analyse_text
from articles.text.paragraphs import paragraphs
from articles.text.stem import light10, lightly_cleaned
from articles.text.streams import streams
from articles.text.tokens import ARABIC, tokens

Analyser = Callable[[str], list[str]]
K1, B = 1.2, 0.75
DISTRACTORS = 15_000
SHORTEST = 300
TURN, AGO = 100, 2_000


def published(text: str) -> list[str]:
    return [
        light10(lightly_cleaned(text[token.start : token.end]))
        if token.kind == ARABIC
        else token.folded
        for token in tokens(text)
    ]


def published_without_stops(text: str) -> list[str]:
    return [
        light10(lightly_cleaned(text[term.start : term.end]))
        for term in analyse_text(text)
        if not term.is_stop
    ]


def ours(text: str) -> list[str]:
    return [term.stem for term in analyse_text(text)]


def ours_without_stops(text: str) -> list[str]:
    return [term.stem for term in analyse_text(text) if not term.is_stop]


class Index:
    """The simplest BM25 there is."""

    def __init__(self, passages: list[str], analyser: Analyser) -> None:
        self.postings: dict[str, dict[int, int]] = defaultdict(dict)
        self.lengths = []
        for number, passage in enumerate(passages):
            terms = analyser(passage)
            self.lengths.append(len(terms))
            for term, count in Counter(terms).items():
                self.postings[term][number] = count
        self.average = sum(self.lengths) / len(self.lengths)

    def best(self, terms: list[str], at_most: int = 10) -> list[int]:
        scores: dict[int, float] = defaultdict(float)
        for term in terms:
            found = self.postings.get(term, {})
            rarity = math.log(1 + (len(self.lengths) - len(found) + 0.5) / (len(found) + 0.5))
            for number, count in found.items():
                length = K1 * (1 - B + B * self.lengths[number] / self.average)
                scores[number] += rarity * count * (K1 + 1) / (count + length)
        return sorted(scores, key=lambda number: scores[number], reverse=True)[:at_most]


def relevance(corpus: Path, bodies: list[str]) -> None:
    passages: list[str] = []
    questions: list[tuple[str, int]] = []
    xquad = json.loads((corpus / "retrieval" / "xquad" / "xquad.ar.json").read_text("utf-8"))
    for article in xquad["data"]:
        for paragraph in article["paragraphs"]:
            questions += [(question["question"], len(passages)) for question in paragraph["qas"]]
            passages.append(paragraph["context"])
    others = [
        body[start:end]
        for body in bodies
        for start, end in paragraphs(body)
        if end - start > SHORTEST
    ]
    random.Random(5).shuffle(others)
    passages += others[:DISTRACTORS]
    for name, documents, queries in (
        ("light-10", published, published),
        ("light-10, no function words asked", published, published_without_stops),
        ("ours", ours, ours),
        ("ours, no function words asked", ours, ours_without_stops),
    ):
        index = Index(passages, documents)
        total = 0.0
        for question, wanted in questions:
            best = index.best(queries(question))
            total += 1 / (best.index(wanted) + 1) if wanted in best else 0
        print(f"{name}: MRR@10 {total / len(questions):.3f}, {len(index.postings):,} terms")


def speed(texts: list[str]) -> None:
    """Terms, and streams of the same texts when they are new and when their words were met."""
    kinds = (("terms", analyse_text, 0), ("streams", streams, 0), ("streams again", streams, 1))
    seconds = dict.fromkeys((name for name, *_ in kinds), 0.0)
    # A few texts each in turn, so that what else the machine does weighs on all alike.
    for at in range(0, len(texts), TURN):
        for name, analyse, again in kinds:
            turn = texts[at - again * AGO : at - again * AGO + TURN] if at >= AGO else []
            begun = time.process_time()
            for text in turn:
                analyse(text)
            seconds[name] += time.process_time() - begun
    print(f"{len(texts) - AGO:,} articles, microseconds each on one processor:")
    for name, passed in seconds.items():
        ratio = seconds["terms"] / passed
        print(f"  {name}: {passed / (len(texts) - AGO) * 1e6:.0f} (1 : {ratio:.1f})")


def main(corpus: Path) -> None:
    with gzip.open(corpus / "articles_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    texts = [f"{article['title']}\n\n{article['body']}" for article in articles]
    speed(texts)
    relevance(corpus, [article["body"] for article in articles])


if __name__ == "__main__":
    main(
        Path(
            sys.argv[1] if len(sys.argv) > 1 else os.environ.get("ISNAD_CORPUS", "../shared/corpus")
        )
    )
