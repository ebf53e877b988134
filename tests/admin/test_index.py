"""The first page of the admin, logging in, and being locked out."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from articles.models import Article
from articles.services.actors import COMMAND
from articles.services.comments import submit_comment
from articles.services.publishing import schedule, submit_for_review
from articles.services.reports import report_error
from tests import factories

pytestmark = pytest.mark.django_db
Login = Callable[..., Client]


def waiting(client: Client) -> list[tuple[int, str]]:
    """The lines of the first page: count and address."""
    return [(line.count, line.url) for line in client.get("/admin/").context["waiting"]]


def busy() -> tuple[Article, Article]:
    """One section with everything in it, another with one article in review."""
    mine, other = factories.section(), factories.section()
    article = factories.article(section=mine)
    submit_comment(article_id=article.pk, name="قارئ", text="تعليق")
    report_error(article_id=article.pk, text="خطأ")
    factories.citation(article, name="كوميرسانت", state="suggested")
    for section in (mine, other):
        draft = factories.draft(section=section)
        submit_for_review(by=COMMAND, article_id=draft.pk)
    soon = factories.draft("غدًا", section=mine)
    schedule(by=COMMAND, article_id=soon.pk, publish_at=timezone.now() + timedelta(hours=20))
    later = factories.draft("بعد شهر", section=mine)
    schedule(by=COMMAND, article_id=later.pk, publish_at=timezone.now() + timedelta(days=30))
    return article, soon


def test_each_role_sees_what_it_can_settle(as_role: Login) -> None:
    article, soon = busy()
    lists = "/admin/articles"
    comments = (1, f"{lists}/comment/?state__exact=pending")
    reports = (1, f"{lists}/errorreport/?state__exact=open")
    citations = (1, f"{lists}/citation/?state__exact=suggested")
    chief = as_role("chief editor")
    review = f"{lists}/article/?status__exact=in_review"
    assert waiting(chief)[:4] == [comments, reports, (2, review), citations]
    assert [row.pk for row, _url in chief.get("/admin/").context["due"]] == [soon.pk]
    editor = as_role("editor", sections=[article.section])
    assert waiting(editor)[:3] == [reports, (1, review), citations]
    assert waiting(as_role("moderator")) == [comments]
    assert waiting(as_role("administrator")) == []
    assert [count for count, _url in waiting(as_role("contributor"))] == [0]
    assert as_role("contributor").get("/admin/").context["due"] == []


def test_the_list_of_entities_has_an_order_and_only_what_the_role_sees(as_role: Login) -> None:
    def shown(role: str) -> list[str]:
        apps = as_role(role).get("/admin/").context["app_list"]
        return [model["object_name"] for app in apps for model in app["models"]]

    assert shown("moderator") == ["Article", "Comment"]
    assert shown("administrator") == ["AuditEntry", "User", "Group", "Job"]
    assert shown("chief editor") == [
        "Article", "Source", "Citation", "Section", "Topic", "Person", "Image", "Comment",
        "ErrorReport", "ImportBatch", "ImportRecord", "Original", "Revision", "Correction",
        "Change", "AuditEntry", "User", "Group", "Job",
    ]  # fmt: skip


def test_the_admin_is_arabic_and_right_to_left(as_role: Login) -> None:
    for page in (Client().get("/admin/login/"), as_role("chief editor").get("/admin/")):
        assert '<html lang="ar" dir="rtl">' in page.content.decode()
        policy = page["Content-Security-Policy"]
        assert "unsafe-inline" not in policy
        assert "script-src 'self'" in policy


def test_too_many_wrong_passwords_lock_the_name_with_a_clear_page(settings: Settings) -> None:
    settings.AXES_FAILURE_LIMIT = 3
    someone = factories.user("editor", username="layla")
    client = Client()
    wrong = {"username": "layla", "password": "wrong"}
    assert [client.post("/admin/login/", wrong).status_code for _n in range(3)] == [200, 200, 429]
    right = {"username": "layla", "password": "secret-word"}
    locked = client.post("/admin/login/", right)
    assert (locked.status_code, locked["Retry-After"]) == (429, "900")
    assert "15" in locked.content.decode()
    assert '<html lang="ar" dir="rtl">' in locked.content.decode()
    assert "_auth_user_id" not in client.session
    other = factories.user("editor", username="salma")
    sent = {"username": "salma", "password": "secret-word"}
    assert client.post("/admin/login/", sent).status_code == 302
    assert client.session["_auth_user_id"] == str(other.pk) != str(someone.pk)


def test_readers_accounts_do_not_enter() -> None:
    factories.user("editor", username="layla")
    from articles.models import User

    User.objects.update(is_staff=False)
    client = Client()
    client.post("/admin/login/", {"username": "layla", "password": "secret-word"})
    assert client.get("/admin/").status_code == 302


def test_the_calendar_of_the_admin_names_months_twice(as_role: Login) -> None:
    script = as_role("editor").get("/admin/jsi18n/")
    assert script.status_code == 200
    words = script.content.decode()
    assert (
        '"April": "\\u0646\\u064a\\u0633\\u0627\\u0646/\\u0623\\u0628\\u0631\\u064a\\u0644"'
        in words
    )
    assert '"Today": "\\u0627\\u0644\\u064a\\u0648\\u0645"' in words
