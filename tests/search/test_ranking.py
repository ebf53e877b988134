"""Ranking: no word is required, nearer and rarer ones count more, function words only alone."""

from datetime import UTC, datetime

import pytest

from articles.search.documents import ArticleValues, document, passage
from articles.search.nodes import Combined, Phrase, Weighted, Word
from articles.search.ranking import MOST_WORDS, Weights, words_node
from articles.search.tantivy_index import TantivyIndex
from articles.text.analyser import analyse_text

FILLER = "كلام آخر عن شؤون أخرى كثيرة"


def ranked(query: str, *texts: str | tuple[str, str]) -> list[int]:
    """The numbers of the texts, or titles and texts, in the order of the ranking."""
    index = TantivyIndex()
    index.fill(
        passage(number, *(("", text) if isinstance(text, str) else text))
        for number, text in enumerate(texts)
    )
    index.commit()
    return [hit.key for hit in index.search(words_node(analyse_text(query))).hits]


def test_any_word_is_enough_and_more_words_come_first() -> None:
    assert ranked(
        "اتفاقية النفط", f"النفط {FILLER}", FILLER, f"الاتفاقيات والنفط {FILLER}"
    ) == [2, 0]  # fmt: skip


def test_words_beside_one_another_come_before_words_apart() -> None:
    apart = f"النفط {FILLER} أسعار {FILLER}"
    beside = f"{FILLER} أسعار النفط {FILLER}"
    assert ranked("أسعار النفط", apart, beside) == [1, 0]


def test_the_very_form_comes_before_other_forms() -> None:
    assert ranked("اتفاقية", f"الاتفاقيات {FILLER}", f"اتفاقية {FILLER}") == [1, 0]


def test_a_word_counts_more_in_the_title() -> None:
    assert ranked(
        "النفط", ("أخبار", f"النفط {FILLER}"), ("النفط", f"النفط {FILLER}"), ("النفط", FILLER)
    ) == [1, 2, 0]  # fmt: skip


def test_title_over_standfirst_over_names() -> None:
    def article(pk: int, **texts: object) -> ArticleValues:
        values = {"title": "عنوان", "standfirst": "مقدمة", "names": ["اسم"]} | texts
        return ArticleValues(
            pk=pk, body_text=FILLER, sort_at=datetime(2026, 1, 1, tzinfo=UTC), status="published",
            **values,  # type: ignore[arg-type]
        )  # fmt: skip

    index = TantivyIndex()
    index.add(
        document(article(pk, **texts))
        for pk, texts in (
            (1, {"names": ["النفط"]}), (2, {"title": "النفط"}), (3, {"standfirst": "النفط"}),
        )
    )  # fmt: skip
    index.commit()
    hits = index.search(words_node(analyse_text("النفط"))).hits
    assert sorted(hit.key for hit in hits) == [1, 2, 3] and hits[-1].key == 1


def test_what_is_asked_of_the_index() -> None:
    weights = Weights(texts={"text": 1.0, "title": 0.5}, forms=0.25, pairs=0.125, slop=2)
    assert words_node(analyse_text("أين النفط في قطر؟"), weights) == Combined(
        should=(
            Word("text", "نفط"),
            Weighted(Word("title", "نفط"), 0.5),
            Weighted(Word("text_forms", "النفط"), 0.25),
            Word("text", "قطر"),
            Weighted(Word("title", "قطر"), 0.5),
            Weighted(Word("text_forms", "قطر"), 0.25),
            Weighted(Phrase("text", ("نفط", "قطر"), 2), 0.125),
        )
    )


@pytest.mark.parametrize(("stops", "found"), [(0.0, [0]), (0.5, [0, 1])])
def test_function_words_count_alone_or_where_they_are_given_weight(
    stops: float, found: list[int]
) -> None:
    index = TantivyIndex()
    index.fill([passage(0, "", "النفط"), passage(1, "", "في كلام")])
    index.commit()
    weights = Weights(stops=stops)
    hits = index.search(words_node(analyse_text("في النفط"), weights)).hits
    assert [hit.key for hit in hits] == found
    assert [hit.key for hit in index.search(words_node(analyse_text("في"))).hits] == [1]


def test_a_long_question_is_cut_and_a_word_asked_twice_counts_once() -> None:
    once, twice = (words_node(analyse_text(text)) for text in ("قطر", "قطر قطر والقطر"))
    assert once == twice
    node = words_node(
        analyse_text(" ".join(f"w{number}" for number in range(1_000))), Weights(pairs=0)
    )
    assert isinstance(node, Combined)
    assert sum(isinstance(part, Word) for part in node.should) == MOST_WORDS
