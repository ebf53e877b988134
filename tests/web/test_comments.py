"""The page of comments: held, shown to their writer, and never a text lost."""

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from articles.models import Article, Comment
from articles.services.actors import COMMAND
from articles.services.comments import decide_comments, submit_comment
from articles.services.drafting import edit_article
from articles.services.publishing import withdraw
from tests import factories
from tests.web.reading import strict, text, texts, tree

pytestmark = pytest.mark.django_db

WRITE = {"name": "سارة", "text": "هل الرقم صحيح؟"}


@pytest.fixture
def article() -> Article:
    return factories.article("سفير قطر")


@pytest.fixture
def path(article: Article) -> str:
    return f"/a/{article.pk}/comments/"


def send(client: Client, path: str, **fields: str):  # type: ignore[no-untyped-def]
    return client.post(path, WRITE | fields)


def values(content: bytes) -> dict[str, str]:
    """What stands in the fields of the form."""
    page = strict(content)
    form = page.find(".//form[@id='write']")
    assert form is not None
    found = {field.get("name") or "": field.get("value") or "" for field in form.iter("input")}
    return found | {field.get("name") or "": field.text or "" for field in form.iter("textarea")}


def test_taken_and_shown_to_its_writer_only(client: Client, path: str) -> None:
    response = send(client, path)
    assert (response.status_code, response["Location"]) == (303, f"{path}#waiting")
    assert response["Cache-Control"] == "private, no-store"
    waiting = tree(client, path).find(".//section[@id='waiting']")
    assert texts(waiting, ".//article/p")[1:] == ["هل الرقم صحيح؟"]  # type: ignore[arg-type]
    assert tree(Client(), path).find(".//section[@id='waiting']") is None
    comment = Comment.objects.get()
    assert comment.state == "pending"
    decide_comments(by=COMMAND, comment_ids=[comment.pk], state="approved")
    page = tree(client, path)
    assert page.find(".//section[@id='waiting']") is None
    assert texts(page, ".//span[@class='by']") == ["سارة"]
    decide_comments(by=COMMAND, comment_ids=[comment.pk], state="rejected")
    for reader in (client, Client()):
        assert "هل الرقم" not in reader.get(path).content.decode()


def test_only_this_page_has_a_session(client: Client, article: Article, path: str) -> None:
    send(client, path)
    assert "sessionid" in client.cookies
    before = client.get(f"/a/{article.pk}/", follow=True)
    assert not before.cookies
    assert before.content == Client().get(f"/a/{article.pk}/", follow=True).content


@pytest.mark.parametrize(
    ("fields", "status", "said"),
    [
        ({"text": " "}, 422, "اكتب نصًا أولًا."),
        ({"name": ""}, 422, "اكتب اسمك، أو الاسم الذي تريد أن تظهر به."),
        ({"text": "س" * 4001}, 422, "في النص 4001 حرفًا، وأقصى ما يمكن 4000."),
        ({"text": "نص \u202e مقلوب"}, 422, None),
        ({"parent": "999999"}, 422, None),
        ({"parent": "x"}, 303, None),
    ],
)
def test_refused_with_its_text(
    client: Client, path: str, fields: dict[str, str], status: int, said: str | None
) -> None:
    response = send(client, path, **fields)
    assert response.status_code == status
    if status == 303:
        return
    assert not Comment.objects.exists()
    alert = strict(response.content).find(".//div[@role='alert']")
    assert text(alert)
    if said and "4001" not in said:
        assert text(alert) == said
    kept = values(response.content)
    expected = WRITE | fields
    assert kept["name"] == expected["name"]
    assert kept["text"].removeprefix("\n") == expected["text"]


def test_the_limit_of_an_address_gives_the_text_back(
    client: Client, path: str, settings: Settings
) -> None:
    settings.COMMENT_LIMIT = 2
    assert [send(client, path, text=f"نص {n}").status_code for n in range(3)] == [303, 303, 429]
    response = send(Client(), path, text="نص من متصفح آخر")
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= settings.COMMENT_WINDOW
    assert values(response.content)["text"].removeprefix("\n") == "نص من متصفح آخر"
    assert Comment.objects.count() == 2
    elsewhere = client.post(path, WRITE | {"text": "من عنوان آخر"}, REMOTE_ADDR="192.0.2.99")
    assert elsewhere.status_code == 303


def test_a_duplicate_is_no_second_comment(client: Client, path: str) -> None:
    send(client, path)
    response = send(client, path)
    assert response.status_code == 409
    assert values(response.content)["text"].removeprefix("\n") == WRITE["text"]
    assert Comment.objects.count() == 1


def test_an_old_form_gives_the_text_back(path: str) -> None:
    strictly = Client(enforce_csrf_checks=True)
    response = strictly.post(path, WRITE)
    assert response.status_code == 403
    kept = values(response.content)
    assert kept["text"].removeprefix("\n") == WRITE["text"]
    assert not Comment.objects.exists()
    again = strictly.post(path, WRITE | {"csrfmiddlewaretoken": kept["csrfmiddlewaretoken"]})
    assert again.status_code == 303
    assert Comment.objects.count() == 1


def test_what_a_trap_caught_looks_taken(client: Client, path: str) -> None:
    assert send(client, path, website="https://spam.example/").status_code == 303
    assert Comment.objects.get().state == "spam"
    assert "هل الرقم" in client.get(path).content.decode()
    assert "هل الرقم" not in Client().get(path).content.decode()


def test_a_reply_stands_under_what_it_answers(client: Client, path: str, article: Article) -> None:
    first = submit_comment(article_id=article.pk, name="سارة <b>", text="سؤال")
    assert tree(client, f"{path}?reply={first.pk}").find(".//input[@name='parent']") is None
    decide_comments(by=COMMAND, comment_ids=[first.pk], state="approved")
    page = tree(client, f"{path}?reply={first.pk}")
    assert text(page.find(".//form[@id='write']/h2")) == "ردّ على سارة <b>"
    parent = page.find(".//input[@name='parent']")
    assert parent is not None and parent.get("value") == str(first.pk)
    send(client, path, text="جواب", parent=str(first.pk))
    reply = Comment.objects.get(parent=first)
    decide_comments(by=COMMAND, comment_ids=[reply.pk], state="approved")
    send(client, path, text="شكرًا", parent=str(reply.pk))
    assert Comment.objects.filter(parent=first).count() == 2  # one level
    assert texts(tree(client, path), ".//article/article/p")[1:] == ["جواب"]


def test_all_comments_in_pages(client: Client, path: str, article: Article) -> None:
    now = timezone.now()
    Comment.objects.bulk_create(
        Comment(article=article, name="ق", text=f"تعليق {n}.", state="approved", created_at=now,
                text_hash=f"{n:064x}")
        for n in range(120)
    )  # fmt: skip
    seen, query = [], ""
    while True:
        page = tree(client, path + query)
        seen += [said for said in texts(page, ".//article/p") if said.startswith("تعليق")]
        following = page.find(".//a[@rel='next']")
        if following is None:
            break
        query = following.get("href") or ""
    assert seen == [f"تعليق {n}." for n in range(120)]
    assert client.get(f"{path}?cursor=x").status_code == 404


def test_closed_withdrawn_and_hidden(client: Client, article: Article, path: str) -> None:
    edit_article(by=COMMAND, article_id=article.pk, base_version=2, comments_open=False)
    page = tree(client, path)
    assert page.find(".//form[@id='write']") is None
    assert send(client, path).status_code == 422
    withdraw(by=COMMAND, article_id=article.pk, code="error", reason="خطأ.")
    assert send(client, path).status_code == 410
    assert send(client, f"/a/{factories.draft().pk}/comments/").status_code == 404
    assert client.put(path).status_code == 405
    assert not Comment.objects.exists()
