"""Bulk: portions, going on after a kill, races, who may, and how many queries it takes."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from articles.importers.records import Item
from articles.models import (
    Article,
    AuditEntry,
    Change,
    Citation,
    ImportBatch,
    ImportRecord,
    Original,
    User,
)
from articles.services.actors import COMMAND, Actor
from articles.services.ingest import (
    Filing,
    Tally,
    filing,
    finish_batch,
    ingest,
    ingest_many,
    many,
    open_batch,
)
from articles.services.ingest.copying import copy_in
from tests import factories
from tests.services.ingest.items import credited, record, refused

pytestmark = pytest.mark.django_db


def open_one(by: Actor = COMMAND, **fields: Any) -> ImportBatch:
    given = {"origin": "f.jsonl", "sha256": "a" * 64, "format": "jsonl", "publish": False}
    return open_batch(by=by, **(given | fields))


def numbered(count: int) -> list[Item]:
    return [record(number) for number in range(1, count + 1)]


class Killed(BaseException):
    """What ends a process in the middle."""


def dying(items: list[Item], after: int) -> Iterator[Item]:
    yield from items[:after]
    raise Killed


def test_what_whole_portions_brought_stays_after_a_kill(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.services.ingest.many.PORTION", 4)
    batch = open_one()
    seen: list[int] = []
    with pytest.raises(Killed):
        ingest_many(
            dying(numbered(20), 10),
            by=COMMAND,
            batch=batch,
            progress=lambda tally: seen.append(tally.items),
        )
    batch.refresh_from_db()
    assert (batch.done, seen, Article.objects.count()) == (8, [4, 8], 8)
    again = open_one()
    assert (again.pk, again.done, again.finished_at) == (batch.pk, 8, None)
    tally = ingest_many(numbered(20)[8:], by=COMMAND, batch=again, start=8)
    assert tally.outcomes == {"created": 12}
    assert list(batch.records.values_list("position", flat=True)) == list(range(1, 21))
    assert finish_batch(by=COMMAND, batch=batch).done == 20


def test_items_that_another_process_stored_meanwhile_are_passed_over() -> None:
    batch = open_one()
    ingest_many(numbered(5), by=COMMAND, batch=batch)
    tally = ingest_many(numbered(8), by=COMMAND, batch=batch, start=0)
    assert tally.outcomes == {"created": 3}
    assert (Article.objects.count(), ImportRecord.objects.count()) == (8, 8)


def test_a_gap_between_what_is_stored_and_what_comes_is_an_error() -> None:
    batch = open_one()
    with pytest.raises(ValueError, match=r"has 0 items; these begin after 3"):
        ingest_many(numbered(1), by=COMMAND, batch=batch, start=3)
    assert ImportRecord.objects.count() == 0


def test_large_originals_make_smaller_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.services.ingest.many.PORTION_BYTES", 100)
    seen: list[int] = []
    items = [record(number, raw=bytes([number]) * 60) for number in range(1, 6)]
    ingest_many(items, by=COMMAND, progress=lambda tally: seen.append(tally.items))
    assert seen == [2, 4, 5]


def test_a_batch_is_the_same_bytes_in_the_same_way() -> None:
    first = open_one()
    assert open_one(origin="another-name.jsonl").pk == first.pk
    assert open_one().origin == "f.jsonl"
    assert open_one(publish=True).pk != first.pk
    assert open_one(format="text").pk != first.pk
    assert open_one(sha256="b" * 64).pk != first.pk
    assert AuditEntry.objects.filter(action="import", object_type="importbatch").count() == 4


def test_a_batch_is_finished_once() -> None:
    batch = open_one()
    ingest_many([record(1), refused(2)], by=COMMAND, batch=batch)
    done = finish_batch(by=COMMAND, batch=batch).finished_at
    assert done is not None
    assert finish_batch(by=COMMAND, batch=batch).finished_at == done
    entry = AuditEntry.objects.get(action="import_end")
    assert entry.detail == {"items": 2, "created": 1, "rejected": 1}


@pytest.mark.parametrize("role", ["", "contributor", "moderator", "administrator"])
def test_who_may_not_import(role: str) -> None:
    by = factories.user(role)
    for write in (
        lambda: open_one(by=by),
        lambda: ingest(record(1), by=by),
        lambda: ingest_many(numbered(2), by=by),
        lambda: finish_batch(by=by, batch=ImportBatch()),
    ):
        with pytest.raises(PermissionDenied):
            write()
    assert not Article.objects.exists() and not Original.objects.exists()
    assert not ImportBatch.objects.exists() and not AuditEntry.objects.exists()


def test_an_editor_imports_in_their_own_name(editor: User) -> None:
    batch = open_one(by=editor)
    ingest_many([credited(1)], by=editor, batch=batch, publish=True)
    article = Article.objects.get()
    assert (article.created_by, batch.by) == (editor, editor)
    assert article.revisions.get().actor == editor.username
    assert Citation.objects.get().asserted_by == editor


def test_an_editor_of_sections_imports_only_into_these() -> None:
    own, other = factories.section("ثقافة"), factories.section("رياضة")
    editor = factories.user("editor", sections=[own])
    where = Filing(rest=own)
    assert ingest_many([record(1)], by=editor, filing=where).outcomes == {"created": 1}
    for elsewhere in (Filing(), Filing(rest=other)):
        with pytest.raises(PermissionDenied):
            ingest_many([record(2)], by=editor, filing=elsewhere)
        with pytest.raises(PermissionDenied):
            ingest(record(2), by=editor, filing=elsewhere)
    assert list(Article.objects.values_list("section", flat=True)) == [own.pk]
    assert Original.objects.count() == 1


def test_articles_are_filed_by_category() -> None:
    culture, rest = factories.section("الثقافة", slug="culture"), factories.section("منوعات")
    where, made = filing(by=COMMAND, table={"Local": "محليات"}, rest="منوعات")
    (local,) = made
    assert local.name == "محليات"
    categories = ["الثقافه", "culture", "CULTURE", "local", "رياضة", ""]
    ingest_many(
        [record(number, category=category) for number, category in enumerate(categories, 1)],
        by=COMMAND,
        filing=where,
    )
    assert list(Article.objects.order_by("pk").values_list("section", flat=True)) == [
        culture.pk, culture.pk, culture.pk, local.pk, rest.pk, rest.pk,
    ]  # fmt: skip


def test_twenty_items_take_the_queries_of_one() -> None:
    def queries(first: int, count: int) -> int:
        items = [credited(number) for number in range(first, first + count)]
        batch = open_one(sha256=f"{first:064}")
        with CaptureQueriesContext(connection) as caught:
            ingest_many(items, by=COMMAND, batch=batch, publish=True)
        return len(caught)

    queries(1, 1)
    assert queries(100, 20) == queries(200, 1)


def test_a_race_that_another_process_won_is_written_again() -> None:
    """The other process stores the same original between the look and the write."""
    calls: list[int] = []
    looked = many.known_of

    def known_of(items: list[Item]) -> Any:
        found = looked(items)
        if not calls:
            calls.append(1)
            raise _unique_violation()
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(many, "known_of", known_of)
        assert ingest_many(numbered(3), by=COMMAND).outcomes == {"created": 3}
    assert (calls, Article.objects.count()) == ([1], 3)


def _unique_violation() -> IntegrityError:
    class Cause(Exception):
        sqlstate = "23505"

    error = IntegrityError("duplicate key value")
    error.__cause__ = Cause()
    return error


def test_copy_in_is_refused_as_an_insert_would_be() -> None:
    first = Original(sha256="a" * 64, media_type="text/plain", content=b"\x00\\\t\n\xff")
    copy_in([first])
    stored = Original.objects.get(pk=first.pk)
    assert bytes(stored.content) == b"\x00\\\t\n\xff"
    assert first.received_at == stored.received_at
    assert not first._state.adding
    with pytest.raises(IntegrityError), transaction.atomic():
        copy_in([Original(sha256="a" * 64, media_type="text/plain", content=b"")])
    copy_in([])
    assert Original.objects.count() == 1


def test_the_tally_counts_each_code_once_for_an_item() -> None:
    tally = ingest_many(
        [record(1, cleaned=("bad-url:a", "bad-url:b", "nul-removed")), refused(2), refused(3)],
        by=COMMAND,
    )
    assert isinstance(tally, Tally)
    assert (tally.items, tally.outcomes) == (3, {"created": 1, "rejected": 2})
    assert tally.rejected == {"bad-json": 2}
    assert tally.cleaned == {"bad-url": 1, "nul-removed": 1}
    assert Change.objects.count() == 0
