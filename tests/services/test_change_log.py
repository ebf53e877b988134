"""The log under real concurrent connections: no gap, nothing skipped, in order of commit."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from articles.models import Article, AuditEntry, Change, ChangeLog, ChangeOp, Job
from articles.queries.api_changes import entries
from articles.services.actors import COMMAND
from articles.services.drafting import edit_article
from articles.services.publishing import publish, withdraw
from articles.services.recording import recording
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS, ROUNDS = 8, 6
PATIENCE = 60.0  # seconds until a test that hangs fails


class Undo(Exception):
    """Ends a write that must leave nothing behind."""


def own_connection(work: Callable[..., Any]) -> Callable[..., Any]:
    """`work` in a thread, with a connection of its own that is closed at the end."""

    def run(*args: Any) -> Any:
        try:
            return work(*args)
        finally:
            connections.close_all()

    return run


def follow(done: threading.Event) -> list[tuple[int, str, int]]:
    """What a consumer of the log reads, a few entries at a time, until the writers are done."""
    seen: list[tuple[int, str, int]] = []
    since: tuple[UUID, int] | None = None
    while True:
        finished = done.is_set()
        log_id, found = entries(since, 5)
        seen.extend((entry.seq, entry.type, entry.id) for entry in found)
        since = (log_id, seen[-1][0] if seen else 0)
        if finished and not found:
            return seen


def write(number: int) -> list[int]:
    """Publish, edit, withdraw; in between, writes that fail. Returns the articles' ids."""
    made = []
    for turn in range(ROUNDS):
        article = factories.article(f"مادة {number} {turn}")
        with pytest.raises(Undo), recording(COMMAND) as log:
            edit_article(by=COMMAND, article_id=article.pk, base_version=2, title="لن يبقى")
            log.article(article, ChangeOp.UPDATED)
            raise Undo
        edit_article(by=COMMAND, article_id=article.pk, base_version=2, title="عنوان آخر")
        if turn % 2:
            withdraw(by=COMMAND, article_id=article.pk, code="error", reason="خطأ")
        made.append(article.pk)
    return made


def test_a_reader_beside_eight_writers_misses_nothing() -> None:
    done = threading.Event()
    with ThreadPoolExecutor(WRITERS + 1) as pool:
        reader = pool.submit(own_connection(follow), done)
        writers = [pool.submit(own_connection(write), number) for number in range(WRITERS)]
        made = [pk for writer in writers for pk in writer.result(PATIENCE)]
        done.set()
        seen = reader.result(PATIENCE)
    expected = WRITERS * (2 * ROUNDS + ROUNDS // 2)
    assert [seq for seq, _type, _pk in seen] == list(range(1, expected + 1))
    assert ChangeLog.objects.get().seq == expected
    assert {pk for _seq, _type, pk in seen} == set(made)
    rows = list(Change.objects.order_by("seq").values_list("seq", "article_id", "at", "op"))
    assert [(seq, pk) for seq, pk, _at, _op in rows] == [(seq, pk) for seq, _type, pk in seen]
    assert [at for _seq, _pk, at, _op in rows] == sorted(at for _seq, _pk, at, _op in rows)
    for turn, pk in enumerate(made):
        ops = [op for _seq, article, _at, op in rows if article == pk]
        assert ops == ["published", "updated", *(["withdrawn"] if turn % 2 else [])]


def test_a_write_that_fails_leaves_no_number_and_no_audit() -> None:
    article = factories.article()
    before = (ChangeLog.objects.get().seq, AuditEntry.objects.count())
    with pytest.raises(Undo), transaction.atomic():
        factories.article("لن تبقى")
        raise Undo
    with pytest.raises(Undo), recording(COMMAND) as log:
        log.article(article, ChangeOp.UPDATED)
        log.audit("try", article)
        raise Undo
    assert (ChangeLog.objects.get().seq, AuditEntry.objects.count()) == before
    factories.article("تالية")
    assert Change.objects.latest("seq").seq == before[0] + 1


def test_a_nested_write_that_fails_takes_only_its_own_lines_along() -> None:
    first, second = factories.article(), factories.article()
    start = ChangeLog.objects.get().seq
    with recording(COMMAND) as log:
        log.article(first, ChangeOp.UPDATED)
        with pytest.raises(Undo), recording(COMMAND) as inner:
            inner.article(second, ChangeOp.UPDATED)
            inner.audit("try", second)
            inner.site_changed()
            raise Undo
        edit_article(by=COMMAND, article_id=second.pk, base_version=2, title="بقي")
    rows = Change.objects.filter(seq__gt=start).order_by("seq")
    assert list(rows.values_list("seq", "article_id")) == [
        (start + 1, first.pk), (start + 2, second.pk),
    ]  # fmt: skip
    assert not AuditEntry.objects.filter(action="try").exists()


def held(context: AbstractContextManager[Any], act: Callable[[Any], None]) -> Callable[[], None]:
    """Begin `context` and `act` in another thread's connection; the result lets it end."""
    begun, end = threading.Event(), threading.Event()

    @own_connection
    def run() -> None:
        with context as value:
            act(value)
            begun.set()
            assert end.wait(PATIENCE)

    pool = ThreadPoolExecutor(1)
    running = pool.submit(run)
    assert begun.wait(PATIENCE), running.exception(0)

    def finish() -> None:
        end.set()
        running.result(PATIENCE)
        pool.shutdown()

    return finish


def test_a_long_transaction_elsewhere_does_not_hold_the_log_back() -> None:
    def take_a_transaction_id(_value: object) -> None:
        Job.objects.create(kind="long", run_at="2019-01-01T00:00Z")

    finish = held(transaction.atomic(), take_a_transaction_id)
    try:
        article = factories.article()
        _log_id, found = entries(None, 10)
        assert [(entry.seq, entry.id) for entry in found] == [(1, article.pk)]
    finally:
        finish()


def test_numbers_follow_the_order_of_commits_not_of_beginnings() -> None:
    early, late = factories.draft("بدأت أولًا"), factories.draft("بدأت ثانيًا")

    def publish_early(_log: object) -> None:
        publish(by=COMMAND, article_id=early.pk)

    finish = held(recording(COMMAND), publish_early)
    try:
        publish(by=COMMAND, article_id=late.pk)
        assert [(entry.seq, entry.id) for entry in entries(None, 10)[1]] == [(1, late.pk)]
        assert Article.objects.get(pk=early.pk).status == "draft"  # not committed yet
    finally:
        finish()
    assert [(entry.seq, entry.id) for entry in entries(None, 10)[1]] == [
        (1, late.pk), (2, early.pk),
    ]  # fmt: skip


def test_bulk_work_numbers_its_changes_by_one_update() -> None:
    articles = [factories.draft() for _number in range(50)]
    with (
        CaptureQueriesContext(
            connection,
        ) as queries,
        recording(COMMAND) as log,
    ):
        for article in articles:
            log.article(article, ChangeOp.PUBLISHED)
    touching = [query["sql"] for query in queries if "articles_changelog" in query["sql"]]
    assert len(touching) == 1
    rows = Change.objects.order_by("seq").values_list("seq", "article_id")
    assert list(rows) == [(seq, article.pk) for seq, article in enumerate(articles, 1)]


def test_the_log_is_touched_last() -> None:
    article = factories.draft()
    with CaptureQueriesContext(connection) as queries:
        publish(by=COMMAND, article_id=article.pk)
    statements = [query["sql"].split()[0] for query in queries]
    assert "articles_changelog" in queries.captured_queries[-2]["sql"]
    assert statements[-1] == "COMMIT"


def test_what_readers_do_not_see_leaves_no_entry() -> None:
    draft = factories.draft()
    edit_article(by=COMMAND, article_id=draft.pk, base_version=1, title="مسودة أخرى")
    assert not Change.objects.exists()
    assert ChangeLog.objects.get().seq == 0


def test_edits_of_the_site_touch_its_version_only() -> None:
    before = ChangeLog.objects.get()
    factories.section(), factories.topic()
    after = ChangeLog.objects.get()
    assert (after.seq, after.site_version) == (before.seq, before.site_version + 2)
    assert after.changed_at > before.changed_at
