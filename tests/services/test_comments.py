"""Comments: what is stored, refused and shown, and who may decide on it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from articles.models import (
    Article,
    AuditEntry,
    Change,
    Comment,
    CommentState,
    ErrorReport,
    User,
)
from articles.services.actors import COMMAND
from articles.services.comments import (
    decide_comments,
    drop_address_hashes,
    reply_as_newsroom,
    submit_comment,
)
from articles.services.drafting import edit_article
from articles.services.limits import TooMany
from articles.services.publishing import withdraw
from articles.services.reports import report_error
from tests import factories

pytestmark = pytest.mark.django_db


def send(article: Article, text: str = "تعليق", **fields: object) -> Comment:
    fields.setdefault("name", "سارة")
    return submit_comment(article_id=article.pk, text=text, **fields)  # type: ignore[arg-type]


def approve(moderator: User, *comments: Comment) -> None:
    decide_comments(by=moderator, comment_ids=[c.pk for c in comments], state="approved")


def changes() -> list[tuple[int | None, str, str]]:
    rows = Change.objects.filter(comment__isnull=False).order_by("seq")
    return list(rows.values_list("comment_id", "op", "reason_code"))


def test_a_comment_is_cleaned_and_waits() -> None:
    article = factories.article()
    comment = send(article, "  سطر\r\nسطر\x00  ", name="  سارة   العلي ", address="192.0.2.7")
    comment.refresh_from_db()
    assert (comment.name, comment.text, comment.state) == ("سارة العلي", "سطر\nسطر", "pending")
    assert len(comment.address_hash) == 64 and "192.0.2.7" not in comment.address_hash
    assert changes() == []


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "\u200b\u200c"}, "name"),
        ({"name": "س" * 81}, "name"),
        ({"name": "سارة\u202e"}, "name"),
        ({"text": "!"}, "text"),
        ({"text": "\u200b\u200b\u200b"}, "text"),
        ({"text": "س" * 4001}, "text"),
        ({"text": "نص \u202e مقلوب"}, "text"),
        ({"parent_id": 999}, "parent"),
    ],
)
def test_what_is_refused_names_its_field(fields: dict[str, object], field: str) -> None:
    article = factories.article()
    with pytest.raises(ValidationError) as refused:
        send(article, **fields)  # type: ignore[arg-type]
    assert list(refused.value.message_dict) == [field]
    assert not Comment.objects.exists()


def test_the_limits_of_length_are_inclusive_and_count_code_points() -> None:
    article = factories.article()
    assert len(send(article, "س" * 4000, name="س" * 80).text) == 4000
    assert send(article, "لا").text == "لا"


def test_only_what_everybody_may_read_takes_comments() -> None:
    embargoed = factories.draft()
    with pytest.raises(Article.DoesNotExist):
        send(embargoed)
    closed = factories.article(comments_open=False)
    with pytest.raises(ValidationError) as refused:
        send(closed)
    assert refused.value.code == "closed"


def test_the_same_text_twice_is_a_duplicate_of_the_same_writer_only() -> None:
    article, other = factories.article(), factories.article()
    send(article, "شكرًا", address="192.0.2.1")
    for fields in ({"address": "192.0.2.1", "name": "آخر"}, {"address": "192.0.2.2"}):
        with pytest.raises(ValidationError) as refused:
            send(article, " شكرًا ", **fields)
        assert refused.value.code == "duplicate"
    send(article, "شكرًا", address="192.0.2.3", name="آخر")
    send(other, "شكرًا", address="192.0.2.1")
    assert Comment.objects.count() == 3


def test_an_address_may_send_so_many_in_a_window(settings: Settings) -> None:
    settings.COMMENT_LIMIT, settings.COMMENT_WINDOW = 2, 600
    article = factories.article()
    now = timezone.now()
    send(article, "واحد", address="192.0.2.1", at=now)
    send(article, "اثنان", address="192.0.2.1", at=now + timedelta(seconds=100))
    with pytest.raises(TooMany) as refused:
        send(article, "ثلاثة", address="192.0.2.1", at=now + timedelta(seconds=130))
    assert refused.value.retry_after == 470
    send(article, "ثلاثة", address="192.0.2.2", name="آخر", at=now + timedelta(seconds=130))
    send(article, "أربعة", address="192.0.2.1", at=now + timedelta(seconds=600))


def test_a_reply_to_a_reply_stands_under_the_first_comment(moderator: User) -> None:
    article = factories.article()
    first = send(article, "سؤال")
    with pytest.raises(ValidationError):
        send(article, "جواب", parent_id=first.pk)  # nobody sees the question yet
    approve(moderator, first)
    reply = send(article, "جواب", parent_id=first.pk)
    approve(moderator, reply)
    assert send(article, "شكرًا", parent_id=reply.pk).parent_id == first.pk
    elsewhere = factories.article()
    with pytest.raises(ValidationError):
        send(elsewhere, "جواب", parent_id=first.pk)


def test_decisions_are_logged_as_readers_see_them(moderator: User) -> None:
    article = factories.article()
    first = send(article, "سؤال")
    approve(moderator, first)
    approve(moderator, first)  # nothing to do
    reply = reply_as_newsroom(by=moderator, parent_id=first.pk, text="جواب")
    decide_comments(by=moderator, comment_ids=[first.pk], state="rejected")
    approve(moderator, first)
    assert changes() == [
        (first.pk, "published", ""),
        (reply.pk, "published", ""),
        (first.pk, "withdrawn", "rejected"),
        (reply.pk, "withdrawn", "rejected"),
        (first.pk, "published", ""),
        (reply.pk, "published", ""),
    ]
    first.refresh_from_db()
    assert (first.decided_by, first.state) == (moderator, CommentState.APPROVED)
    actions = AuditEntry.objects.filter(object_type="comment").values_list("action", flat=True)
    assert sorted(actions) == ["decide", "decide", "decide", "reply"]


def test_comments_on_what_is_withdrawn_are_not_announced(moderator: User) -> None:
    article = factories.article()
    comment = send(article)
    withdraw(by=COMMAND, article_id=article.pk, code="error", reason="خطأ")
    approve(moderator, comment)
    assert changes() == []


def test_a_denied_decision_changes_nothing(moderator: User, editor: User) -> None:
    article = factories.article()
    comment = send(article)
    for who in (editor, factories.user()):
        with pytest.raises(PermissionDenied):
            approve(who, comment)
        with pytest.raises(PermissionDenied):
            reply_as_newsroom(by=who, parent_id=comment.pk, text="جواب")
    with pytest.raises(ValidationError):
        decide_comments(by=moderator, comment_ids=[comment.pk], state="lost")
    with pytest.raises(Comment.DoesNotExist):
        decide_comments(by=moderator, comment_ids=[comment.pk, 999999], state="approved")
    comment.refresh_from_db()
    assert (comment.state, comment.decided_at) == (CommentState.PENDING, None)
    assert not AuditEntry.objects.filter(object_type="comment").exists()
    assert Comment.objects.count() == 1


def test_the_newsroom_answers_without_naming_an_account(moderator: User) -> None:
    article = factories.article()
    first = send(article)
    with pytest.raises(ValidationError):
        reply_as_newsroom(by=moderator, parent_id=first.pk, text="جواب")  # not approved yet
    approve(moderator, first)
    reply = reply_as_newsroom(by=moderator, parent_id=first.pk, text="جواب")
    assert (reply.from_newsroom, reply.state, reply.parent_id) == (True, "approved", first.pk)
    assert moderator.username not in reply.name


def test_hashed_addresses_are_forgotten_in_time() -> None:
    article = factories.article()
    now = timezone.now()
    old = send(article, "قديم", address="192.0.2.1", at=now - timedelta(days=8))
    new = send(article, "جديد", address="192.0.2.1", at=now - timedelta(days=6))
    report = report_error(
        article_id=article.pk, text="خطأ", address="192.0.2.1", at=now - timedelta(days=8)
    )
    assert drop_address_hashes(days=7, now=now) == 2
    hashes = dict(Comment.objects.values_list("pk", "address_hash"))
    assert (hashes[old.pk], hashes[new.pk] != "") == ("", True)
    assert ErrorReport.objects.get(pk=report.pk).address_hash == ""


def test_comments_closed_later_stay(moderator: User) -> None:
    article = factories.article()
    approve(moderator, send(article))
    edit_article(by=COMMAND, article_id=article.pk, base_version=2, comments_open=False)
    assert Comment.objects.approved().count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_limit_holds_against_posts_at_the_same_time(settings: Settings) -> None:
    settings.COMMENT_LIMIT = 3
    article = factories.article()

    def post(number: int) -> str:
        try:
            send(article, f"تعليق {number}", address="192.0.2.1")
        except TooMany:
            return "refused"
        finally:
            connection.close()
        return "stored"

    with ThreadPoolExecutor(6) as pool:
        outcomes = list(pool.map(post, range(6)))
    assert sorted(outcomes) == ["refused"] * 3 + ["stored"] * 3
    assert Comment.objects.count() == 3
