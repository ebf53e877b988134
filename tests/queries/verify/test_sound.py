"""An archive written through the services has nothing to find, whatever was done to it."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles.models import Article, Change
from articles.queries import verify
from articles.services.actors import COMMAND
from articles.services.chain_rows import rebuild_chain_rows
from articles.services.drafting import edit_article
from articles.services.erasure import erase_article
from articles.services.publishing import publish, publish_due, return_to_draft, schedule, withdraw
from articles.services.sources import delete_source, edit_source
from tests import factories
from tests.web.world import build

pytestmark = pytest.mark.django_db


def test_nothing_is_found_in_a_full_archive(capsys: pytest.CaptureFixture[str]) -> None:
    build(2)
    call_command("verify")
    # 8 articles of versions 1 to 3, each with four citations and four comments.
    assert capsys.readouterr().out == (
        "Checked 8 article, 24 revision, 32 citation, 10 source, 24 comment, 8 original,"
        f" {Change.objects.count()} change: no findings.\n"
    )


def test_nothing_is_found_in_an_empty_one() -> None:
    assert list(verify.findings()) == []


def test_every_state_is_sound() -> None:
    now = timezone.now()
    later = now + timedelta(days=1)
    for number in range(8):
        factories.article(f"مادة {number}")
    withdrawn, back, embargoed, erased, edited, scheduled, returned, over = Article.objects.all()
    for article in (withdrawn, back):
        withdraw(by=COMMAND, article_id=article.pk, code="error", reason="خطأ")
    publish(by=COMMAND, article_id=back.pk)
    edit_article(by=COMMAND, article_id=embargoed.pk, base_version=2, embargo_until=later)
    erase_article(by=COMMAND, article_id=erased.pk, reason="أمر")
    edit_article(by=COMMAND, article_id=edited.pk, base_version=2, title="عنوان آخر", dated="1950~")
    scheduled, returned = factories.draft(), factories.draft()
    schedule(by=COMMAND, article_id=scheduled.pk, publish_at=later)
    schedule(by=COMMAND, article_id=returned.pk, publish_at=later)
    Article.objects.filter(pk=returned.pk).update(publish_at=now)
    edit_article(by=COMMAND, article_id=returned.pk, base_version=2, title="صارت عامة")
    return_to_draft(by=COMMAND, article_id=returned.pk)
    edit_article(by=COMMAND, article_id=over.pk, base_version=2, embargo_until=later)
    Article.objects.filter(pk=over.pk).update(embargo_until=now)
    rebuild_chain_rows(by=COMMAND)  # as if time had passed, not a hand had come
    assert [str(finding) for finding in verify.findings()] == []
    assert publish_due() == 1
    assert [str(finding) for finding in verify.findings()] == []


def test_sources_renamed_and_deleted_are_sound() -> None:
    kept, gone = factories.source("Kept", "الباقي"), factories.source("Gone", "الذاهب")
    edit_source(by=COMMAND, source_id=kept.pk, name="Renamed", label="الوطن")
    delete_source(by=COMMAND, source_id=gone.pk)
    assert [str(finding) for finding in verify.findings()] == []
