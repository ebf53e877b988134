"""Ranking: no word is required, nearer and rarer ones count more, function words only alone."""

from datetime import UTC, datetime

import pytest

from articles.search.documents import ArticleValues, document, passage
from articles.search.nodes import Best, Combined, Flat, Phrase, Weighted, Word
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


def test_title_and_names_over_captions() -> None:
    def article(pk: int, **texts: object) -> ArticleValues:
        values = {
            "title": "عنوان",
            "standfirst": "",
            "captions": ["صورة"],
            "names": ["اسم"],
        } | texts
        return ArticleValues(
            pk=pk, body_text=FILLER, sort_at=datetime(2026, 1, 1, tzinfo=UTC), status="published",
            **values,  # type: ignore[arg-type]
        )  # fmt: skip

    index = TantivyIndex()
    index.add(
        document(article(pk, **texts))
        for pk, texts in (
            (1, {"captions": ["النفط"]}), (2, {"title": "النفط"}), (3, {"names": ["النفط"]}),
        )
    )  # fmt: skip
    index.commit()
    hits = index.search(words_node(analyse_text("النفط"))).hits
    assert sorted(hit.key for hit in hits) == [1, 2, 3] and hits[-1].key == 1


def test_what_is_asked_of_the_index() -> None:
    weights = Weights(
        {"text": 1.0, "title": 0.5, "names": 0.25}, 0.5, 0.75, 0.375, 0.25, 0.125, slop=2
    )
    assert words_node(analyse_text("متى اكتشفوا الصين؟"), weights) == Combined(
        must=(
            Flat(Combined(should=(Word("text", "اكتشفوا"), Word("text", "صين"))), 0.0),
        ),
        should=(
            Best((Word("text", "اكتشفوا"), Weighted(Word("text_kin", "كشف"), 0.5))),
            Weighted(Word("title", "اكتشفوا"), 0.5),
            Weighted(Word("names", "اكتشفوا"), 0.25),
            Weighted(Word("text_forms", "اكتشفوا"), 0.25),
            Best(
                (
                    Word("text", "صين"),
                    Weighted(Word("text_kin", "صين"), 0.5),
                    Weighted(Word("text_kin", "=صين"), 0.75),
                )
            ),
            Weighted(Word("title", "صين"), 0.5),
            Weighted(Word("names", "صين"), 0.25),
            Weighted(Word("text_forms", "الصين"), 0.25),
            Weighted(Phrase("text", ("اكتشفوا", "صين"), 2), 0.125),
            Weighted(
                Combined(
                    should=(
                        Word("text_kin", "#اكتشفوا"),
                        Word("text_kin", "#اكتشفوا_صين"),
                        Word("text_kin", "#صين"),
                    )
                ),
                0.375,
            ),
            Flat(Word("answers", "date"), 3.0),
        ),
    )  # fmt: skip


def test_a_word_of_the_same_root_weighs_but_does_not_find() -> None:
    other, related = f"النفط {FILLER}", f"النفط اكتشف {FILLER}"
    assert ranked("اكتشاف النفط", other, related, f"اكتشف {FILLER}") == [1, 0]
    assert ranked("اكتشاف النفط", other, related, f"اكتشاف {FILLER}")[-1] == 0


def test_a_word_that_stands_for_another_weighs_but_does_not_find() -> None:
    other, related = f"الزلزال {FILLER}", f"الزلزال مصرع {FILLER}"
    assert ranked("ضحايا الزلزال", other, related, f"مصرع {FILLER}") == [1, 0]
    assert ranked("صادرات بكين", f"صادرات {FILLER}", f"صادرات الصين {FILLER}") == [1, 0]


def test_what_is_called_by_words_of_the_question_comes_first() -> None:
    titles = ("تاريخ بحيرة ناصر القديم", "بحيرة ناصر", "بحيرة")
    index = TantivyIndex()
    index.fill(passage(key, title, f"{FILLER} بحيرة ناصر") for key, title in enumerate(titles))
    index.commit()
    hits = index.best(words_node(analyse_text("أين تقع بحيرة ناصر؟")), limit=9)
    assert hits[0].key == 1


def test_names_meet_in_other_spellings() -> None:
    assert ranked("الرئيس روزفلت", f"الرئيس {FILLER}", f"الرئيس روزفيلت {FILLER}") == [1, 0]


def test_words_of_questions_weigh_less_than_others() -> None:
    assert ranked("عدد الجسور", f"عدد {FILLER}", f"الجسور {FILLER}", FILLER) == [1, 0]
    assert ranked("عدد", f"عدد {FILLER}", f"الجسور {FILLER}") == [0]


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("متى بني الجسر؟", 2),
        ("في أي عام بني الجسر؟", 2),
        ("كم طول الجسر؟", 1),
        ("ما هو عدد أقواس الجسر", 1),
    ],
)
def test_passages_with_the_kind_of_answer_come_first(question: str, best: int) -> None:
    texts = ("الجسر طويل هنا وبني سابقا", "الجسر 300 متر وبني سابقا", "الجسر هنا وبني 1930")
    if best == 1:
        texts = (texts[0], texts[1], "الجسر هنا وبني في حزيران سابقا")
    assert ranked(question, *texts)[0] == best


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
    weights = Weights(wholes=0)
    once, twice = (words_node(analyse_text(text), weights) for text in ("قطر", "قطر قطر والقطر"))
    assert once == twice
    node = words_node(
        analyse_text(" ".join(f"w{number}" for number in range(1_000))), Weights(pairs=0)
    )
    assert isinstance(node, Combined)
    assert sum(isinstance(part, Best) for part in node.should) == MOST_WORDS


@pytest.mark.parametrize("question", ["ما هي الفيزياء؟", "ماهى الفيزياء", "ما معنى الفيزياء؟"])
def test_what_is_asked_for_is_where_a_text_says_what_it_is(question: str) -> None:
    other = f"{FILLER} علم الفيزياء هنا {FILLER} هي"
    defining = f"{FILLER} علم الفيزياء (Physics) هي {FILLER} هنا"
    assert ranked(question, other, defining) == [1, 0]
    assert ranked("الفيزياء", other, defining) == [0, 1]
