"""What one write collects: numbers, audit entries and the notice to who listens."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import AuditEntry, Change, ChangeLog, ChangeOp, User
from articles.services.actors import COMMAND, READER
from articles.services.comments import decide_comments, submit_comment
from articles.services.recording import CHANNEL, recording
from tests import factories
from tests.services.state import Since, nothing_changes

pytestmark = pytest.mark.django_db


def test_lines_of_all_kinds_in_order(editor: User) -> None:
    article, source = factories.article(), factories.source()
    comment = submit_comment(article_id=article.pk, name="سارة", text="تعليق")
    start = ChangeLog.objects.get().seq
    with recording(editor) as log:
        log.source(source, ChangeOp.UPDATED)
        log.comment(comment, ChangeOp.WITHDRAWN, "spam")
        log.article(article, ChangeOp.UPDATED)
    rows = Change.objects.filter(seq__gt=start).order_by("seq")
    assert list(
        rows.values_list("seq", "article", "source", "comment", "op", "reason_code", "version")
    ) == [
        (start + 1, None, source.pk, None, "updated", "", 1),
        (start + 2, None, None, comment.pk, "withdrawn", "spam", 1),
        (start + 3, article.pk, None, None, "updated", "", 2),
    ]
    assert ChangeLog.objects.get().seq == start + 3


def test_what_changes_again_in_the_same_write_is_told_once() -> None:
    article, other = factories.article(), factories.article()
    start = ChangeLog.objects.get().seq
    with recording(COMMAND) as log:
        log.article(article, ChangeOp.UPDATED)
        log.article(other, ChangeOp.WITHDRAWN, "error")
        article.version = 3
        log.article(article, ChangeOp.UPDATED)
        log.article(other, ChangeOp.PUBLISHED)
        log.article(other, ChangeOp.UPDATED)
        log.article(article, ChangeOp.WITHDRAWN, "error")
    rows = Change.objects.filter(seq__gt=start).order_by("seq")
    assert list(rows.values_list("article", "op", "version")) == [
        (article.pk, "updated", 3),
        (other.pk, "withdrawn", 2),
        (other.pk, "published", 2),
        (article.pk, "withdrawn", 3),
    ]
    assert ChangeLog.objects.get().seq == start + 4


def test_audit_says_who_did_what(editor: User) -> None:
    topic = factories.topic()
    with recording(editor) as log:
        log.audit("look", topic, where="هنا", count=2)
        log.audit("sweep", None)
    with recording(READER) as log:
        log.audit("read", topic)
    found = AuditEntry.objects.filter(action__in=["look", "sweep", "read"]).order_by("pk")
    assert list(
        found.values_list("by", "actor", "action", "object_type", "object_id", "detail")
    ) == [
        (editor.pk, editor.username, "look", "topic", topic.pk, {"where": "هنا", "count": 2}),
        (editor.pk, editor.username, "sweep", "", None, {}),
        (None, "reader", "read", "topic", topic.pk, {}),
    ]


def test_nothing_collected_writes_nothing() -> None:
    with nothing_changes(), recording(COMMAND):
        pass


def test_who_listens_is_told_once_for_each_write() -> None:
    article = factories.article()
    with CaptureQueriesContext(connection) as queries, recording(COMMAND) as log:
        log.article(article, ChangeOp.UPDATED)
        with recording(COMMAND) as inner:
            inner.article(article, ChangeOp.UPDATED)
        inner.site_changed()
    told = [query["sql"] for query in queries if "pg_notify" in query["sql"]]
    assert len(told) == 1 and CHANNEL in told[0]


def test_the_edit_of_the_site_counts_beside_the_log() -> None:
    article, before = factories.article(), ChangeLog.objects.get()
    with recording(COMMAND) as log:
        log.site_changed()
        log.article(article, ChangeOp.UPDATED)
    after = ChangeLog.objects.get()
    assert (after.seq, after.site_version) == (before.seq + 1, before.site_version + 1)


def test_a_decision_is_one_write(moderator: User) -> None:
    article = factories.article()
    ids = [
        submit_comment(article_id=article.pk, name="سارة", text=f"تعليق {number}").pk
        for number in range(3)
    ]
    since = Since()
    with CaptureQueriesContext(connection) as queries:
        decide_comments(by=moderator, comment_ids=ids, state="approved")
    assert sum("articles_changelog" in query["sql"] for query in queries) == 1
    assert since.audited() == [(moderator.username, "decide", "comment")] * 3
    assert [op for _pk, op, _code, _version in since.changes()] == ["published"] * 3
