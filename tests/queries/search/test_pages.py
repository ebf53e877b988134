"""Leafing through results: every hit once, also where the index changes in between."""

from typing import Any

import pytest

from articles.queries.search import search
from articles.queries.search_pages import DEEPEST, page_of
from articles.search.engine import Document, Tokens
from articles.search.newest import Place, newest
from articles.search.nodes import Node, Word
from articles.search.question import Question
from articles.search.tantivy_index import TantivyIndex
from articles.text.analyser import analyse_text
from tests.queries.search.conftest import Indexed
from tests.queries.search.test_search import made, titles


def document(key: int, *, date: int = 0, times: int = 1, length: int = 40) -> Document:
    words = " ".join(["a"] * times + ["b"] * (length - times))
    return Document(key, {"text": Tokens(words, words)}, date)


@pytest.fixture
def index() -> TantivyIndex:
    return TantivyIndex()


A = Word("text", "a")
ASKED = Question(words=tuple(analyse_text("a")))


@pytest.mark.parametrize("days", [1e-9, 100, 366, 1_000])
def test_every_place_once_where_many_share_a_date(index: TantivyIndex, days: float) -> None:
    step = int(days * 86_400_000_000)
    index.add(document(key, date=(key // 7 - 2) * step) for key in range(50))
    index.commit()
    order = sorted((Place((key // 7 - 2) * step, key) for key in range(50)), reverse=True)
    for size in (1, 3, 7, 49, 50, 99):
        seen: list[Place] = []
        while page := newest(index, A, limit=size, beyond=seen[-1] if seen else None):
            seen += page
        assert seen == order
        back = newest(index, A, limit=size, beyond=order[20], backward=True)
        assert back == order[:20][::-1][:size]


def test_all_is_looked_at_only_where_the_next_spans_have_too_few(
    index: TantivyIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    index.add(document(key, date=key * 366 * 86_400_000_000) for key in range(20))
    index.commit()
    asked = []
    in_order = index.in_order

    def noted(node: Node, *arguments: Any, **options: Any) -> list[tuple[int, int]]:
        asked.append(str(node).count("OneOf"))
        return in_order(node, *arguments, **options)

    monkeypatch.setattr(index, "in_order", noted)
    assert [place.key for place in newest(index, A, limit=4)] == [19, 18, 17, 16]
    assert [place.key for place in newest(index, A, limit=6)] == [19, 18, 17, 16, 15, 14]
    assert newest(index, Word("text", "c"), limit=3) == []
    assert asked == [1, 0, 1, 0]


def pages(index: TantivyIndex, *, newest_first: bool, size: int = 4) -> list[tuple[int, ...]]:
    found, cursor = [], None
    while True:
        page = page_of(index, ASKED, size=size, cursor=cursor, newest_first=newest_first)
        found.append(page.keys)
        if page.next_cursor is None:
            return found
        cursor = page.next_cursor


def test_by_relevance_and_back(index: TantivyIndex) -> None:
    index.add(document(key, times=20 - key) for key in range(10))
    index.commit()
    assert pages(index, newest_first=False) == [(0, 1, 2, 3), (4, 5, 6, 7), (8, 9)]
    first = page_of(index, ASKED, size=4, cursor=None, newest_first=False)
    second = page_of(index, ASKED, size=4, cursor=first.next_cursor, newest_first=False)
    third = page_of(index, ASKED, size=4, cursor=second.next_cursor, newest_first=False)
    assert (first.previous_cursor, third.next_cursor) == (None, None)
    back = page_of(index, ASKED, size=4, cursor=third.previous_cursor, newest_first=False)
    assert back.keys == second.keys
    again = page_of(index, ASKED, size=4, cursor=back.previous_cursor, newest_first=False)
    assert again == first


def test_the_next_page_begins_after_the_last_hit_seen(index: TantivyIndex) -> None:
    index.add(document(key, times=30 - key) for key in range(10))
    index.commit()
    cursor = page_of(index, ASKED, size=4, cursor=None, newest_first=False).next_cursor
    # Two better ones come in before it.
    index.add([document(90, times=39), document(91, times=38)])
    index.commit()
    assert page_of(index, ASKED, size=4, cursor=cursor, newest_first=False).keys == (4, 5, 6, 7)
    # The last one seen is gone: what was worse than it comes next, nothing is left out.
    index.delete([3])
    index.commit()
    assert page_of(index, ASKED, size=4, cursor=cursor, newest_first=False).keys == (4, 5, 6, 7)
    index.delete(range(10))
    index.commit()
    assert page_of(index, ASKED, size=4, cursor=cursor, newest_first=False).keys == ()


def test_it_ends_somewhere(index: TantivyIndex) -> None:
    index.add(document(key, date=key) for key in range(DEEPEST + 50))
    index.commit()
    found, cursor = 0, None
    while True:
        page = page_of(index, ASKED, size=99, cursor=cursor, newest_first=False)
        found += len(page.keys)
        cursor = page.next_cursor
        if cursor is None:
            break
        assert not page.ends_early
    assert (found, page.ends_early) == (DEEPEST, True)
    assert page.previous_cursor
    assert sum(map(len, pages(index, newest_first=True, size=99))) == DEEPEST + 50
    whole = page_of(index, Question(), size=99, cursor=None, newest_first=True)
    assert whole.keys[0] == DEEPEST + 49


@pytest.mark.parametrize(
    "cursor",
    [
        "x", "é", "AAAA", "W10", "bnVsbA", "A" * 999,
        "WyJzIiwgMSwgLTEsIDFd",  # a place below 0
        "WyJzIiwgMSwgOTk5OSwgMV0",  # too deep
        "WyJzIiwgMSwgMCwgMS41XQ",  # a key that is no whole number
        "WyJzIiwgMSwgMF0",  # no key
        "WyJzIiwgMSwgMCwgMSwgMiwgMywgNF0",  # too many
        "WyJzIiwgMSwgMCwgMTE4MDU5MTYyMDcxNzQxMTMwMzQyNF0",  # too great
        "WyJzIiwgMiwgMCwgMV0",  # no direction
        "WyJzIiwgdHJ1ZSwgMCwgMV0",  # no number
        "WyJkIiwgMSwgMCwgMV0",  # of the order by date
    ],
)  # fmt: skip
def test_a_cursor_that_no_page_gave_out(indexed: Indexed, cursor: str) -> None:
    indexed()
    with pytest.raises(ValueError, match="not a cursor"):
        search("كلمة", cursor=cursor)


def test_a_cursor_of_another_order(indexed: Indexed) -> None:
    for number in range(3):
        made(f"كلمة {number}")
    indexed()
    by_date, by_score = search("", size=1).next_cursor, search("كلمة", size=1).next_cursor
    for q, cursor in (("كلمة", by_date), ("", by_score)):
        with pytest.raises(ValueError, match="not a cursor"):
            search(q, cursor=cursor)


def test_all_hits_of_words_by_date(indexed: Indexed) -> None:
    for number in range(5):
        made(f"كلمة {number}", day=number)
    indexed()
    seen: list[str] = []
    cursor = None
    while True:
        found = search("كلمة", size=2, cursor=cursor, newest_first=True)
        assert (found.total, found.newest_first) == (5, True)
        seen += titles(found)
        cursor = found.next_cursor
        if cursor is None:
            break
    assert seen == [f"كلمة {number}" for number in (4, 3, 2, 1, 0)]
