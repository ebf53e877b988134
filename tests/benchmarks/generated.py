"""Articles made of the corpus's sentences, as many as wanted, always the same for one seed."""

import gzip
import json
import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from articles.search.documents import ArticleValues
from articles.text.paragraphs import paragraphs

SEED = 20_260_601
WORDS = 310
SECTIONS, SOURCES, TOPICS, PEOPLE = 12, 1_000, 400, 600
ROLES = ("relayed", "reported", "interview", "quoted", "agency_copy", "credit", "spoken")
HIDDEN = 0.02
FIRST, LAST = datetime(2008, 1, 1, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC)
_SPAN = int((LAST - FIRST).total_seconds())
_RUN = 3  # sentences that follow one another as in the corpus
_LONG = 10_000  # code points; what is cut off a longer article of the corpus


class Material(NamedTuple):
    """What articles are made of: runs of sentences with how many words they have, the halves of
    titles, names of sources, topics and people."""

    runs: Sequence[tuple[str, int]]
    openings: Sequence[str]
    endings: Sequence[str]
    sources: Sequence[str]
    topics: Sequence[str]
    people: Sequence[str]


class Zipf:
    """Numbers 1..`most`, the n-th of them every n-th part as often as the first."""

    def __init__(self, most: int) -> None:
        self.values = range(1, most + 1)
        self.weights = [*accumulate(1 / value for value in self.values)]

    def some(self, chance: random.Random, count: int) -> tuple[int, ...]:
        """Different ones, `count` at most."""
        drawn = chance.choices(self.values, cum_weights=self.weights, k=count)
        return tuple(dict.fromkeys(drawn))


def material(corpus: Path) -> Material:
    """Read the articles of the corpus's folder."""
    chance = random.Random(SEED)
    runs: list[tuple[str, int]] = []
    openings: list[str] = []
    endings: list[str] = []
    with gzip.open(corpus / "articles_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            runs += _runs((article["body"] or "")[:_LONG])
            words = (article["title"] or "").split()
            half = len(words) // 2
            openings.append(" ".join(words[:half]))
            endings.append(" ".join(words[half:]))
    words = [word for opening in openings for word in opening.split() if len(word) > 3]

    def names(count: int) -> list[str]:
        return [" ".join(chance.sample(words, 2)) for _ in range(count)]

    return Material(runs, openings, endings, names(SOURCES), names(TOPICS), names(PEOPLE))


def _runs(body: str) -> Iterator[tuple[str, int]]:
    found = [body[span.start : span.end] for span in paragraphs(body)]
    parts = [part for paragraph in found for part in _sentences(paragraph)]
    for at in range(0, len(parts), _RUN):
        run = " ".join(parts[at : at + _RUN])
        yield run, len(run.split())


def _sentences(paragraph: str) -> Iterator[str]:
    return (part.strip() + "." for part in paragraph.split(". ") if part.strip())


def articles(made_of: Material, count: int, *, first: int = 1) -> Iterator[ArticleValues]:
    """`count` articles with the keys from `first` on; one key always gives the same article."""
    sources, topics, sections = Zipf(SOURCES), Zipf(TOPICS), Zipf(SECTIONS)
    for key in range(first, first + count):
        chance = random.Random(SEED + key)
        body, words = [], 0
        wanted = chance.randint(WORDS - 200, WORDS + 90)
        while words < wanted:
            run, length = chance.choice(made_of.runs)
            body.append(run)
            words += length
        cited = sources.some(chance, chance.randint(1, 3))
        about = topics.some(chance, chance.randint(0, 3))
        at = FIRST + timedelta(seconds=chance.randrange(_SPAN))
        public = chance.random() >= HIDDEN
        yield ArticleValues(
            pk=key,
            title=f"{chance.choice(made_of.openings)} {chance.choice(made_of.endings)}",
            standfirst=body[0][:160] if chance.random() < 0.5 else "",
            body_text="\n\n".join(body),
            sort_at=at,
            status="published" if public else "draft",
            names=(
                *(made_of.sources[number - 1] for number in cited),
                *(made_of.topics[number - 1] for number in about),
                chance.choice(made_of.people),
            ),
            section=sections.some(chance, 1)[0],
            sources=cited,
            topics=about,
            roles=tuple(dict.fromkeys(chance.choice(ROLES) for _ in cited)),
            public=public,
            year=at.year,
        )
