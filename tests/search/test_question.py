"""Questions weighed in two steps: the second gives what weighing all documents gives."""

import sys

import pytest

from articles.search.documents import passage
from articles.search.nodes import Combined, OneOf
from articles.search.question import Question, best
from articles.search.tantivy_index import TantivyIndex
from articles.text.analyser import analyse_text

BODIES = (
    "أسعار النفط في السوق العالمية",
    "قال الوزير إن أسعار النفط ترتفع",
    "السوق العالمية للغاز",
    "النفط والغاز",
    "كلام آخر",
)


@pytest.fixture(scope="module")
def index() -> TantivyIndex:
    index = TantivyIndex()
    index.fill(passage(key, "", body) for key, body in enumerate(BODIES))
    index.commit()
    return index


def test_the_best_are_weighed_as_all_would_be(index: TantivyIndex) -> None:
    question = Question(words=tuple(analyse_text("ما سعر النفط في السوق العالمية؟")))
    every = index.best(question.ranked(), limit=10)
    found = best(index, question, begin=0, end=10)
    assert [hit.key for hit in found] == [hit.key for hit in every] == [0, 2, 1, 3]
    assert [hit.score for hit in found] == pytest.approx([hit.score for hit in every])


def test_only_the_documents_that_are_named_are_weighed(index: TantivyIndex) -> None:
    question = Question(
        words=tuple(analyse_text("النفط")),
        seen=(Combined(never=(OneOf("key", (3,)),)),),
    )
    assert [hit.key for hit in index.best(question.weighed([1, 3]), limit=10)] == [1]


def test_the_longest_question_is_a_tree_that_can_be_walked(index: TantivyIndex) -> None:
    words = " ".join(f"النفط{number} كلمة{number}" for number in range(40))
    question = Question(words=tuple(analyse_text(f"النفط {words}")))
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(700)  # a request's own frames come on top
    try:
        assert {hit.key for hit in best(index, question, begin=0, end=10)} == {0, 1, 3}
    finally:
        sys.setrecursionlimit(before)
