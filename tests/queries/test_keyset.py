"""Keyset paging: each row once in both directions, one range scan per page, no bad cursor."""

from base64 import urlsafe_b64encode
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Topic
from articles.queries.keyset import KeysetPage, page
from tests.queries import rows

pytestmark = pytest.mark.django_db


def walk(turn: Callable[[str | None], KeysetPage[Any]]) -> list[list[int]]:
    """The ids of all pages, forwards."""
    pages, cursor = [], None
    while True:
        found = turn(cursor)
        pages.append([row.pk for row in found.items])
        cursor = found.next_cursor
        if cursor is None:
            return pages


def test_a_walk_sees_each_row_once_in_order() -> None:
    rows.published(30, day=date(2020, 5, 1))
    rows.published(10, undated=True)
    rows.published(7)
    pages = walk(lambda cursor: page(Article.objects.all(), cursor=cursor, size=10))
    assert [len(ids) for ids in pages] == [10, 10, 10, 10, 7]
    expected = list(Article.objects.order_by("-sort_at", "-id").values_list("pk", flat=True))
    assert [pk for ids in pages for pk in ids] == expected


def test_back_leads_to_the_same_pages() -> None:
    rows.published(25, day=date(2020, 5, 1))
    forward = walk(lambda cursor: page(Article.objects.all(), cursor=cursor, size=10))
    second = page(
        Article.objects.all(),
        cursor=page(Article.objects.all(), size=10).next_cursor,
        size=10,
    )
    third = page(Article.objects.all(), cursor=second.next_cursor, size=10)
    assert third.next_cursor is None
    back = page(Article.objects.all(), cursor=third.previous_cursor, size=10)
    assert [row.pk for row in back.items] == forward[1]
    first = page(Article.objects.all(), cursor=back.previous_cursor, size=10)
    assert [row.pk for row in first.items] == forward[0]
    assert first.previous_cursor is None
    again = page(Article.objects.all(), cursor=first.next_cursor, size=10)
    assert [row.pk for row in again.items] == forward[1]


def test_rows_added_in_front_do_not_shift_the_next_page() -> None:
    old = rows.published(6)
    first = page(Article.objects.all(), size=3)
    rows.published(2, day=date(2024, 1, 1))
    second = page(Article.objects.all(), cursor=first.next_cursor, size=3)
    assert [row.pk for row in second.items] == [row.pk for row in reversed(old[:3])]


def test_an_exact_page_has_no_next() -> None:
    rows.published(3)
    found = page(Article.objects.all(), size=3)
    assert (len(found.items), found.next_cursor, found.previous_cursor) == (3, None, None)
    assert page(Article.objects.none(), size=3) == KeysetPage([], None, None)


def test_ascending_text_keys_and_annotations() -> None:
    for name in ("ب", "أ", "ج"):
        Topic.objects.create(name=name, slug=name, sort_key=name)
    topics = Topic.objects.annotate(key=F("sort_key"))
    first = page(topics, keys=("key", "id"), size=2)
    second = page(topics, keys=("key", "id"), cursor=first.next_cursor, size=2)
    assert [row.name for row in first.items + second.items] == ["أ", "ب", "ج"]
    values = page(Topic.objects.values("sort_key", "id"), keys=("sort_key", "id"), size=2)
    assert [row["sort_key"] for row in values.items] == ["أ", "ب"]


def test_the_fourhundredth_page_reads_no_more_rows_than_the_first() -> None:
    rows.published(3000, day=date(2020, 5, 1))
    rows.published(1100)
    rows.analyze()
    place = None
    for number in range(400):
        with CaptureQueriesContext(connection) as queries:
            found = page(Article.objects.public(), cursor=place, size=10)
        assert len(queries) == 1
        if number in (0, 399):
            assert _rows_read(queries[0]["sql"]) == 11
        place = found.next_cursor
    assert len(found.items) == 10


def _rows_read(sql: str) -> int:
    """Rows that the statement reads, none of them in vain, from the index on the order."""
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, FORMAT JSON) " + sql)
        node = cursor.fetchone()[0][0]["Plan"]
    while "Plans" in node:
        node = node["Plans"][0]
    assert (node["Node Type"], node["Index Name"]) == ("Index Scan", "article_newest")
    return node["Actual Rows"] + node.get("Rows Removed by Filter", 0)


def _cursor(said: str) -> str:
    return urlsafe_b64encode(said.encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "لا",
        "!!!!",
        "a" * 4000,
        _cursor("{}"),
        _cursor("[]"),
        _cursor("[" * 900),
        _cursor('["00000000", 1, "2019-01-01T00:00:00+00:00", "1"]'),
        _cursor("7"),
    ],
)
def test_what_no_page_gave_out_is_refused(cursor: str) -> None:
    with pytest.raises(ValueError, match="not a cursor"):
        page(Article.objects.all(), cursor=cursor, size=10)


@pytest.mark.parametrize(
    ("when", "pk"),
    [
        ("2019-01-01T00:00:00+00:00", "1; DROP"),
        ("2019-01-01T00:00:00+00:00", "9" * 30),
        ("2019-01-01T00:00:00+00:00", 5),
        ("2019-13-01T00:00:00+00:00", "1"),
        ("\x00", "1"),
        ("", "1"),
    ],
)
def test_values_are_checked_by_the_type_of_their_key(when: str, pk: Any) -> None:
    import json
    import zlib

    said = json.dumps([f"{zlib.crc32(b'-sort_at,-id'):08x}", 1, when, pk])
    with pytest.raises(ValueError, match="not a cursor"):
        page(Article.objects.all(), cursor=_cursor(said), size=10)


def test_a_cursor_of_another_order_is_refused() -> None:
    rows.published(3)
    cursor = page(Article.objects.all(), keys=("-modified_at", "-id"), size=1).next_cursor
    with pytest.raises(ValueError, match="not a cursor"):
        page(Article.objects.all(), cursor=cursor, size=1)


def test_keys_must_lie_in_one_direction_and_exist() -> None:
    with pytest.raises(TypeError, match="all ascending"):
        page(Article.objects.all(), keys=("-sort_at", "id"), size=1)
    with pytest.raises(TypeError, match="null"):
        rows.published(2, undated=True)
        page(Article.objects.all(), keys=("-dated_from", "-id"), size=1)
