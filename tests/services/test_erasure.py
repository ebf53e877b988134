"""Erasure: nothing of the content is left in any table, and the stone that stays is consistent."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext

from articles.models import (
    Article,
    AuditEntry,
    Change,
    Comment,
    ErrorReport,
    ImportBatch,
    ImportRecord,
    Original,
    User,
)
from articles.queries.api_changes import entries
from articles.services.actors import COMMAND
from articles.services.citations import remove_citation
from articles.services.comments import decide_comments, submit_comment
from articles.services.drafting import edit_article, restore_revision
from articles.services.erasure import erase_article
from articles.services.publishing import correct, publish, withdraw
from articles.services.reports import report_error
from tests import factories

pytestmark = pytest.mark.django_db

SECRET = "زعبوط"  # stands in every text of the article, and nowhere else


def full_article() -> Article:
    """A published article with everything around it, each text of which holds `SECRET`."""
    article = factories.article(
        f"عنوان {SECRET}",
        body=f"<p>قال {SECRET} لوكالة.</p>",
        standfirst=f"مقدمة {SECRET}",
        footer=f"المصدر: {SECRET}",
        byline_text=f"كتب {SECRET}",
        rights=f"حقوق {SECRET}",
        publisher_name=f"ناشر {SECRET}",
        origin_url=f"https://example.org/{SECRET}",
        dated="2019-06-18",
        section=factories.section(),
        topics=[factories.topic()],
        people=[factories.person()],
    )
    factories.citation(article, name=SECRET, exact=f"قال {SECRET}", cue=f"بحسب {SECRET}")
    gone = factories.citation(article, name=f"آخر {SECRET}", exact=f"المصدر: {SECRET}",
                              target="footer")  # fmt: skip
    remove_citation(by=COMMAND, citation_id=gone.pk)
    correct(by=COMMAND, article_id=article.pk, text=f"تصحيح {SECRET}")
    comment = submit_comment(
        article_id=article.pk, name=f"اسم {SECRET}", text=f"تعليق {SECRET}", address="192.0.2.7"
    )
    decide_comments(by=COMMAND, comment_ids=[comment.pk], state="approved")
    report_error(article_id=article.pk, text=f"خطأ {SECRET}", contact=f"{SECRET}@example.org")
    import_traces(article)
    article.refresh_from_db()
    return article


def import_traces(article: Article) -> None:
    """The original it came from, and a refused second version of the same item."""
    kept = [
        Original.objects.create(
            sha256=letter * 64, media_type="text/plain",
            content=f"{letter} {SECRET}".encode(), origin=f"{SECRET}.txt",
        )
        for letter in "ab"
    ]  # fmt: skip
    Article.objects.filter(pk=article.pk).update(original=kept[0], import_key="item-1")
    batch = ImportBatch.objects.create(origin="x", sha256="c" * 64, format="jsonl", done=2)
    ImportRecord.objects.create(
        batch=batch, position=1, key="item-1", outcome="created", original=kept[0], article=article
    )
    ImportRecord.objects.create(
        batch=batch, position=2, key="item-1", outcome="rejected", code="duplicate-id",
        reason=f"نص آخر {SECRET}", original=kept[1],
    )  # fmt: skip


def tables_that_hold(word: str) -> list[str]:
    """Tables with `word` in any column, bytes included."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        found = []
        for (table,) in cursor.fetchall():
            escaped = word.encode().hex()
            cursor.execute(
                f'SELECT count(*) FROM "{table}" AS t'
                " WHERE t::text LIKE %s OR t::text LIKE %s OR t::text LIKE %s",
                [f"%{word}%", f"%{escaped}%", f"%{ascii(word)[1:-1]}%".replace("\\", "\\\\")],
            )
            if cursor.fetchone()[0]:  # type: ignore[index]
                found.append(table)
    return found


def test_nothing_of_the_content_is_left(chief: User) -> None:
    article = full_article()
    assert len(tables_that_hold(SECRET)) >= 8  # the search itself finds
    erase_article(by=chief, article_id=article.pk, reason="أمر محكمة رقم 7")
    assert tables_that_hold(SECRET) == []


def test_what_stays_is_an_empty_stone(chief: User) -> None:
    before = full_article()
    seq = Change.objects.count()
    erase_article(by=chief, article_id=before.pk, reason="أمر محكمة رقم 7")
    article = Article.objects.get(pk=before.pk)
    with translation.override("ar"):
        assert article.title == gettext("Erased article")
    assert (article.slug, article.body, article.body_text, article.dated) == ("", "", "", "")
    assert (article.status, article.withdrawal_code, article.withdrawal_reason) == (
        "withdrawn", "erased", "",
    )  # fmt: skip
    assert article.withdrawn_at == article.erased_at == article.modified_at
    assert article.first_published_at == before.first_published_at == article.sort_at
    assert (article.version, article.import_key) == (before.version + 1, "item-1")
    snapshots = list(article.revisions.order_by("number").values_list("snapshot", flat=True))
    assert snapshots[:-1] == [{"erased": True}] * before.version
    assert snapshots[-1]["title"] == article.title and snapshots[-1]["topics"] == []
    assert not article.citations.exists() and not article.corrections.exists()
    assert not article.topics.exists() and not article.bylines.exists()
    assert not ErrorReport.objects.exists()
    comment = Comment.objects.get()
    assert (comment.name, comment.text, comment.state, comment.address_hash) == (
        "—", "—", "rejected", "",
    )  # fmt: skip
    for original in Original.objects.all():
        assert (bytes(original.content), original.origin) == (b"", "")
        assert original.erased_at == article.erased_at
    assert list(Change.objects.filter(seq__gt=seq).values_list("article", "op", "reason_code")) == [
        (article.pk, "deleted", "erased")
    ]
    entry = AuditEntry.objects.get(action="erase")
    assert (entry.by, entry.object_id, entry.detail) == (
        chief, article.pk, {"reason": "أمر محكمة رقم 7"},
    )  # fmt: skip


def test_programs_get_a_tombstone_for_every_line_of_it(chief: User, client: Client) -> None:
    article = full_article()
    erase_article(by=chief, article_id=article.pk, reason="أمر محكمة رقم 7")
    told = [entry for entry in entries(None, 100)[1] if entry.type == "article"]
    assert {(entry.id, entry.op, entry.reason_code, entry.version) for entry in told} == {
        (article.pk, "deleted", "erased", None)
    }
    response = client.get(f"/api/v1/articles/{article.pk}/")
    assert (response.status_code, response.json()["code"]) == (410, "erased")
    assert SECRET not in response.content.decode() and "محكمة" not in response.content.decode()


@pytest.mark.parametrize("role", ["contributor", "editor", "moderator", "administrator"])
def test_who_may_not_changes_nothing(role: str) -> None:
    article = full_article()
    rows = (Change.objects.count(), AuditEntry.objects.count(), article.revisions.count())
    with pytest.raises(PermissionDenied):
        erase_article(by=factories.user(role), article_id=article.pk, reason="لا")
    assert rows == (
        Change.objects.count(), AuditEntry.objects.count(), article.revisions.count(),
    )  # fmt: skip
    assert Article.objects.filter(pk=article.pk, title=article.title, erased_at=None).exists()


def test_a_reason_is_needed_and_nothing_is_erased_twice(chief: User) -> None:
    article = factories.article()
    with pytest.raises(ValidationError) as refused:
        erase_article(by=chief, article_id=article.pk, reason="  ")
    assert list(refused.value.message_dict) == ["reason"]
    erase_article(by=chief, article_id=article.pk, reason="أمر")
    with pytest.raises(ValidationError):
        erase_article(by=chief, article_id=article.pk, reason="أمر")
    assert article.revisions.count() == 3


def test_an_erased_article_stays_erased(chief: User) -> None:
    article = factories.article()
    erase_article(by=chief, article_id=article.pk, reason="أمر")
    version = Article.objects.get(pk=article.pk).version
    for attempt in (
        lambda: edit_article(
            by=chief, article_id=article.pk, base_version=version, title="عودة"
        ),
        lambda: publish(by=chief, article_id=article.pk),
        lambda: restore_revision(by=chief, article_id=article.pk, number=1, base_version=version),
    ):  # fmt: skip
        with pytest.raises(ValidationError):
            attempt()
    assert Article.objects.get(pk=article.pk).version == version


def test_a_draft_is_erased_without_a_word_in_the_log(chief: User) -> None:
    article = factories.draft()
    erase_article(by=chief, article_id=article.pk, reason="أمر")
    assert not Change.objects.filter(article=article).exists()
    assert Article.objects.get(pk=article.pk).erased_at is not None


def test_a_withdrawn_article_keeps_the_time_of_its_withdrawal(chief: User) -> None:
    article = factories.article()
    withdraw(by=COMMAND, article_id=article.pk, code="rights", reason=SECRET)
    withdrawn_at = Article.objects.get(pk=article.pk).withdrawn_at
    erased = erase_article(by=chief, article_id=article.pk, reason="أمر")
    assert erased.withdrawn_at == withdrawn_at < erased.erased_at  # type: ignore[operator]
    assert tables_that_hold(SECRET) == []
    assert list(Change.objects.filter(article=article).values_list("op", flat=True)) == [
        "published", "withdrawn", "deleted",
    ]  # fmt: skip


def test_an_original_that_another_article_came_from_stays(chief: User) -> None:
    first, second = factories.article(), factories.article()
    original = Original.objects.create(sha256="d" * 64, media_type="text/plain", content=b"both")
    Article.objects.update(original=original)
    erase_article(by=chief, article_id=first.pk, reason="أمر")
    original.refresh_from_db()
    assert (bytes(original.content), original.erased_at) == (b"both", None)
    erase_article(by=chief, article_id=second.pk, reason="أمر")
    original.refresh_from_db()
    assert bytes(original.content) == b"" and original.erased_at is not None
