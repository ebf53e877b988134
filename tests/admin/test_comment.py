"""The queue of comments: what waits comes first, decisions through the service, no addresses."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from articles.models import Article, Change, Comment
from articles.services.comments import submit_comment
from tests import factories
from tests.admin.forms import act, said

pytestmark = pytest.mark.django_db
Login = Callable[..., Client]
LIST = "/admin/articles/comment/"


@pytest.fixture
def article(db: None) -> Article:
    return factories.article("سفير قطر")


def comment(article: Article, text: str = "تعليق", **fields: object) -> Comment:
    return submit_comment(article_id=article.pk, name="قارئ", text=text, **fields)  # type: ignore[arg-type]


def test_what_waits_stands_first(as_role: Login, article: Article) -> None:
    old, new, decided = (comment(article, f"تعليق {n}") for n in range(3))
    Comment.objects.filter(pk=decided.pk).update(state="approved")
    rows = as_role("moderator").get(LIST).context["cl"].result_list
    assert [row.pk for row in rows] == [new.pk, old.pk, decided.pk]


@pytest.mark.parametrize(
    ("action", "state"), [("approve", "approved"), ("reject", "rejected"), ("mark_spam", "spam")]
)
def test_bulk_decisions(as_role: Login, article: Article, action: str, state: str) -> None:
    ids = [comment(article, f"تعليق {n}").pk for n in range(3)]
    client = as_role("moderator")
    response = act(client, LIST, action, *ids[:2])
    assert len(said(response)) == 1
    states = dict(Comment.objects.values_list("pk", "state"))
    assert states == {ids[0]: state, ids[1]: state, ids[2]: "pending"}
    published = [] if action != "approve" else [("published", ids[0]), ("published", ids[1])]
    changes = Change.objects.filter(comment__isnull=False).order_by("seq")
    assert list(changes.values_list("op", "comment")) == published


def test_a_button_decides_and_an_answer_is_seen_at_once(as_role: Login, article: Article) -> None:
    asked = comment(article)
    response = as_role("moderator").post(
        f"{LIST}{asked.pk}/change/", {"_decide": "approved", "answer": "شكرًا لك"}
    )
    assert response.status_code == 302
    asked.refresh_from_db()
    answer = Comment.objects.exclude(pk=asked.pk).get()
    assert asked.state == "approved"
    assert (answer.text, answer.parent, answer.state, answer.from_newsroom) == (
        "شكرًا لك", asked, "approved", True,
    )  # fmt: skip


def test_an_answer_to_a_comment_that_waits_is_refused_and_kept(
    as_role: Login, article: Article
) -> None:
    asked = comment(article)
    response = as_role("moderator").post(
        f"{LIST}{asked.pk}/change/", {"answer": "شكرًا لك", "_continue": ""}
    )
    assert response.status_code == 200
    assert "شكرًا لك" in response.content.decode()
    assert len(response.context["errors"]) == 1
    assert list(Comment.objects.values_list("state", flat=True)) == ["pending"]


def test_no_page_shows_an_address_or_its_hash(as_role: Login, article: Article) -> None:
    sent = comment(article, address="198.51.100.7")
    client = as_role("chief editor")
    for path in (LIST, f"{LIST}{sent.pk}/change/", f"{LIST}?q=198.51.100.7"):
        page = client.get(path).content.decode()
        assert sent.address_hash not in page
        assert "198.51.100.7" not in re.sub("q=198.51.100.7|value=.198.51.100.7", "", page)
    assert len(sent.address_hash) == 64


def test_editors_look_and_do_not_decide(as_role: Login, article: Article) -> None:
    sent = comment(article)
    client = as_role("editor")
    page = client.get(f"{LIST}{sent.pk}/change/")
    assert page.status_code == 200
    assert page.context["decisions"] == []
    denied = client.post(f"{LIST}{sent.pk}/change/", {"_decide": "approved"})
    assert denied.status_code == 403
    act(client, LIST, "approve", sent.pk)
    sent.refresh_from_db()
    assert sent.state == "pending"
    assert not Change.objects.filter(comment__isnull=False).exists()


@pytest.mark.parametrize("role", ["contributor", "administrator"])
def test_others_see_no_comments(as_role: Login, article: Article, role: str) -> None:
    sent = comment(article)
    client = as_role(role)
    assert client.get(LIST).status_code == 403
    assert client.get(f"{LIST}{sent.pk}/change/").status_code == 403
    assert client.post(f"{LIST}{sent.pk}/change/", {"_decide": "spam"}).status_code == 403
    sent.refresh_from_db()
    assert sent.state == "pending"


def test_comments_are_neither_added_nor_deleted(as_role: Login, article: Article) -> None:
    sent = comment(article)
    client = as_role("chief editor")
    assert client.get(f"{LIST}add/").status_code == 403
    assert client.post(f"{LIST}{sent.pk}/delete/", {"post": "yes"}).status_code == 403
    act(client, LIST, "delete_selected", sent.pk, post="yes")
    assert Comment.objects.count() == 1
