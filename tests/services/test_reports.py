"""Readers' reports of errors: stored, limited, and settled by editors of the section."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from pytest_django import Settings

from articles.models import Article, AuditEntry, ErrorReport, User
from articles.services.limits import TooMany
from articles.services.reports import report_error, settle_reports
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_report_keeps_the_passage_and_the_contact() -> None:
    article = factories.article()
    report = report_error(
        article_id=article.pk,
        text=" التاريخ خطأ ",
        quote="عام 2017",
        contact="reader@example.org",
        address="2001:db8::1",
    )
    report.refresh_from_db()
    assert (report.text, report.quote, report.contact, report.state) == (
        "التاريخ خطأ", "عام 2017", "reader@example.org", "open",
    )  # fmt: skip
    assert len(report.address_hash) == 64


def test_what_cannot_be_reported() -> None:
    article = factories.article()
    with pytest.raises(Article.DoesNotExist):
        report_error(article_id=factories.draft().pk, text="خطأ")
    for fields, field in (
        ({"text": ""}, "text"),
        ({"text": "خطأ", "quote": "س" * 1001}, "quote"),
        ({"text": "خطأ", "contact": "س" * 201}, "contact"),
    ):
        with pytest.raises(ValidationError) as refused:
            report_error(article_id=article.pk, **fields)
        assert list(refused.value.message_dict) == [field]
    report_error(article_id=article.pk, text="خطأ")
    with pytest.raises(ValidationError) as twice:
        report_error(article_id=article.pk, text="خطأ ")
    assert twice.value.code == "duplicate"
    assert ErrorReport.objects.count() == 1


def test_the_limit_of_an_address(settings: Settings) -> None:
    settings.COMMENT_LIMIT = 1
    article = factories.article()
    report_error(article_id=article.pk, text="خطأ أول", address="192.0.2.1")
    with pytest.raises(TooMany):
        report_error(article_id=article.pk, text="خطأ ثان", address="192.0.2.1")


def test_editors_of_the_section_settle(editor: User, moderator: User) -> None:
    mine, other = factories.section(), factories.section()
    article = factories.article(section=mine)
    report = report_error(article_id=article.pk, text="خطأ")
    for who in (moderator, factories.user("editor", sections=[other])):
        with pytest.raises(PermissionDenied):
            settle_reports(by=who, report_ids=[report.pk], state="settled")
    assert ErrorReport.objects.get().state == "open"
    done = settle_reports(by=editor, report_ids=[report.pk], state="settled", answer="صُحّح")
    assert [item.pk for item in done] == [report.pk]
    report.refresh_from_db()
    assert (report.state, report.answer, report.decided_by) == ("settled", "صُحّح", editor)
    assert settle_reports(by=editor, report_ids=[report.pk], state="settled") == []
    assert AuditEntry.objects.filter(object_type="errorreport").count() == 1
