"""Validators of answers: strong ETag, Last-Modified, 304, HEAD, and reading from any origin."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.http import http_date

from articles.models import Article, ChangeLog
from articles.services.actors import COMMAND
from articles.services.drafting import edit_article
from articles.services.publishing import schedule
from articles.services.taxonomy import save_section
from tests import factories
from tests.api.asking import BASE, EVERYWHERE
from tests.web.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a while had passed since the last write."""
    monkeypatch.setattr("articles.queries.state.SETTLING", timedelta(0))


def paths(world: World) -> list[str]:
    pk = world.article.pk
    single = [f"articles/{pk}/", f"articles/{pk}/chain/", f"sources/{world.source.pk}/", "graph/"]
    return [BASE + path for path in (*(f"{name}/" for name in EVERYWHERE), *single)]


def test_the_headers_of_every_answer(world: World, settled: None, client: Client) -> None:
    for path in paths(world):
        response = client.get(path)
        assert re.fullmatch(r'"[0-9a-f]{32}"', response["ETag"]), path
        assert response["Last-Modified"].endswith(" GMT")
        assert response["Cache-Control"] == "public, no-cache"
        assert response["Vary"] == "Accept, Cookie"
        assert response["Access-Control-Allow-Origin"] == "*"
        assert "ETag" in response["Access-Control-Expose-Headers"]
        assert response["Content-Length"] == str(len(response.content))


def test_304_and_what_it_carries(world: World, settled: None, client: Client) -> None:
    for path in paths(world):
        first = client.get(path)
        for condition in (first["ETag"], f'"x", {first["ETag"]}', f"W/{first['ETag']}", "*"):
            again = client.get(path, headers={"if-none-match": condition})
            assert (again.status_code, again.content) == (304, b""), (path, condition)
            for name in ("ETag", "Cache-Control", "Vary", "Last-Modified",
                         "Access-Control-Allow-Origin"):  # fmt: skip
                assert again[name] == first[name], name
        assert client.get(path, headers={"if-none-match": '"x"'}).status_code == 200
        since = {"if-modified-since": first["Last-Modified"]}
        assert client.get(path, headers=since).status_code == 304
        both = {"if-none-match": '"x"', **since}
        assert client.get(path, headers=both).status_code == 200


def test_head(world: World, client: Client) -> None:
    for path in [*paths(world), f"{BASE}schema/", f"{BASE}docs/", BASE]:
        got, head = client.get(path), client.head(path)
        assert (head.status_code, head.content) == (200, b""), path
        for name in ("ETag", "Content-Length", "Content-Type", "Cache-Control"):
            assert head[name] == got[name]
        again = client.head(path, headers={"if-none-match": got["ETag"]})
        assert again.status_code == 304
    missing = client.head(f"{BASE}articles/999999/")
    assert (missing.status_code, missing.content) == (404, b"")


def test_an_edit_shows_in_the_next_request(world: World, client: Client) -> None:
    article = world.article
    path = f"{BASE}articles/{article.pk}/"
    first = client.get(path)
    condition = {"if-none-match": first["ETag"], "if-modified-since": http_date()}
    edit_article(by=COMMAND, article_id=article.pk, base_version=article.version, title="جديد")
    again = client.get(path, headers=condition)
    assert (again.status_code, again.json()["title"]) == (200, "جديد")
    before = client.get(path)
    save_section(by=COMMAND, section=world.section, name="شؤون العالم")
    assert client.get(path, headers={"if-none-match": before["ETag"]}).status_code == 200


def test_an_edit_elsewhere_keeps_the_etag(world: World, client: Client) -> None:
    path = f"{BASE}articles/{world.article.pk}/"
    before = client.get(path)
    factories.article("أخرى")
    assert client.get(path, headers={"if-none-match": before["ETag"]}).status_code == 304
    assert client.get(f"{BASE}articles/?page_size=1").json()["results"][0]["title"] == "أخرى"


def test_a_date_is_given_when_no_write_can_get_the_same(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, changed = f"{BASE}articles/", ChangeLog.objects.get().changed_at
    fresh = client.get(path)
    assert "Last-Modified" not in fresh
    ahead = {"if-modified-since": http_date(changed.timestamp() + 60)}
    assert client.get(path, headers=ahead).status_code == 200
    later = changed + timedelta(seconds=2)
    monkeypatch.setattr("articles.queries.state.timezone.now", lambda: later)
    assert client.get(path)["Last-Modified"] == http_date(int(changed.timestamp()) + 1)
    assert client.get(path, headers=ahead).status_code == 304


def test_what_came_due_moves_the_date(client: Client) -> None:
    draft = factories.draft()
    schedule(by=COMMAND, article_id=draft.pk, publish_at=timezone.now() + timedelta(days=1))
    path = f"{BASE}articles/"
    before = client.get(path)
    due = timezone.now() + timedelta(seconds=-1)
    Article.objects.filter(pk=draft.pk).update(publish_at=due)
    again = client.get(path, headers={"if-none-match": before["ETag"]})
    assert (again.status_code, len(again.json()["results"])) == (200, 1)


def test_options_answer_browsers(client: Client) -> None:
    response = client.options(
        f"{BASE}articles/",
        headers={
            "origin": "https://elsewhere.example",
            "access-control-request-method": "GET",
            "access-control-request-headers": "if-none-match",
        },
    )
    assert (response.status_code, response.content) == (204, b"")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in response["Access-Control-Allow-Headers"]
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert "Access-Control-Allow-Credentials" not in response


def test_the_time_zone_and_language_of_a_thread_do_not_matter(world: World, client: Client) -> None:
    from django.utils import translation

    for path in paths(world):
        plain = client.get(path)
        with translation.override("en"), timezone.override("America/Lima"):
            other = client.get(path, headers={"accept-language": "en"})
        assert plain.content == other.content, path
        assert plain["ETag"] == other["ETag"]
