"""The change log over the API: a reader that follows it ends with what is public."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article, ChangeLog
from articles.services.actors import COMMAND
from articles.services.drafting import edit_article
from articles.services.publishing import publish, withdraw
from tests import factories
from tests.api.asking import BASE, erase, faults, get
from tests.web.world import World

pytestmark = pytest.mark.django_db


def follow(client: Client, since: str = "", size: int = 3) -> tuple[list[dict[str, object]], str]:
    """All entries after `since`, and the cursor to go on from."""
    params = {"page_size": size} | ({"since": since} if since else {})
    seen = []
    response = client.get(f"{BASE}changes/", params)
    while True:
        page = response.json()
        assert page["previous"] is None
        assert len(page["results"]) <= size
        seen += page["results"]
        if page["next"] is None:
            return seen, page["cursor"]
        assert response["Link"] == f'<{page["next"]}>; rel="next"'
        response = client.get(page["next"])


def test_the_published_names_and_values(client: Client) -> None:
    article = factories.article()
    log = ChangeLog.objects.get()
    [entry], cursor = follow(client)
    assert list(entry) == ["cursor", "type", "id", "uri", "op", "at", "reason_code", "version"]
    assert entry["cursor"] == cursor == f"{log.log_id}.{log.seq}"
    assert (entry["type"], entry["id"]) == ("article", article.pk)
    assert entry["uri"] == f"https://archive.example/a/{article.pk}/"
    assert (entry["op"], entry["reason_code"], entry["version"]) == ("published", None, 2)


def test_in_order_without_gaps_and_again_from_where_one_stopped(
    world: World, client: Client
) -> None:
    seen, cursor = follow(client)
    numbers = [int(str(entry["cursor"]).rpartition(".")[2]) for entry in seen]
    assert numbers == list(range(numbers[0], numbers[-1] + 1))
    assert numbers[-1] == ChangeLog.objects.get().seq
    assert {entry["type"] for entry in seen} == {"article", "source", "comment"}
    assert follow(client, cursor) == ([], cursor)
    article = factories.article()
    [entry], further = follow(client, cursor)
    assert (entry["id"], entry["op"]) == (article.pk, "published")
    assert follow(client, further) == ([], further)


def test_every_address_in_the_log_answers(world: World, client: Client) -> None:
    for entry in follow(client)[0]:
        kind = f"{entry['type']}s"
        assert client.get(f"{BASE}{kind}/{entry['id']}/").status_code == 200
    comment = next(entry for entry in follow(client)[0] if entry["type"] == "comment")
    assert comment["uri"] == f"https://archive.example/api/v1/comments/{comment['id']}/"


def test_a_withdrawal_is_a_tombstone_and_so_is_what_came_before(client: Client) -> None:
    article = factories.article()
    _, cursor = follow(client)
    withdraw(by=COMMAND, article_id=article.pk, code="rights", reason="طلب.")
    [entry], _ = follow(client, cursor)
    assert (entry["op"], entry["reason_code"], entry["version"]) == ("withdrawn", "rights", None)
    everything, _ = follow(client)
    assert [e["op"] for e in everything] == ["withdrawn", "withdrawn"]
    publish(by=COMMAND, article_id=article.pk)
    assert [e["op"] for e in follow(client)[0]] == ["published", "withdrawn", "published"]


def test_a_new_embargo_takes_it_back(client: Client) -> None:
    article = factories.article("عنوان سري")
    later = timezone.now() + timedelta(days=1)
    edit_article(by=COMMAND, article_id=article.pk, base_version=2, embargo_until=later)
    said, _ = follow(client)
    assert [(e["op"], e["reason_code"]) for e in said] == [("withdrawn", "embargo")] * 2


def test_an_erased_article_leaves_a_tombstone_without_content(client: Client) -> None:
    article = factories.article("عنوان")
    erase(article)
    [entry], _ = follow(client)
    assert (entry["op"], entry["reason_code"], entry["version"]) == ("deleted", "erased", None)


def test_drafts_leave_no_line(client: Client) -> None:
    factories.draft("مسودة")
    embargoed = factories.draft("محظورة")
    later = timezone.now() + timedelta(days=1)
    edit_article(by=COMMAND, article_id=embargoed.pk, base_version=1, embargo_until=later)
    publish(by=COMMAND, article_id=embargoed.pk)
    assert follow(client)[0] == []


def test_a_deleted_source_leaves_a_tombstone(client: Client) -> None:
    source = factories.source("Gone")
    type(source).objects.filter(pk=source.pk).delete()
    [entry], _ = follow(client)
    assert (entry["op"], entry["type"], entry["version"]) == ("deleted", "source", None)


def test_a_cursor_of_another_log_is_410_resync(client: Client) -> None:
    factories.article()
    log = ChangeLog.objects.get()
    for since in (f"{uuid.uuid4()}.0", f"{log.log_id}.{log.seq + 1}"):
        response = client.get(f"{BASE}changes/", {"since": since})
        assert response.status_code == 410
        assert response.json()["code"] == "resync"
        assert response.json()["cursor"] == f"{log.log_id}.{log.seq}"


def test_a_mirror_that_follows_ends_with_what_is_public(client: Client) -> None:
    mirror: set[object] = set()
    cursor = ""
    made = [factories.article() for _ in range(7)]
    for step in range(4):
        entries, cursor = follow(client, cursor, size=2)
        for entry in entries:
            if entry["op"] in ("withdrawn", "deleted"):
                mirror.discard(entry["id"])
            else:
                mirror.add(entry["id"])
        assert mirror == set(Article.objects.public().values_list("pk", flat=True))
        withdraw(by=COMMAND, article_id=made[step].pk, code="error", reason="خطأ")
        factories.article()
        if step:
            publish(by=COMMAND, article_id=made[step - 1].pk)


@pytest.mark.parametrize(
    "since",
    ["x", "1", "0.1", ".", f"{uuid.UUID(int=0)}", f"{uuid.UUID(int=0)}.", f"{uuid.UUID(int=0)}.-1",
     f"{uuid.UUID(int=0)}.01", f"{uuid.UUID(int=0)}.9999999999999999999", "%00", "%F0%9F%92%A9",
     f"{uuid.UUID(int=0)}.%D9%A1", f"{uuid.UUID(int=0)}.1%20"],
)  # fmt: skip
def test_a_bad_cursor_is_named(client: Client, since: str) -> None:
    if since.endswith("%20"):
        since = f"{since}1"
    [(name, _code)] = faults(client, "changes/", f"since={since}")
    assert name == "since"


def test_unknown_parameters_are_refused(client: Client) -> None:
    assert faults(client, "changes/", "cursor=1&page_size=0") == [
        ("cursor", "unknown_parameter"), ("page_size", "invalid"),
    ]  # fmt: skip
    assert get(client, "changes/")["results"] == []
