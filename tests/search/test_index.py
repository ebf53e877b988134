"""The index: what goes in is found, weighed, counted and taken out again."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from articles.search.documents import BETWEEN, ArticleValues, document, microseconds, tokens_of
from articles.search.engine import Document, IndexProblem, Tokens
from articles.search.nodes import (
    Best,
    Between,
    Combined,
    Everything,
    Node,
    OneOf,
    Phrase,
    Weighted,
    Word,
)
from articles.search.tantivy_files import join
from articles.search.tantivy_index import TantivyIndex


def made(
    key: int,
    body: str,
    *,
    title: str = "",
    date: int = 0,
    source: tuple[int, ...] = (),
    role: tuple[str, ...] = (),
) -> Document:
    texts = {
        "text": Tokens(body, " ".join(f"{word}1" for word in body.split())),
        "title": Tokens(title, title),
    }
    return Document(key, texts, date, {"source": source}, {"role": role})


THREE = (
    made(1, "a b c", date=-5, source=(7, 8), role=("relayed",)),
    made(2, "a x b", date=9, source=(7,)),
    made(3, "q", title="a", date=3),
)


@pytest.fixture
def index() -> Iterator[TantivyIndex]:
    index = TantivyIndex()
    index.add(THREE)
    index.commit()
    yield index
    index.close()


def found(index: TantivyIndex, node: Node, *, newest_first: bool = False) -> list[int]:
    return [hit.key for hit in index.search(node, newest_first=newest_first).hits]


A = Word("text", "a")


@pytest.mark.parametrize(
    ("node", "keys"),
    [
        (A, [1, 2]),
        (Word("text_forms", "x1"), [2]),
        (Word("text", "x1"), []),
        (Phrase("text", ("a", "b")), [1]),
        (Phrase("text", ("a", "b"), slop=1), [1, 2]),
        (Phrase("text", ("a", "b"), places=(0, 2)), [2]),
        (Phrase("text", ("b", "a")), []),
        (Phrase("text", ("q",)), [3]),
        (Combined(should=(A, Word("title", "a"))), [1, 2, 3]),
        (Combined(must=(A, OneOf("source", (8,)))), [1]),
        (Combined(should=(A,), never=(OneOf("role", ("relayed",)),)), [2]),
        (Combined(never=(A,)), [3]),
        (Combined(), []),
        (OneOf("source", (7, 99)), [1, 2]),
        (Between("date", -5, 3), [1, 3]),
        (Between("date", low=4), [2]),
        (Between("date", high=-5), [1]),
        (Everything(), [1, 2, 3]),
    ],
)  # fmt: skip
def test_what_a_question_finds(index: TantivyIndex, node: Node, keys: list[int]) -> None:
    assert sorted(found(index, node)) == keys
    assert index.search(node, limit=1).total == len(keys)


def test_scores_add_up_and_filters_add_nothing(index: TantivyIndex) -> None:
    def score(node: Node) -> float:
        return {hit.key: hit.score for hit in index.search(node).hits}[1]

    one, b = score(A), score(Word("text", "b"))
    assert one == pytest.approx(b) and one > 0
    assert score(Combined(should=(A, Word("text", "b")))) == pytest.approx(one + b)
    assert score(Weighted(A, 3)) == pytest.approx(3 * one)
    assert score(Best((Weighted(A, 2), Word("text", "b")), others=0.1)) == pytest.approx(
        2 * one + 0.1 * b
    )
    assert score(Combined(must=(A, OneOf("source", (7,)), Between("date", -9)))) == one


def test_newest_first_and_pages(index: TantivyIndex) -> None:
    assert found(index, Everything(), newest_first=True) == [2, 3, 1]
    page = index.search(Everything(), limit=1, offset=1, newest_first=True)
    assert [hit.key for hit in page.hits] == [3] and page.total == 3


def test_counts_of_values(index: TantivyIndex) -> None:
    assert index.counts(Everything(), ("source", "role")) == {
        "source": [(7, 2), (8, 1)], "role": [("relayed", 1)],
    }  # fmt: skip
    assert index.counts(Word("text", "x"), ("source",), most=1) == {"source": [(7, 1)]}


def test_adding_replaces_and_nothing_shows_before_the_commit(index: TantivyIndex) -> None:
    index.add([made(1, "z")])
    index.delete([2, 99])
    assert found(index, A) == [1, 2] and len(index) == 3
    index.commit()
    assert found(index, A) == [] and found(index, Word("text", "z")) == [1] and len(index) == 2
    index.clear()
    index.commit()
    assert len(index) == 0 and index.search(Everything()).total == 0


def test_the_folder_keeps_what_was_committed_and_has_one_writer(tmp_path: Path) -> None:
    first, second = TantivyIndex(tmp_path), TantivyIndex(tmp_path)
    first.fill(THREE[:2])
    first.commit()
    assert len(second) == 0
    second.reload()
    assert len(second) == 2
    with pytest.raises(IndexProblem, match="LockBusy"):
        second.add([THREE[2]])
    first.fill([THREE[2]])
    first.close()
    assert len(TantivyIndex(tmp_path)) == 2  # what was not committed is lost
    second.add([THREE[2]])
    second.commit()
    second.close()
    assert len(TantivyIndex(tmp_path)) == 3


def test_a_damaged_folder_is_a_problem_in_words(tmp_path: Path) -> None:
    index = TantivyIndex(tmp_path)
    index.fill(THREE)
    index.commit()
    index.close()
    (tmp_path / "meta.json").write_text("{")
    with pytest.raises(IndexProblem, match="The search index cannot be used"):
        TantivyIndex(tmp_path)


ARTICLE = ArticleValues(
    pk=12,
    title="قطر والجوار",
    standfirst="",
    body_text="قال الوزير في 18حزيران.",
    sort_at=datetime(2019, 6, 18, tzinfo=UTC),
    status="published",
    names=("وكالة الأنباء القطرية", "كوميرسانت", "كوميرسانت"),
    section=3,
    sources=(5, 6),
    roles=("relayed",),
)


def test_the_document_of_an_article() -> None:
    made = document(ARTICLE)
    assert (made.key, made.date) == (12, 1_560_816_000_000_000)
    assert made.texts["title"] == Tokens("قطر جوار", "قطر والجوار", "قطر =قطر جور =قرب")
    assert made.texts["text"].forms.split() == [
        "قطر",
        "والجوار",
        BETWEEN,
        "قال",
        "الوزير",
        "في",
        "18",
        "حزيران",
        BETWEEN,
        *("وكاله", "الانباء", "القطريه"),
        BETWEEN,
        "كوميرسانت",
    ]
    assert len(made.texts["text"].stems.split()) == 14
    assert made.numbers == {
        "section": (3,),
        "source": (5, 6),
        "topic": (),
        "public": (0,),
        "year": (0,),
    }
    assert made.codes == {"role": ("relayed",), "status": ("published",)}


def test_no_phrase_reaches_from_one_name_into_the_next() -> None:
    named = replace(ARTICLE, names=("الوطن", "!", "", "الشرق", "الوطن"))
    assert document(named).texts["names"].forms == f"الوطن {BETWEEN} الشرق"


def test_dates_before_1970_are_negative() -> None:
    assert microseconds(datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)) == -1


def test_an_article_is_found_by_another_form_of_its_words() -> None:
    index = TantivyIndex()
    index.add([document(ARTICLE)])
    index.commit()
    stem = tokens_of("للوزير").stems
    assert found(index, Word("text", stem)) == [12]
    assert found(index, Word("text_forms", "وزير")) == []
    assert found(index, OneOf("status", ("draft",))) == []
    assert found(
        index, Combined(must=(OneOf("section", (3,)), OneOf("status", ("published",))))
    ) == [12]


def test_many_segments_become_one(tmp_path: Path) -> None:
    parts = [tmp_path / str(number) for number in range(10)]
    for key, part in enumerate(parts, start=1):
        part.mkdir()
        filled = TantivyIndex(part)
        filled.fill([made(key, f"a w{key}")])
        filled.commit()
        filled.close()
    join(parts, tmp_path)
    index = TantivyIndex(tmp_path, begin=False)
    assert index._searcher.num_segments == 10
    index.tidy()
    assert index._searcher.num_segments == 1
    assert sorted(found(index, Word("text", "a"))) == list(range(1, 11))
    assert found(index, Word("text", "w7")) == [7]
    index.add([made(11, "a")])
    index.commit()
    assert len(TantivyIndex(tmp_path, begin=False)) == 11
    index.close()


def test_counts_are_remembered_until_something_is_committed(index: TantivyIndex) -> None:
    before = index.counts(Everything(), ("source",))
    other = index.renewed()
    index.add([made(9, "a", source=(7,))])
    index.commit()
    assert before == other.counts(Everything(), ("source",)) == {"source": [(7, 2), (8, 1)]}
    assert index.counts(Everything(), ("source",)) == {"source": [(7, 3), (8, 1)]}
    assert other.renewed().counts(Everything(), ("source",)) == {"source": [(7, 3), (8, 1)]}
