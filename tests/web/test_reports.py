"""The form by which a reader reports an error."""

import pytest
from django.test import Client
from pytest_django import Settings

from articles.models import ErrorReport
from articles.services.actors import COMMAND
from articles.services.publishing import withdraw
from tests import factories
from tests.web.reading import strict, text, tree

pytestmark = pytest.mark.django_db

REPORT = {"text": "الرقم خطأ.", "quote": "عام 2017", "contact": "reader@example.org"}


def test_sent_to_the_newsroom(client: Client) -> None:
    article = factories.article()
    path = f"/a/{article.pk}/report/"
    response = client.post(path, REPORT)
    assert (response.status_code, response["Location"]) == (303, f"{path}?sent")
    report = ErrorReport.objects.get()
    assert (report.article_id, report.text, report.quote, report.contact, report.state) == (
        article.pk, "الرقم خطأ.", "عام 2017", "reader@example.org", "open",
    )  # fmt: skip
    page = tree(client, f"{path}?sent")
    assert text(page.find(".//p[@role='status']")).startswith("شكرًا")
    assert page.find(".//form[@class='ask']") is None
    assert "الرقم خطأ" not in client.get(f"/a/{article.pk}/", follow=True).content.decode()


def test_refused_with_all_that_was_written(client: Client, settings: Settings) -> None:
    settings.COMMENT_LIMIT = 1
    path = f"/a/{factories.article().pk}/report/"
    empty = client.post(path, REPORT | {"text": " "})
    assert empty.status_code == 422 and not ErrorReport.objects.exists()
    client.post(path, REPORT)
    response = client.post(path, REPORT | {"text": "وخطأ آخر."})
    assert response.status_code == 429
    form = strict(response.content).find(".//form[@class='ask']")
    assert form is not None
    written = [(area.text or "").removeprefix("\n") for area in form.iter("textarea")]
    assert written == ["وخطأ آخر.", "عام 2017"]
    contact = form.find(".//input[@name='contact']")
    assert contact is not None and contact.get("value") == "reader@example.org"
    assert ErrorReport.objects.count() == 1


def test_a_trap_and_a_forged_form_store_nothing() -> None:
    article = factories.article()
    path = f"/a/{article.pk}/report/"
    assert Client().post(path, REPORT | {"website": "x"}).status_code == 303
    assert Client(enforce_csrf_checks=True).post(path, REPORT).status_code == 403
    withdraw(by=COMMAND, article_id=article.pk, code="error", reason="خطأ.")
    assert Client().post(path, REPORT).status_code == 410
    assert Client().post(f"/a/{factories.draft().pk}/report/", REPORT).status_code == 404
    assert not ErrorReport.objects.exists()
