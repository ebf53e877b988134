"""Quotations: remembered for every text, again when it changes, and gone with an erased article."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.management.duties import HANDLERS
from articles.models import Article, ChangeLog, Fingerprint, Job, Quotation, User
from articles.services.actors import COMMAND
from articles.services.drafting import edit_article, restore_revision
from articles.services.erasure import erase_article
from articles.services.ingest import ingest, ingest_many
from articles.services.jobs import run_due
from articles.services.quotations import remember_quotations
from articles.services.quotations_jobs import (
    JOB,
    PORTION,
    ask_for_missing_quotations,
    ask_for_quotations,
)
from articles.text.quoted_words import quoted_words
from tests import factories
from tests.services.ingest.items import record, refused

pytestmark = pytest.mark.django_db

SAID = "لن نقبل أن تفرض علينا شروط من الخارج"
BODY = f"<p>وقال وزير الخارجية سيرغي لافروف: «{SAID}».</p>"


def asked() -> list[list[int]]:
    return [job.payload["article_ids"] for job in Job.objects.filter(kind=JOB).order_by("id")]


def kept(article: Article) -> list[tuple[int, str, str]]:
    """Revision, words and speaker of each row."""
    text = Article.objects.get(pk=article.pk).body_text
    rows = Quotation.objects.filter(article=article)
    return [(row.revision, text[row.start : row.end], row.speaker) for row in rows]


def site_version() -> int:
    return ChangeLog.objects.get(pk=1).site_version


def test_a_new_text_is_asked_for_and_the_worker_reads_it() -> None:
    article = factories.draft(body=BODY)
    assert asked() == [[article.pk]]
    assert not Quotation.objects.exists()
    run_due(HANDLERS)
    assert kept(article) == [(1, SAID, "سيرغي لافروف")]
    row = Quotation.objects.get()
    (found,) = quoted_words(article.body_text)
    assert (row.words, row.digest, tuple(row.shingles)) == found[2:]
    assert asked() == []


def test_whose_words_they_are_may_be_unknown() -> None:
    article = factories.draft(
        body=f"<p>«{SAID}»</p><p>وقال مصدر طلب عدم ذكر اسمه: «{SAID} أبدا».</p>"
    )
    remember_quotations(article_ids=[article.pk])
    assert kept(article) == [(1, SAID, ""), (1, f"{SAID} أبدا", "")]


def test_an_import_asks_for_what_it_created() -> None:
    first = ingest(record(1), by=COMMAND)
    ingest(record(1), by=COMMAND)
    ingest(refused(2), by=COMMAND)
    assert asked() == [[first.article_id]]
    ingest_many([record(1), record(3), refused(4), record(5)], by=COMMAND)
    ids = list(Article.objects.order_by("pk").values_list("pk", flat=True))
    assert asked() == [[first.article_id], ids[1:]]


def test_only_a_changed_text_is_asked_for_again(editor: User) -> None:
    article = factories.draft(body=BODY)
    run_due(HANDLERS)
    titled = edit_article(by=editor, article_id=article.pk, base_version=1, title="عنوان جديد")
    assert asked() == []
    other = BODY.replace("الخارج", "أحد")
    edit_article(by=editor, article_id=article.pk, base_version=titled.version, body=other)
    assert asked() == [[article.pk]]
    run_due(HANDLERS)
    assert kept(article) == [(3, SAID.replace("الخارج", "أحد"), "سيرغي لافروف")]
    restore_revision(by=editor, article_id=article.pk, number=1, base_version=3)
    assert asked() == [[article.pk]]
    run_due(HANDLERS)
    assert kept(article) == [(4, SAID, "سيرغي لافروف")]


def test_doing_it_again_writes_nothing() -> None:
    article = factories.article(body=BODY)
    assert remember_quotations(article_ids=[article.pk]) == 1
    before = list(Quotation.objects.values_list("pk", flat=True)), site_version()
    assert remember_quotations(article_ids=[article.pk, 999_999]) == 0
    assert (list(Quotation.objects.values_list("pk", flat=True)), site_version()) == before


def test_readers_pages_are_told_of_published_ones_only() -> None:
    draft, article = factories.draft(body=BODY), factories.article(body=BODY)
    without = factories.article()
    before = site_version()
    remember_quotations(article_ids=[draft.pk, without.pk])
    assert site_version() == before
    remember_quotations(article_ids=[article.pk])
    assert site_version() == before + 1


def test_a_version_with_the_same_text_moves_them_on_silently(editor: User) -> None:
    article = factories.article(body=BODY)
    remember_quotations(article_ids=[article.pk])
    edit_article(by=editor, article_id=article.pk, base_version=2, title="عنوان جديد")
    before = site_version()
    assert remember_quotations(article_ids=[article.pk]) == 0
    assert kept(article) == [(3, SAID, "سيرغي لافروف")]
    assert site_version() == before


def test_what_was_not_read_is_asked_for_each_hour() -> None:
    articles = [factories.draft(body=BODY) for _ in range(2)]
    assert ask_for_missing_quotations() == 0  # jobs about them wait
    run_due(HANDLERS)
    assert ask_for_missing_quotations() == 0
    Fingerprint.objects.filter(article=articles[0]).update(quoted=None)
    Quotation.objects.filter(article=articles[0]).delete()
    assert ask_for_missing_quotations() == 1
    assert asked() == [[articles[0].pk]]
    run_due(HANDLERS)
    assert len(kept(articles[0])) == 1
    assert ask_for_missing_quotations() == 0


def test_erasure_drops_them_and_nothing_brings_them_back() -> None:
    article = factories.article(body=BODY)
    run_due(HANDLERS)
    erase_article(by=COMMAND, article_id=article.pk, reason="أمر")
    assert not Quotation.objects.exists()
    assert remember_quotations(article_ids=[article.pk]) == 0
    assert ask_for_missing_quotations() == 0
    assert not Quotation.objects.exists()


def test_jobs_have_portions() -> None:
    ask_for_quotations(range(PORTION + 1))
    assert [len(ids) for ids in asked()] == [PORTION, 1]


def test_as_many_questions_for_twenty_articles_as_for_one() -> None:
    ids = [factories.draft(body=f"<p>نص {number} بلا أقوال.</p>").pk for number in range(21)]
    costs = []
    for some in (ids[:1], ids[1:]):
        with CaptureQueriesContext(connection) as captured:
            remember_quotations(article_ids=some)
        costs.append(len(captured))
    assert costs[0] == costs[1]
