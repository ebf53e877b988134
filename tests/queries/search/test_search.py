"""The search: what is found, counted, marked and leafed through."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from articles.queries.search import Results, search
from articles.search.asked import Filters
from tests import factories
from tests.queries.search.conftest import Indexed

FIRST = datetime(2021, 6, 1, 9, tzinfo=UTC)


def titles(results: Results) -> list[str]:
    return [hit.article.title for hit in results.hits]


def made(title: str, day: int = 0, **fields: object) -> Article:
    return factories.article(title, at=FIRST + timedelta(days=day), **fields)


def test_words_are_ranked_and_marked(indexed: Indexed) -> None:
    made("عن الرياضة", body="<p>لا شيء هنا.</p>")
    made("التعاون العسكري بين البلدين", body="<p>وقّع الوزيران اتفاقية للتعاون العسكري.</p>")
    made("خبر آخر", body="<p>تعاون اقتصادي.</p>")
    indexed()

    found = search("التعاون العسكري")

    assert titles(found) == ["التعاون العسكري بين البلدين", "خبر آخر"]
    assert (found.total, found.state, found.newest_first) == (2, "ready", False)
    first = found.hits[0]
    assert [first.article.title[s:e] for s, e in first.title_marks] == ["التعاون", "العسكري"]
    assert first.field == "body_text"
    marked = [first.text[s:e] for passage in first.passages for s, e in passage.marks]
    assert marked == ["للتعاون", "العسكري"]


def test_phrases_must_stand_there(indexed: Indexed) -> None:
    made("أ", body="<p>بحثا والتعاون العسكري بينهما.</p>")
    made("ب", body="<p>التعاون الاقتصادي والعسكري.</p>")
    made("ج", body="<p>تعاون عسكري.</p>")
    indexed()

    assert titles(search("“التعاون العسكري”")) == ["أ"]
    assert sorted(titles(search("التعاون -“التعاون العسكري”"))) == ["ب", "ج"]
    assert titles(search("التعاون -الاقتصاد -بحثا")) == ["ج"]


def test_pages_by_date_hold_every_article_once(indexed: Indexed) -> None:
    for number in range(7):
        made(f"مادة {number}", day=number // 3)
    indexed()
    newest = [f"مادة {number}" for number in (6, 5, 4, 3, 2, 1, 0)]

    pages, cursor = [], None
    while True:
        page = search("", size=3, cursor=cursor)
        pages.append(titles(page))
        if page.next_cursor is None:
            break
        cursor = page.next_cursor
    assert pages == [newest[:3], newest[3:6], newest[6:]]
    assert page.previous_cursor
    back = search("", size=3, cursor=page.previous_cursor)
    assert titles(back) == newest[3:6] and back.next_cursor and back.previous_cursor
    first = search("", size=3, cursor=back.previous_cursor)
    assert titles(first) == newest[:3] and first.previous_cursor is None


@pytest.mark.parametrize("count", [1, 20])
def test_as_many_questions_to_the_database_for_any_number_of_hits(
    indexed: Indexed, count: int
) -> None:
    source = factories.source("Kommersant")
    section, topic = factories.section(), factories.topic()
    for _number in range(count):
        article = made("خبر", section=section, topics=[topic])
        factories.citation(article, source)
    indexed()
    with CaptureQueriesContext(connection) as asked:
        found = search("خبر")
    assert len(found.hits) == count and len(found.facets) == 5
    assert len(asked) == 4, [query["sql"] for query in asked]
    assert Filters() == found.filters


def test_function_words_alone_still_find(indexed: Indexed) -> None:
    made("في البيت", body="<p>لا شيء.</p>")
    made("عن الدار", body="<p>كلام.</p>")
    indexed()
    found = search("في")
    assert titles(found) == ["في البيت"]
    assert [found.hits[0].article.title[s:e] for s, e in found.hits[0].title_marks] == ["في"]


def test_dates_in_plain_words_are_words(indexed: Indexed) -> None:
    made("اتفاق حزيران/يونيو 2021")
    made("اتفاق آخر")
    indexed()
    found = search("اتفاق يونيو ٢٠٢١")
    assert titles(found)[0] == "اتفاق حزيران/يونيو 2021" and found.total == 2
    assert titles(search("«يونيو 2021»")) == ["اتفاق حزيران/يونيو 2021"]


def test_hostile_queries(indexed: Indexed, corpus: Path) -> None:
    made("اتفاق آخر")
    indexed()
    texts = json.loads((corpus / "hostile" / "blns.json").read_text(encoding="utf-8"))
    for q in (*texts[::4], "\ud800", "«" * 999, "مصدر:" * 999, "a" * 1_000_000, "-" * 99, "\x00"):
        found = search(q)
        assert found.state == "ready" and found.total is not None
