"""The page of results while the index follows, without one, and what must never stand on it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.queries.search import Results, search
from articles.web.page_cache import PAGES
from tests import factories
from tests.web.reading import text, texts, tree
from tests.web.test_search import Index, facet, links

pytestmark = pytest.mark.django_db


def test_without_an_index_the_page_leads_on(client: Client) -> None:
    factories.section("الرياضة")
    factories.article("خبر")
    PAGES.clear()
    response = client.get("/search/?q=خبر")
    page = tree(client, "/search/?q=خبر")
    assert response.status_code == 200 and "Last-Modified" not in response
    assert text(page.find(".//h1")) == "يُعاد بناء فهرس البحث"
    assert [name for name, _ in links(page, ".//p[@class='ways']/a")] == [
        "الأرشيف",
        "المصادر",
        "الرياضة",
    ]
    assert len(PAGES) == 0
    feed = client.get("/search/feed.atom?q=خبر")
    assert (feed.status_code, feed["Retry-After"], feed["Cache-Control"]) == (503, "60", "no-store")


def test_a_page_of_an_index_that_is_behind_is_not_kept(client: Client, search_index: Index) -> None:
    factories.article("خبر أول")
    search_index()
    assert text(tree(client, "/search/?q=خبر").find(".//h1")) == "مادة واحدة عن «خبر»"
    factories.article("خبر ثانٍ")
    behind = client.get("/search/?q=خبر")
    assert "مادة واحدة عن" in behind.content.decode() and "Last-Modified" not in behind
    search_index()  # the archive is in the state that it was in
    after = client.get("/search/?q=خبر", headers={"if-none-match": behind["ETag"]})
    assert after.status_code == 200 and "مادتان عن" in after.content.decode()
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/search/?q=خبر").content == after.content
    assert len(captured) == 1


def test_while_the_index_catches_up_there_are_no_numbers(
    client: Client, search_index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    section = factories.section("الرياضة")
    factories.article("خبر", section=section)
    search_index()

    def catching_up(*args: object, **options: object) -> Results:
        found = search(*args, **options)  # type: ignore[arg-type]
        return Results(
            found.understood, found.filters, "catching_up", found.hits, None, behind=True
        )

    monkeypatch.setattr("articles.web.search.search", catching_up)
    page = tree(client, f"/search/?q=خبر&section={section.pk}")
    assert text(page.find(".//h1")) == "مواد عن «خبر»"
    assert texts(page, ".//h3[@class='h']") == ["خبر"]
    assert [name for name, _ in links(page, ".//ul[@class='on']//a")] == ["القسم: الرياضة×، أزل"]
    assert (
        page.find(".//aside/section") is None and page.find(".//form[@class='period']") is not None
    )
    assert texts(page, ".//section/p[@class='note']")[0].startswith("الفهرس يلحق بما نُشر قبل قليل")


def test_hidden_articles_are_not_found_by_anything(client: Client, search_index: Index) -> None:
    secret = factories.source("Secret Paper", "ورقة السر")
    factories.article("خبر معلن", body="<p>نص معلن.</p>")
    draft = factories.draft("خبر سرّي", body="<p>نص سرّي عن زرافة.</p>", dated="1987")
    factories.citation(draft, secret)
    search_index()
    for asked in (
        "q=خبر",
        "q=زرافة",
        "q=سري",
        f"source={secret.pk}",
        "year=1987",
        "q=خبر&year=1987",
    ):
        html = client.get(f"/search/?{asked}").content.decode()
        assert "سرّي" not in html, asked
        for kind in ("atom", "rss", "json"):
            assert "سرّي" not in client.get(f"/search/feed.{kind}?{asked}").content.decode()
    assert "مادة واحدة عن" in text(tree(client, "/search/?q=خبر").find(".//h1"))
    assert facet(tree(client, "/search/?q=خبر"), "المصدر") == []
    assert "1987" not in text(tree(client, "/search/?q=خبر").find(".//aside"))
