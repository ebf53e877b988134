"""Questions weighed in two steps: the second gives what weighing all documents gives."""

import sys
from dataclasses import replace

import pytest

from articles.search.documents import passage
from articles.search.nodes import Combined, OneOf, Phrase, Word
from articles.search.question import (
    ENOUGH,
    Other,
    Question,
    best,
    with_all_if_enough,
    with_all_words,
)
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


@pytest.mark.parametrize(
    ("bodies", "every", "whole"),
    [
        (["نفط غاز فحم"] * ENOUGH + ["نفط غاز"] * 5 + ["قمح"], True, ENOUGH),
        (["نفط غاز فحم"] * (ENOUGH - 1) + ["فحم نفط"] * 8 + ["قمح"], False, ENOUGH - 1),
        (["فحم"] * ENOUGH, False, 0),
    ],
)
def test_all_words_are_wanted_where_enough_have_them(
    bodies: list[str], every: bool, whole: int
) -> None:
    index = TantivyIndex()
    index.fill(passage(key, "", body) for key, body in enumerate(bodies))
    index.commit()
    question = Question(words=tuple(analyse_text("الفحم والنفط والغاز")))
    asked, count = with_all_if_enough(index, question)
    assert (asked.every, count) == (every, whole)
    wanted = {"نفط", "غاز", "فحم"}
    expected = {
        key
        for key, body in enumerate(bodies)
        if (wanted <= set(body.split()) if every else wanted & set(body.split()))
    }
    assert index.count(asked.found()) == len(expected)
    assert {hit.key for hit in index.best(asked.ranked(), limit=99)} == expected
    assert {hit.key for hit in best(index, asked, begin=0, end=99)} == expected
    # Filters narrow what is found, and no more.
    ends = (0, len(bodies) - 1)
    narrowed, _ = with_all_if_enough(index, replace(question, filters=(OneOf("key", ends),)))
    assert narrowed.every == every
    assert {hit.key for hit in best(index, narrowed, begin=0, end=99)} == expected & {*ends}


def test_beside_a_phrase_words_weigh_unless_every_one_is_wanted(index: TantivyIndex) -> None:
    phrase = Phrase("text", tuple(term.stem for term in analyse_text("أسعار النفط")))
    question = Question(words=tuple(analyse_text("السوق")), phrases=(phrase,))
    assert [hit.key for hit in index.best(question.ranked(), limit=9)] == [0, 1]
    assert index.count(question.found()) == 2
    every = with_all_words(question)
    assert [hit.key for hit in index.best(every.ranked(), limit=9)] == [0]
    assert index.count(every.found()) == 1
    nothing = with_all_words(Question(phrases=(phrase,)))
    assert {hit.key for hit in index.best(nothing.ranked(), limit=9)} == {0, 1}


def test_words_that_questions_are_made_with_need_not_stand_there() -> None:
    words = ("كم عدد السفن", "عدد السفن", "كم عدد")
    asked = [with_all_words(Question(words=tuple(analyse_text(text)))) for text in words]
    assert [[term.folded for term in one.needed] for one in asked] == [
        ["السفن"],
        ["عدد", "السفن"],
        ["عدد"],
    ]


def test_the_one_word_that_a_question_is_about_must_stand_there() -> None:
    index = TantivyIndex()
    bodies = ["عدد كبير"] * 30 + ["السفن"] * ENOUGH
    index.fill(passage(key, "", body) for key, body in enumerate(bodies))
    index.commit()
    asked, count = with_all_if_enough(index, Question(words=tuple(analyse_text("كم عدد السفن؟"))))
    assert (asked.every, count, index.count(asked.found())) == (True, ENOUGH, ENOUGH)


def test_another_name_stands_for_its_words(index: TantivyIndex) -> None:
    other = Other(Word("text", "غاز"), frozenset({"نفط"}))
    question = Question(words=tuple(analyse_text("النفط والسوق")), also=(other,), every=True)
    assert {hit.key for hit in best(index, question, begin=0, end=9)} == {0, 2}


def test_the_longest_question_is_a_tree_that_can_be_walked(index: TantivyIndex) -> None:
    words = " ".join(f"النفط{number} كلمة{number}" for number in range(40))
    question = Question(words=tuple(analyse_text(f"النفط {words}")))
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(700)  # a request's own frames come on top
    try:
        assert {hit.key for hit in best(index, question, begin=0, end=10)} == {0, 1, 3}
    finally:
        sys.setrecursionlimit(before)
