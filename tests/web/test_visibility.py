"""What readers may not see stands on no page, in no list, count, feed or sitemap."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article, Original, User
from articles.services.actors import COMMAND
from articles.services.drafting import edit_article
from articles.services.publishing import correct, publish, withdraw
from tests import factories
from tests.web.world import World, build

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(search_index: Callable[[], None]) -> World:
    made = build(1)
    search_index()
    return made


def hide(world: World, how: str) -> Article:
    """A second article beside the visible one, that nobody may read yet."""
    article = factories.draft(
        "سرّ محظور",
        body="<p>نص السرّ المحظور وفق موقع DFNC.RU.</p>",
        section=world.section, topics=[world.topic], people=[world.person],
        dated="2018-03-04",
    )  # fmt: skip
    factories.citation(article, world.source, exact="وفق موقع DFNC.RU")
    if how == "embargo":
        later = timezone.now() + timedelta(days=2)
        edit_article(by=COMMAND, article_id=article.pk, base_version=1, embargo_until=later)
        publish(by=COMMAND, article_id=article.pk)
        correct(by=COMMAND, article_id=article.pk, text="تصحيح السرّ")
    article.refresh_from_db()
    return article


@pytest.mark.parametrize("how", ["draft", "embargo"])
def test_it_stands_nowhere(
    world: World, client: Client, search_index: Callable[[], None], how: str
) -> None:
    paths = [*world.paths().values(), *world.machines().values(), "/search/?q=السرّ"]
    before = {path: client.get(path).content for path in paths}
    article = hide(world, how)
    search_index()
    for path in paths:
        content = client.get(path).content
        assert "سرّ محظور" not in content.decode(), path
        assert content == before[path], path
    for path in ("", "comments/", "report/", "original/"):
        assert client.get(f"/a/{article.pk}/{path}").status_code == 404
    for path in ("/archive/2018/", "/archive/2018/03/", "/archive/2018/03/04/"):
        assert client.get(path).status_code == 404


def test_a_withdrawn_article_answers_with_the_public_reason(world: World, client: Client) -> None:
    article = world.article
    withdraw(by=COMMAND, article_id=article.pk, code="rights", reason="طلب صاحب الحق سحبها.")
    for path in (f"/a/{article.pk}/", f"/a/{article.pk}/x/", f"/a/{article.pk}/comments/",
                 f"/a/{article.pk}/report/"):  # fmt: skip
        response = client.get(path)
        assert response.status_code == 410, path
        assert "طلب صاحب الحق سحبها." in response.content.decode()
        assert "New Defence Order" not in response.content.decode()
    assert client.get(f"/a/{article.pk}/original/").status_code == 404
    for path in [*world.paths().values(), *world.machines().values()]:
        if path.startswith("/a/") or path == "/archive/2019/06/18/":
            continue
        assert f"/a/{article.pk}/" not in client.get(path).content.decode(), path
    assert client.get("/archive/2019/06/18/").status_code == 404


def test_of_an_erased_article_nothing_is_said(world: World, client: Client) -> None:
    article = world.article
    withdraw(by=COMMAND, article_id=article.pk, code="error", reason="سبب قديم")
    Article.objects.filter(pk=article.pk).update(
        erased_at=timezone.now(), body="", body_text="", standfirst="", title="عنوان قديم"
    )
    response = client.get(f"/a/{article.pk}/")
    assert response.status_code == 410
    assert "عنوان قديم" not in response.content.decode()
    assert "سبب قديم" not in response.content.decode()


def test_withdrawn_before_its_embargo_ended_it_was_never_there(
    world: World, client: Client
) -> None:
    article = hide(world, "embargo")
    withdraw(by=COMMAND, article_id=article.pk, code="error", reason="سرّ")
    assert client.get(f"/a/{article.pk}/").status_code == 404
    over = Article.objects.get(pk=article.pk).withdrawn_at + timedelta(microseconds=1)
    Article.objects.filter(pk=article.pk).update(embargo_until=over)
    assert client.get(f"/a/{article.pk}/").status_code == 404


def test_a_preview_is_for_the_newsroom_only(
    world: World, client: Client, editor: User, contributor: User
) -> None:
    article = hide(world, "draft")
    asked = client.get(f"/preview/{article.pk}/")
    assert asked.status_code == 302 and "/admin/login/" in asked["Location"]
    client.force_login(editor)
    seen = client.get(f"/preview/{article.pk}/")
    assert seen.status_code == 200
    assert "نص السرّ المحظور" in seen.content.decode()
    assert seen["Cache-Control"] == "private, no-store"
    assert seen["X-Robots-Tag"] == "noindex"
    client.force_login(contributor)
    assert client.get(f"/preview/{article.pk}/").status_code == 404
    own = factories.draft("مسودتي", by=contributor)
    assert client.get(f"/preview/{own.pk}/").status_code == 200
    reader = User.objects.create_user("reader")
    client.force_login(reader)
    assert client.get(f"/preview/{article.pk}/").status_code == 403


def test_the_original_byte_for_byte(client: Client) -> None:
    content = bytes(range(256)) + "نص\r\n".encode()
    article = factories.article()
    original = Original.objects.create(sha256="a" * 64, media_type="text/html", content=content)
    Article.objects.filter(pk=article.pk).update(original=original)
    response = client.get(f"/a/{article.pk}/original/")
    assert response.content == content
    assert response["Content-Type"] == "text/html"
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox"
    assert response["ETag"] == f'"{"a" * 64}"'
    again = client.get(f"/a/{article.pk}/original/", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304
    assert client.head(f"/a/{article.pk}/original/").content == b""
    assert client.get(f"/a/{factories.article().pk}/original/").status_code == 404


def test_a_forged_media_type_reaches_no_header(client: Client) -> None:
    article = factories.article()
    original = Original.objects.create(
        sha256="b" * 64, media_type="text/html\r\nX-Evil: 1", content=b"x"
    )
    Article.objects.filter(pk=article.pk).update(original=original)
    response = client.get(f"/a/{article.pk}/original/")
    assert response["Content-Type"] == "application/octet-stream"
    assert "X-Evil" not in response
