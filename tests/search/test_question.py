"""A question in parts: what it finds, and that its best answers are those of the whole ranking."""

import random
from collections.abc import Iterator

import pytest

from articles.search.documents import tokens_of
from articles.search.engine import Document
from articles.search.nodes import Combined, Node, OneOf
from articles.search.phrases import carried, phrase_node
from articles.search.question import WEIGHED, Question, best
from articles.search.tantivy_index import TantivyIndex
from articles.text.analyser import Term, analyse_text

WORDS = "قطر روسيا اتفاق وزير سفير غاز نفط حرب سلام مصر لبنان تونس".split()
READERS: Node = Combined(never=(OneOf("public", (0,)),))
MANY = 3 * WEIGHED


def terms(text: str) -> tuple[Term, ...]:
    return tuple(analyse_text(text))


@pytest.fixture(scope="module")
def index() -> Iterator[TantivyIndex]:
    chance = random.Random(7)
    index = TantivyIndex()
    for key in range(MANY):
        text = " ".join(chance.choices(WORDS, k=chance.randrange(3, 30)))
        tokens = tokens_of(text)
        # Those with the best words for one question are hidden nearly all.
        hidden = "نفط" in text.split()[:9] and key % 20 != 0
        numbers = {"public": (0 if hidden else 1,), "section": (key % 3,), "year": (2020,)}
        index.add([Document(key, {"text": tokens, "title": tokens_of("")}, key, numbers)])
    index.commit()
    yield index
    index.close()


@pytest.mark.parametrize("seen", [(), (READERS,)])
@pytest.mark.parametrize("filters", [(), (OneOf("section", (1,)),)])
@pytest.mark.parametrize("text", ["تونس", "قطر روسيا", "سفير قطر في روسيا", "نفط", "غائب", "في"])
def test_the_best_are_those_of_the_whole_ranking(
    index: TantivyIndex, text: str, filters: tuple[Node, ...], seen: tuple[Node, ...]
) -> None:
    question = Question(terms(text), filters=filters, seen=seen)
    every = index.search(question.ranked(), limit=MANY)
    assert index.count(question.found()) == every.total
    found = best(index, question, begin=0, end=20)
    assert [round(hit.score, 3) for hit in found] == [
        round(hit.score, 3) for hit in every.hits[:20]
    ]
    assert {hit.key for hit in best(index, question, begin=0, end=MANY)} == {
        hit.key for hit in every.hits
    }
    assert best(index, question, begin=5, end=15) == found[5:15]


def test_nothing_hidden_and_all_that_is_asked_for(index: TantivyIndex) -> None:
    def keys(question: Question) -> set[int]:
        return {key for _, key in index.in_order(question.found(), "key", limit=MANY)}

    hidden = keys(Question(filters=(OneOf("public", (0,)),)))
    assert len(hidden) > WEIGHED
    assert keys(Question(seen=(READERS,))) == set(range(MANY)) - hidden
    assert keys(Question(terms("نفط"), seen=(READERS,))).isdisjoint(hidden)
    without = keys(Question(never=(phrase_node(terms("قطر")),)))
    assert without == set(range(MANY)) - keys(Question(terms("قطر")))
    phrase = Question(terms("مصر"), phrases=(phrase_node(terms("قطر روسيا")),), seen=(READERS,))
    assert 0 < len(keys(phrase)) < len(keys(Question(terms("قطر"))))
    assert {hit.key for hit in best(index, phrase, begin=0, end=MANY)} == keys(phrase)
    assert keys(Question(also=(OneOf("section", (2,)),))) == set(range(2, MANY, 3))


def test_what_a_phrase_may_carry() -> None:
    assert carried("التعاون")[:2] == ["التعاون", "والتعاون"] and "للتعاون" in carried("التعاون")
    assert carried("kommersant") == ["kommersant"]
