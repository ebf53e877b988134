"""Words as Arabic readers type them, found in whatever form the texts have them.

The queries are those on which other systems were compared: most of them find nothing for a ه in
the place of ة, for a missing hamza, for vowel signs or for other digits.
"""

import pytest

from articles.search.documents import ArticleValues, document
from articles.search.question import Question, best
from articles.search.tantivy_index import TantivyIndex
from articles.text.analyser import analyse_text
from tests.search.test_index import ARTICLE

TEXTS = {
    1: "وقّع الوزيران الاتفاقية أمس في العاصمة",
    2: "ثلاث اتفاقيات للتعاون في النقل البحري",
    3: "زار أمير البلاد معرض الكتاب",
    4: "قدّم الأمير جائزة للشعراء",
    5: "الوثيقة المُوَقَّعَةَ بين الطرفين سرية",
    6: "أعلنت الحكومة خطة جديدة للمياه",
    7: "وقال متحدث إن الخطة للحكومة وحدها",
    8: "والحكومة لم تعلّق على الخبر",
    9: "بلغت الصادرات ذروتها في 2017",
    10: "في عام ٢٠١٧ افتتح الجسر",
    11: "هبط سعر النفط في أمريكا الجنوبية",
    12: "قال خبراء إن النفط والغاز في تراجع",
    13: "سافر كثيرون إلى سويسرا",
    14: "رست السفن في الموانئ القديمة",
    15: "غرقت سفينة قرب الميناء",
}


@pytest.fixture(scope="module")
def index() -> TantivyIndex:
    index = TantivyIndex()
    index.fill(document(_article(key, text)) for key, text in TEXTS.items())
    index.commit()
    return index


def _article(key: int, text: str) -> ArticleValues:
    return ArticleValues(
        pk=key, title="", standfirst="", body_text=text, sort_at=ARTICLE.sort_at, status="published"
    )


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("الاتفاقية", {1, 2}),
        ("الاتفاقيه", {1, 2}),
        ("اتفاقيات", {1, 2}),
        ("واتفاقية", {1, 2}),
        ("امير", {3, 4}),
        ("أمير", {3, 4}),
        ("الأمير", {3, 4}),
        ("الموقعة", {5}),
        ("الموقعه", {5}),
        ("المُوَقَّعَةَ", {5}),
        ("والحكومة", {6, 7, 8}),
        ("للحكومة", {6, 7, 8}),
        ("حكومه", {6, 7, 8}),
        ("٢٠١٧", {9, 10}),
        ("2017", {9, 10}),
        ("۲۰۱۷", {9, 10}),
        ("نفط", {11, 12}),
        ("والنفط", {11, 12}),
        ("غـــاز", {12}),
        ("السويسرية", {13}),
        ("سفينة", {14, 15}),
        ("وسفنهم", {14, 15}),
        ("موانئ", {14, 15}),
        ("امريكا", {11}),
    ],
)  # fmt: skip
def test_a_word_is_found_in_all_its_forms_and_in_no_other_word(
    index: TantivyIndex, query: str, keys: set[int]
) -> None:
    question = Question(words=tuple(analyse_text(query)))
    assert {hit.key for hit in best(index, question, begin=0, end=20)} == keys
    assert index.count(question.found()) == len(keys)


@pytest.mark.parametrize(
    ("query", "first"),
    [("الاتفاقية", 1), ("اتفاقيات", 2), ("الأمير", 4), ("للحكومة", 7), ("والحكومة", 8)],
)
def test_the_very_form_that_was_typed_comes_first(
    index: TantivyIndex, query: str, first: int
) -> None:
    question = Question(words=tuple(analyse_text(query)))
    assert best(index, question, begin=0, end=1)[0].key == first
