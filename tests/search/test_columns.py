"""Facets in columns: counted as if each value of a document were looked at."""

import random
from collections import Counter
from collections.abc import Iterator

import pytest

from articles.search import columns
from articles.search.engine import Document
from articles.search.nodes import Everything
from articles.search.tantivy_index import TantivyIndex


@pytest.fixture
def index() -> Iterator[TantivyIndex]:
    index = TantivyIndex()
    yield index
    index.close()


def sourced(key: int, *sources: int, roles: tuple[str, ...] = ()) -> Document:
    return Document(key, {}, 0, {"source": sources}, {"role": roles})


MANY = (
    sourced(1),
    sourced(2, 7, roles=("relayed", "credit")),
    sourced(3, 8, 7, 9),
    sourced(4, 1, 7, 8, 5, 6, roles=("relayed",)),
    sourced(5, 5, 7),
)


def test_values_are_counted_however_many_a_document_has(index: TantivyIndex) -> None:
    index.fill(MANY)
    index.commit()
    assert index.counts(Everything(), ("source", "role"), most={"source": 3, "role": 9}) == {
        "source": [(7, 4), (5, 2), (8, 2)],
        "role": [("relayed", 2), ("credit", 1)],
    }


def test_values_are_counted_when_there_are_more_than_the_engine_counts(
    index: TantivyIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(columns, "_MOST", 6)
    index.fill(sourced(key, key % 9, 10 + key % 7, 20, 30 + key % 3, 1_000) for key in range(1, 99))
    index.fill(sourced(key, 40 + key % 9, 20) for key in range(99, 150))
    index.commit()
    assert index.counts(Everything(), ("source",), most=3) == {
        "source": [(20, 149), (1_000, 98), (31, 33)]
    }


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("most", [6, 6_000])
def test_the_most_frequent_are_those_of_the_documents(
    monkeypatch: pytest.MonkeyPatch, seed: int, most: int
) -> None:
    monkeypatch.setattr(columns, "_MOST", most)
    chance = random.Random(seed)
    weights = [1 / n ** chance.choice((0.3, 1, 2)) for n in range(1, 13)]
    index, counted = TantivyIndex(), Counter[int]()
    for key in range(1, 80):
        drawn = chance.choices(range(1, 13), weights, k=chance.choice((0, 1, 2, 3, 3, 5)))
        sources = tuple(dict.fromkeys(drawn))[: chance.choice((3, 5))]
        index.fill([sourced(key, *sources)])
        counted.update(sources)
    index.commit()
    every = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    for size in (1, 3, 6):
        assert index.counts(Everything(), ("source",), most=size) == {"source": every[:size]}
