"""JSON Lines that break off, are too large, go on after a break, or are not JSON Lines at all."""

import gzip
import io
import json
import tracemalloc
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from articles.importers.jsonl import JSONL
from articles.importers.limits import MAX_BODY, MAX_KEPT, MAX_LINE
from articles.importers.reasons import REASONS
from articles.importers.records import ArticleRecord, Rejected
from articles.importers.streams import GZIP_MAGIC
from tests.importers.reading import DATA, outcomes, read, read_bytes, records


def _line(item_id: Any, **fields: Any) -> bytes:
    article = {"id": item_id, "title": "عنوان", "body": "نص المقال."} | fields
    return json.dumps(article, ensure_ascii=False).encode()


def test_before_a_gzip_breaks_off_everything_lands() -> None:
    whole = read(JSONL, "gzip-named-jsonl.jsonl")
    *landed, last = read(JSONL, "truncated.jsonl.gz")
    assert len(landed) == 15
    assert landed == whole[:15]
    assert isinstance(last, Rejected)
    assert (last.code, last.position, last.key) == ("truncated", 16, None)
    assert whole[15].raw.startswith(last.raw)
    assert len(last.raw) > 0


def test_a_wrong_checksum_is_named_after_all_has_landed() -> None:
    *landed, last = read(JSONL, "bad-checksum.jsonl.gz")
    assert landed == read(JSONL, "gzip-named-jsonl.jsonl")
    assert isinstance(last, Rejected)
    assert (last.code, last.position, last.raw) == ("bad-gzip", 41, b"")


def test_a_last_line_that_is_whole_lands_although_the_gzip_breaks_off_after_it() -> None:
    first, second, last = read_bytes(JSONL, gzip.compress(_line(1) + b"\n" + _line(2))[:-4])
    assert isinstance(first, ArticleRecord)
    assert isinstance(second, ArticleRecord)
    assert isinstance(last, Rejected)
    assert (second.position, last.position, last.code, last.raw) == (2, 3, "truncated", b"")


def test_members_of_a_gzip_and_garbage_after_them() -> None:
    assert [item.key for item in records(read(JSONL, "two-members.jsonl.gz"))] == [
        "jsonl:art-1",
        "jsonl:art-2",
    ]
    first, last = read(JSONL, "garbage-after.jsonl.gz")
    assert first.key == "jsonl:art-1"
    assert outcomes([last]) == [(2, "bad-gzip", "Not a gzipped file (b'ga')")]


@pytest.mark.parametrize("field", ["body", "body_html"])
def test_a_body_of_5_mb_is_refused_and_its_bytes_kept(field: str) -> None:
    body = "نص طويل. " * 340_000
    large = _line(1, **{field: body})
    first, second = read_bytes(JSONL, large + b"\n" + _line(2))
    assert len(large) > 5_000_000
    assert first == Rejected(
        key="jsonl:1",
        raw=large,
        position=1,
        code="too-large",
        reason="The item is too large.",
        detail="3060000 characters in the body",
    )
    assert second.key == "jsonl:2"


def test_the_longest_body_lands() -> None:
    (item,) = records(read_bytes(JSONL, _line(1, body="ن" * MAX_BODY)))
    assert len(item.body_text) == MAX_BODY
    (refused,) = read_bytes(JSONL, _line(1, body="ن" * (MAX_BODY + 1)))
    assert outcomes([refused]) == [(1, "too-large", "2000001 characters in the body")]


def test_a_line_that_is_too_long_is_passed_over_without_being_held() -> None:
    long = _line(1, body="x" * (4 * MAX_LINE))
    packed = gzip.compress(long + b"\n" + _line(2), compresslevel=1)
    size = len(long)
    del long
    tracemalloc.start()
    first, second = read_bytes(JSONL, packed)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(first, Rejected)
    assert (first.code, first.detail) == ("too-large", f"{size} bytes in one line")
    assert len(first.raw) == MAX_KEPT
    assert second.key == "jsonl:2"
    assert peak < 3 * MAX_LINE


def test_memory_does_not_grow_with_the_number_of_articles() -> None:
    body = "نص المقال. " * 100
    packed = gzip.compress(b"\n".join(_line(number, body=body) for number in range(10_000)))
    tracemalloc.start()
    count = sum(1 for _ in JSONL.read(io.BytesIO(packed), source="test"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 10_000
    assert peak < 8 * 1024 * 1024  # the articles are 20 MB


NAMES = sorted(path.name for path in DATA.iterdir() if ".jsonl" in path.name)


@pytest.mark.parametrize("name", NAMES)
def test_reading_goes_on_where_it_was_stopped(name: str) -> None:
    whole = read(JSONL, name)
    for start in range(len(whole) + 2):
        assert read(JSONL, name, start) == whole[start:]


@pytest.mark.parametrize(
    "earlier",
    [
        _line("a"),
        _line("a", body=""),
        _line("\u0627"),
        b'{"title": "t", "body": "b", "id": "a"}',
        b'{"x": {"id": "b"}, "id": "a", "title": "t", "body": "b"}',
        b'{"id": "a", "x": {"id": "b"}, "title": "t", "body": "b"}',
        b'{ "id" : "a" , "title": oops}',
        b'{"id": "a", "title": "cut o',
        b'{"id": "\\u0061", "title": "t", "body": "b"}',
        b'{"id": "a\\u0000", "title": "t", "body": "b"}',
        b'{"id": ["a"], "title": "t", "body": "b"}',
        b'{"id": 7, "title": "t", "body": "b"}',
        b'{"id": "\xff", "title": "t", "body": "b"}',
        b'"id": "a"',
    ],
)
def test_what_is_a_duplicate_does_not_depend_on_where_reading_began(earlier: bytes) -> None:
    later = b"\n".join([_line("a"), _line("\u0627"), _line("7"), _line("b")])
    data = earlier + b"\n" + later
    assert read_bytes(JSONL, data, start=1) == read_bytes(JSONL, data)[1:]


@given(st.binary(max_size=300))
def test_no_bytes_raise_and_every_line_is_accounted_for(data: bytes) -> None:
    assume(not data.startswith(GZIP_MAGIC))
    items = read_bytes(JSONL, data)
    assert len(items) == sum(1 for line in data.split(b"\n") if _is_line(line, data))
    assert {item.code for item in items if isinstance(item, Rejected)} <= REASONS.keys()


def _is_line(line: bytes, data: bytes) -> bool:
    if data.startswith(b"\xef\xbb\xbf") and data.startswith(line):
        line = line.removeprefix(b"\xef\xbb\xbf")
    return bool(line.strip())


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
_KEYS = [
    "id",
    "title",
    "body",
    "body_html",
    "published",
    "publisher",
    "url",
    "byline",
    "category",
    "abstract",
    "licence",
]
_ARTICLES = st.fixed_dictionaries(
    {},
    optional={key: st.text(st.characters(), max_size=40) | _JSON for key in _KEYS},
)


@given(st.lists(_ARTICLES | _JSON, max_size=8), st.booleans(), st.integers(0, 8))
def test_no_json_raises_and_every_line_is_accounted_for(
    values: list[Any], escaped: bool, start: int
) -> None:
    texts = [json.dumps(value, ensure_ascii=escaped) for value in values]
    data = "\n".join(texts).encode("utf-8", "surrogatepass")
    items = read_bytes(JSONL, data)
    assert [item.raw for item in items] == [text.encode("utf-8", "surrogatepass") for text in texts]
    assert read_bytes(JSONL, data, start) == items[start:]
    assert len({item.position for item in items}) == len(items)
    for item in items:
        repr(item).encode()  # no lone surrogates
        assert isinstance(item, ArticleRecord) or item.code in REASONS


@given(st.binary(max_size=200), st.integers(0, 230), st.binary(max_size=4))
def test_no_damaged_gzip_raises(data: bytes, place: int, damage: bytes) -> None:
    packed = gzip.compress(data, mtime=0)
    damaged = packed[:place] + damage + packed[place + len(damage) :]
    for item in read_bytes(JSONL, damaged[: -len(damage) or None]):
        assert isinstance(item, ArticleRecord) or item.code in REASONS
