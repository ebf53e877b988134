"""Comments over the API: what stands on public pages, and nothing of who wrote it."""

import pytest
from django.test import Client

from articles.models import Comment
from articles.services.actors import COMMAND
from articles.services.comments import decide_comments, reply_as_newsroom, submit_comment
from tests import factories
from tests.api.asking import BASE, faults, get, ids, results

pytestmark = pytest.mark.django_db

ADDRESS = "203.0.113.7"


def approved(article_id: int, text: str) -> Comment:
    made = submit_comment(article_id=article_id, name="سارة", text=text, address=ADDRESS)
    decide_comments(by=COMMAND, comment_ids=[made.pk], state="approved")
    return made


def test_the_published_names_and_values(client: Client) -> None:
    article = factories.article()
    comment = approved(article.pk, "سطر\nآخر <b>")
    answer = reply_as_newsroom(by=COMMAND, parent_id=comment.pk, text="نعم")
    reply, top = results(client, "comments/")
    assert list(top) == [
        "id", "article", "parent", "name", "text", "from_newsroom", "created_at", "status",
    ]  # fmt: skip
    assert (top["id"], top["parent"], top["name"]) == (comment.pk, None, "سارة")
    assert (top["text"], top["from_newsroom"]) == ("سطر\nآخر <b>", False)
    assert top["status"] == "approved" and top["article"]["id"] == article.pk
    assert (reply["id"], reply["parent"], reply["from_newsroom"]) == (answer.pk, comment.pk, True)
    assert get(client, f"comments/{comment.pk}/") == top


def test_nothing_of_the_writer_but_the_name(client: Client) -> None:
    comment = approved(factories.article().pk, "تعليق")
    row = Comment.objects.get(pk=comment.pk)
    said = client.get(f"{BASE}comments/?expand=article").content.decode()
    for secret in (ADDRESS, row.address_hash, row.text_hash):
        assert secret and secret not in said


def test_only_approved_ones_and_no_answers_to_others(client: Client) -> None:
    article = factories.article()
    shown = approved(article.pk, "ظاهر")
    parent = approved(article.pk, "سيرفض")
    reply = reply_as_newsroom(by=COMMAND, parent_id=parent.pk, text="رد على ما سيرفض")
    pending = submit_comment(article_id=article.pk, name="قارئ", text="ينتظر")
    for state in ("rejected", "spam"):
        other = submit_comment(article_id=article.pk, name="قارئ", text=f"حالة {state}")
        decide_comments(by=COMMAND, comment_ids=[other.pk], state=state)
    decide_comments(by=COMMAND, comment_ids=[parent.pk], state="rejected")
    assert ids(client, "comments/") == [shown.pk]
    for hidden in (pending, parent, reply):
        assert client.get(f"{BASE}comments/{hidden.pk}/").status_code == 404
    said = client.get(f"{BASE}changes/?page_size=100").json()["results"]
    ops = {row["id"]: row["op"] for row in said if row["type"] == "comment"}
    assert ops == {shown.pk: "published", parent.pk: "withdrawn", reply.pk: "withdrawn"}


def test_of_an_article_and_in_order(client: Client) -> None:
    one, two = factories.article(), factories.article()
    first, second = approved(one.pk, "أول"), approved(one.pk, "ثان")
    approved(two.pk, "غيره")
    assert ids(client, "comments/", article=one.pk) == [second.pk, first.pk]
    assert ids(client, "comments/", article=one.pk, ordering="created_at") == [first.pk, second.pk]
    assert faults(client, "comments/", "article=99999") == [("article", "unknown_value")]
    whole = results(client, "comments/", article=one.pk, expand="article")[0]["article"]
    assert whole["body_text"] == "نص المادة."
