"""The queue of error reports: settled by editors of the section, through the service."""

from collections.abc import Callable

import pytest
from django.test import Client

from articles.models import AuditEntry, ErrorReport
from articles.services.reports import report_error
from tests import factories
from tests.admin.forms import act, said

pytestmark = pytest.mark.django_db
Login = Callable[..., Client]
LIST = "/admin/articles/errorreport/"


def test_the_queue_shows_the_own_sections_and_what_is_open_first(as_role: Login) -> None:
    mine, other = factories.section(), factories.section()
    here, there = factories.article(section=mine), factories.article(section=other)
    old = report_error(article_id=here.pk, text="خطأ أول")
    new = report_error(article_id=here.pk, text="خطأ ثان")
    foreign = report_error(article_id=there.pk, text="خطأ ثالث")
    ErrorReport.objects.filter(pk=new.pk).update(state="settled")
    client = as_role("editor", sections=[mine])
    rows = client.get(LIST).context["cl"].result_list
    assert [row.pk for row in rows] == [old.pk, new.pk]
    act(client, LIST, "settle", old.pk, foreign.pk)
    states = dict(ErrorReport.objects.values_list("pk", "state"))
    assert states == {old.pk: "settled", new.pk: "settled", foreign.pk: "open"}
    assert client.get(f"{LIST}{foreign.pk}/change/").status_code == 302  # not here


@pytest.mark.parametrize(
    ("action", "state"), [("settle", "settled"), ("dismiss", "dismissed"), ("reopen", "open")]
)
def test_bulk_actions(as_role: Login, action: str, state: str) -> None:
    article = factories.article()
    ids = [report_error(article_id=article.pk, text=f"خطأ {n}").pk for n in range(2)]
    response = act(as_role("editor"), LIST, action, *ids)
    assert len(said(response)) == 1
    assert set(ErrorReport.objects.values_list("state", flat=True)) == {state}
    assert AuditEntry.objects.filter(action="settle").count() == (0 if state == "open" else 2)


def test_a_report_is_settled_with_a_note_and_its_text_stays(as_role: Login) -> None:
    report = report_error(article_id=factories.article().pk, text="خطأ", quote="عام 2017")
    response = as_role("editor").post(
        f"{LIST}{report.pk}/change/",
        {"state": "settled", "answer": "صُحّح", "text": "نص آخر", "quote": ""},
    )
    assert response.status_code == 302
    report.refresh_from_db()
    assert (report.state, report.answer, report.text, report.quote) == (
        "settled", "صُحّح", "خطأ", "عام 2017",
    )  # fmt: skip
    assert report.decided_by is not None


@pytest.mark.parametrize("role", ["contributor", "moderator", "administrator"])
def test_others_see_no_reports(as_role: Login, role: str) -> None:
    report = report_error(article_id=factories.article().pk, text="خطأ")
    client = as_role(role)
    assert client.get(LIST).status_code == 403
    path = f"{LIST}{report.pk}/change/"
    assert client.post(path, {"state": "settled", "answer": ""}).status_code == 403
    report.refresh_from_db()
    assert report.state == "open"
