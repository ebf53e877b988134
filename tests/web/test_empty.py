"""Pages with nothing to show: each says what to do, and its links lead somewhere."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import Settings

from tests import factories
from tests.web.reading import text, texts, tree

pytestmark = pytest.mark.django_db


def ways(client: Client, path: str) -> list[str]:
    """The links under what is empty; each is followed."""
    links = tree(client, path).findall(".//p[@class='ways']/a")
    for link in links:
        assert client.get(link.get("href") or "").status_code == 200, path
    return [text(link) for link in links]


def test_an_archive_without_articles_says_who_fills_it(client: Client) -> None:
    for path in ("/", "/archive/"):
        main = tree(client, path).find(".//main")
        assert main is not None
        assert texts(main, ".//p[@class='note']/code") == ["manage.py demo load"], path
        link = main.find(".//p[@class='note']/a")
        assert link is not None and link.get("href") == "/admin/"


def test_lists_lead_on(client: Client) -> None:
    section, topic, person = factories.section(), factories.topic(), factories.person()
    everywhere = ["الصفحة الأولى", "الأرشيف", "المصادر", "ابحث"]
    for path in (f"/sections/{section.slug}/", f"/topics/{topic.slug}/", "/archive/undated/",
                 f"/people/{person.pk}/{person.slug}/", "/sources/", "/corrections/"):  # fmt: skip
        assert ways(client, path) == everywhere, path


def test_search_leads_on_before_and_after(client: Client, search_index: Callable[[], None]) -> None:
    factories.article("سفير قطر")
    search_index()
    elsewhere = ["الصفحة الأولى", "الأرشيف", "المصادر"]
    assert ways(client, "/search/") == elsewhere
    assert ways(client, "/search/?q=مفقود") == elsewhere
    assert ways(client, "/search/?q=قطر") == []


def test_the_address_is_written_out_for_paper(client: Client, settings: Settings) -> None:
    settings.SITE_URL = "https://isnad.example"
    article = factories.article()
    address = tree(client, f"/a/{article.pk}/{article.slug}/").find(".//div[@class='address note']")
    assert text(address) == f"عنوان هذه المادة: https://isnad.example/a/{article.pk}/"
