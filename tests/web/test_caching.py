"""One address gives the same bytes to everybody, with validators; an edit shows at once."""

import gzip
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from articles.models import Article
from articles.services.actors import COMMAND
from articles.services.comments import decide_comments, submit_comment
from articles.services.drafting import edit_article
from articles.services.publishing import publish_due, schedule, withdraw
from articles.services.taxonomy import save_section
from articles.web.caching import accepts_gzip
from articles.web.page_cache import PAGES, PageCache, keep
from tests import factories
from tests.web.world import World, build

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(search_index: Callable[[], None]) -> World:
    made = build(1)
    search_index()
    return made


@pytest.fixture(autouse=True)
def _settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test wrote a moment ago counts as old enough for a date."""
    monkeypatch.setattr("articles.queries.state.SETTLING", timedelta(0))


def test_the_headers_of_every_page(world: World, client: Client) -> None:
    for path in [*world.paths().values(), *world.machines().values()]:
        response = client.get(path, headers={"accept-language": "en"})
        assert response.status_code == 200, path
        assert response["Cache-Control"] == "public, no-cache"
        assert re.fullmatch(r'"[0-9a-f]{64}"', response["ETag"]), path
        assert response["Vary"] == "Accept-Encoding"
        assert not response.cookies and "Set-Cookie" not in response
        assert response["Content-Length"] == str(len(response.content))
        assert response["Last-Modified"]


def test_the_same_bytes_for_everybody(world: World, client: Client, chief: object) -> None:
    session = Client()
    session.force_login(chief)  # type: ignore[arg-type]
    for path in [*world.paths().values(), *world.machines().values()]:
        PAGES.clear()
        plain = client.get(path)
        PAGES.clear()
        with translation.override("en"), timezone.override("America/Lima"):
            other = session.get(path, headers={"accept-language": "en-GB,en"})
        assert plain.content == other.content, path
        assert plain["ETag"] == other["ETag"]
        assert other["Vary"] == "Accept-Encoding" and not other.cookies


def test_conditional_requests(world: World, client: Client) -> None:
    for path in [*world.paths().values(), *world.machines().values()]:
        first = client.get(path)
        etag = first["ETag"]
        for condition in (etag, f'"other", {etag}', f"W/{etag}", "*"):
            again = client.get(path, headers={"if-none-match": condition})
            assert (again.status_code, again.content) == (304, b""), (path, condition)
            assert again["ETag"] == etag
            assert again["Cache-Control"] == "public, no-cache"
            assert again["Vary"] == "Accept-Encoding"
        assert client.get(path, headers={"if-none-match": '"other"'}).status_code == 200
    article = client.get(world.paths()["article"])
    since = {"if-modified-since": article["Last-Modified"]}
    assert client.get(world.paths()["article"], headers=since).status_code == 304


def test_head(world: World, client: Client) -> None:
    path = world.paths()["article"]
    got, head = client.get(path), client.head(path)
    assert head.content == b""
    for name in ("ETag", "Content-Length", "Content-Type", "Last-Modified"):
        assert head[name] == got[name]
    assert client.post(path).status_code == 405


def test_the_packed_variant_has_its_own_validator(world: World, client: Client) -> None:
    path = world.paths()["article"]
    plain = client.get(path)
    packed = client.get(path, headers={"accept-encoding": "gzip, br"})
    assert packed["Content-Encoding"] == "gzip"
    assert packed["ETag"] == plain["ETag"][:-1] + '-gz"'
    assert gzip.decompress(packed.content) == plain.content
    assert packed["Content-Length"] == str(len(packed.content))
    again = client.get(path, headers={"accept-encoding": "gzip", "if-none-match": packed["ETag"]})
    assert again.status_code == 304
    refused = client.get(path, headers={"accept-encoding": "gzip;q=0"})
    assert "Content-Encoding" not in refused


@pytest.mark.parametrize(
    ("header", "taken"),
    [("gzip", True), ("br, GZIP;q=0.5", True), ("*", True), ("gzip;q=0", False), ("", False),
     ("gzip;q=0, *", False), ("x-gzip", False), ("identity", False), ("gzip;q=x", False)],
)  # fmt: skip
def test_accepts_gzip(header: str, taken: bool) -> None:
    assert accepts_gzip(header) is taken


def test_an_edit_shows_in_the_next_request(world: World, client: Client) -> None:
    path, front = world.paths()["article"], "/"
    before, front_before = client.get(path), client.get(front)
    edit_article(
        by=COMMAND, article_id=world.article.pk, base_version=world.article.version,
        title="عنوان جديد",
    )  # fmt: skip
    after = client.get(path, headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200
    assert "عنوان جديد" in after.content.decode()
    assert "عنوان جديد" in client.get(front).content.decode()
    assert "عنوان جديد" not in front_before.content.decode()


def test_a_page_that_did_not_change_keeps_its_validator(world: World, client: Client) -> None:
    path = world.paths()["article"]
    before = client.get(path)
    factories.article("مادة في قسم آخر")
    with CaptureQueriesContext(connection) as queries:
        after = client.get(path, headers={"if-none-match": before["ETag"]})
    assert after.status_code == 304
    assert len(queries) > 1  # it was made again and came out the same


def test_what_is_not_an_article_shows_too(world: World, client: Client) -> None:
    path = world.paths()["article"]
    client.get(path)
    save_section(by=COMMAND, section=world.section, name="شؤون العالم")
    assert "شؤون العالم" in client.get(path).content.decode()
    comment = submit_comment(article_id=world.article.pk, name="رامي", text="تعليق جديد هنا")
    assert "تعليق جديد هنا" not in client.get(path).content.decode()
    decide_comments(by=COMMAND, comment_ids=[comment.pk], state="approved")
    assert "تعليق جديد هنا" in client.get(path).content.decode()
    decide_comments(by=COMMAND, comment_ids=[comment.pk], state="spam")
    assert "تعليق جديد هنا" not in client.get(path).content.decode()


def test_what_is_due_appears_before_the_worker_comes(client: Client) -> None:
    draft = factories.draft("مادة مجدولة", section=factories.section())
    schedule(by=COMMAND, article_id=draft.pk, publish_at=timezone.now() + timedelta(hours=1))
    assert "مادة مجدولة" not in client.get("/").content.decode()
    assert client.get(f"/a/{draft.pk}/", follow=True).status_code == 404
    Article.objects.filter(pk=draft.pk).update(publish_at=timezone.now() - timedelta(seconds=1))
    assert "مادة مجدولة" in client.get("/").content.decode()
    assert client.get(f"/a/{draft.pk}/", follow=True).status_code == 200
    publish_due()
    assert "مادة مجدولة" in client.get("/").content.decode()


def test_a_withdrawal_shows_at_once(world: World, client: Client) -> None:
    path = world.paths()["article"]
    assert client.get(path).status_code == 200
    withdraw(by=COMMAND, article_id=world.article.pk, code="error", reason="خطأ جوهري.")
    assert client.get(path).status_code == 410


def test_parameters_that_a_page_does_not_read_make_no_second_entry(
    world: World, client: Client
) -> None:
    PAGES.clear()
    assert client.get("/?a=1").content == client.get("/?b=2").content
    assert len(PAGES) == 1


def test_the_cache_keeps_within_its_budget() -> None:
    from articles.queries.state import current

    state = current()
    pages = PageCache(budget=64 * 1024)
    for number in range(100):
        pages.put((f"/{number}", ()), state, keep(b"x" * 500, "text/plain", timezone.now()))
    assert len(pages) == 64 * 1024 // (500 + 1024)
    assert pages.get(("/0", ()), state) is None
    assert pages.get(("/99", ()), state) is not None
    pages.put(("/big", ()), state, keep(b"x" * 5000, "text/plain", timezone.now()))
    assert pages.get(("/big", ()), state) is None  # larger than a sixteenth of the budget
    pages.clear()
    assert len(pages) == 0
