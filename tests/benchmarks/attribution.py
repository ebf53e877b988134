"""How well attribution finds the media sources of labelled articles: precision, recall, F1.

    python -m tests.benchmarks.attribution [--labels dev|heldout|guide|FILE …] [--errors]

Spans are scored by overlap, one hit per label, as the corpus's guide asks; besides, spans with the
right source, spans with the right role, and the set of sources per article. It needs the test
corpus (ISNAD_CORPUS). `--errors` lists what was missed, what was wrong and what was too much: not
for the held-out labels.
"""

import argparse
import gzip
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from articles.attribution.analysis import analyse
from articles.attribution.table import load_table
from articles.attribution.types import Mention, Texts

HERE = Path(__file__).parent / "labels"
SPEECH = frozenset({"spoken", "statement"})


def corpus() -> Path:
    """The folder of the test corpus. Exits where it is absent."""
    folder = Path(os.environ.get("ISNAD_CORPUS", "../shared/corpus"))
    if not folder.is_dir():
        sys.exit(f"The test corpus is not there: set ISNAD_CORPUS ({folder}).")
    return folder


def read_labels(name: str) -> Iterator[dict[str, Any]]:
    """The labels called `guide` (those of the corpus), `dev`, `heldout`, or a file's."""
    path = corpus() / "attribution_dev.jsonl" if name == "guide" else HERE / f"{name}.jsonl"
    if not path.exists():
        path = Path(name)
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def read_articles(ids: set[str]) -> dict[str, dict[str, Any]]:
    """The labelled articles, from whichever file of the corpus has them."""
    found: dict[str, dict[str, Any]] = {}
    for name in ("articles_dev.jsonl.gz", "articles_load.jsonl.gz"):
        if ids <= found.keys():
            break
        with gzip.open(corpus() / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                article = json.loads(line)
                if article["id"] in ids:
                    found[article["id"]] = article
    return found


@dataclass
class Score:
    """Counts of one measure."""

    hits: int = 0
    proposed: int = 0
    labelled: int = 0

    def line(self, name: str) -> str:
        precision = self.hits / self.proposed if self.proposed else 0.0
        recall = self.hits / self.labelled if self.labelled else 0.0
        both = precision + recall
        f1 = 2 * precision * recall / both if both else 0.0
        return (
            f"{name:<24}{precision:>9.3f}{recall:>9.3f}{f1:>9.3f}"
            f"{self.hits:>7}{self.proposed:>9}{self.labelled:>9}"
        )


@dataclass
class Scores:
    spans: Score = field(default_factory=Score)
    sources: Score = field(default_factory=Score)
    first: Score = field(default_factory=Score)
    roles: Score = field(default_factory=Score)
    sets: Score = field(default_factory=Score)
    articles: int = 0
    exact_sets: int = 0
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    rules: dict[str, Score] = field(default_factory=dict)


def matched(
    labels: list[dict[str, Any]], mentions: list[Mention]
) -> list[tuple[dict[str, Any] | None, Mention | None]]:
    """Pairs of a label and the mention that overlaps it, each used once; None where one is alone."""
    free = list(mentions)
    pairs: list[tuple[dict[str, Any] | None, Mention | None]] = []
    for label in labels:
        hit = next((m for m in free if m.start < label["end"] and label["start"] < m.end), None)
        if hit is not None:
            free.remove(hit)
        pairs.append((label, hit))
    return [*pairs, *((None, mention) for mention in free)]


def measure(label: dict[str, Any], mentions: list[Mention], scores: Scores) -> list[Any]:
    """Count one article; returns its pairs."""
    pairs = matched(label["citations"], mentions)
    for given, found in pairs:
        for score in (scores.spans, scores.sources, scores.first, scores.roles):
            score.labelled += given is not None
            score.proposed += found is not None
        if found is not None:
            rule = scores.rules.setdefault(found.reasons[0], Score())
            rule.proposed += 1
            rule.hits += given is not None
        if given is not None and found is not None:
            scores.spans.hits += 1
            scores.sources.hits += found.source == given["outlet"]
            scores.first.hits += found.candidates[:1] == (given["outlet"],)
            scores.roles.hits += found.role == given["role"]
            scores.confusion[given["role"], found.role] += 1
    wanted = {given["outlet"] for given in label["citations"]}
    got = {m.candidates[0] if m.candidates else m.exact for m in mentions}
    scores.sets.hits += len(wanted & got)
    scores.sets.proposed += len(got)
    scores.sets.labelled += len(wanted)
    scores.articles += 1
    scores.exact_sets += wanted == got
    return pairs


def show(article: dict[str, Any], pairs: Iterable[Any]) -> None:
    """Print what is not right in one article."""
    body = article["body"]
    for given, found in pairs:
        start, end = (given["start"], given["end"]) if given else (found.start, found.end)
        where = f"{body[max(0, start - 90) : start]}⟦{body[start:end]}⟧{body[end : end + 60]}"
        where = where.replace("\n", "⏎")
        if found is None:
            print(f"MISSED  {given['outlet']} {given['role']} [{given['cue']}] {where}")
        elif given is None:
            print(f"TOO MUCH {found.candidates} {found.role} {found.reasons} {where}")
        elif found.role != given["role"]:
            print(f"ROLE    {given['role']} not {found.role} {found.reasons} {where}")
        if given and found and found.source != given["outlet"]:
            print(f"SOURCE  {given['outlet']} not {found.candidates} {where}")


def report(scores: Scores) -> None:
    """Print the table of measures."""
    print(
        f"{'':<24}{'precision':>9}{'recall':>9}{'F1':>9}{'hits':>7}{'proposed':>9}{'labelled':>9}"
    )
    print(scores.spans.line("spans"))
    print(scores.sources.line("spans + source"))
    print(scores.first.line("spans + first candidate"))
    print(scores.roles.line("spans + role"))
    print(scores.sets.line("sources per article"))
    right = scores.roles.hits / scores.spans.hits if scores.spans.hits else 0
    print(
        f"roles right among span hits {right:.3f}; articles whose set of sources is right "
        f"{scores.exact_sets} of {scores.articles}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--labels", nargs="+", default=["guide"])
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    labels = [label for name in options.labels for label in read_labels(name)]
    articles = read_articles({label["id"] for label in labels})
    table = load_table()
    scores = Scores()
    for label in labels:
        article = articles[label["id"]]
        texts = Texts(title=article["title"], body=article["body"], publisher=article["publisher"])
        mentions = [
            m for m in analyse(texts, table).mentions
            if m.target == "body" and m.role not in SPEECH
        ]  # fmt: skip
        pairs = measure(label, mentions, scores)
        if options.errors and "heldout" not in options.labels:
            show(article, pairs)
    report(scores)
    if "heldout" not in options.labels:
        for rule, score in sorted(scores.rules.items()):
            print(f"  rule {rule:<16}{score.hits:>5} of {score.proposed}")
        print({f"{a}->{b}": n for (a, b), n in sorted(scores.confusion.items()) if a != b})


if __name__ == "__main__":
    main()
