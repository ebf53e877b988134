"""What leads on from an article's page: neighbours, related articles, share links, no chain."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from articles.services.actors import COMMAND
from articles.services.drafting import edit_article
from articles.templatetags.addresses import article_path
from articles.web.article import UNRELATED
from tests import factories
from tests.web.reading import text, texts, tree

pytestmark = pytest.mark.django_db

GAS = "بحث الوزراء تصدير الغاز الطبيعي المسال عبر خط الأنابيب الجديد إلى أسواق أوروبا"
AT = datetime(2020, 1, 2, 9, 30, tzinfo=UTC)


def test_newer_and_older_of_the_section(client: Client) -> None:
    section = factories.section("الرياضة")
    made = [
        factories.article(f"عنوان {n}", at=AT + timedelta(hours=n), section=section)
        for n in range(6)
    ]
    page = tree(client, article_path(made[1]))
    nav = page.find(".//nav[@class='turns']")
    assert nav is not None and nav.get("aria-label") == "ما يجاورها في الرياضة"
    assert [(a.get("rel"), a.get("href"), text(a)) for a in nav.iter("a")] == [
        ("prev", article_path(made[2]), "الأحدث في القسمعنوان 2"),
        ("next", article_path(made[0]), "الأقدم في القسمعنوان 0"),
    ]


def test_related_articles(client: Client, search_index: Callable[[], None]) -> None:
    article, near = (
        factories.article(f"تصدير الغاز إلى أوروبا {n}", body=f"<p>{GAS} {n}</p>", dated="2021")
        for n in "أب"
    )
    factories.article("كأس البطولة", body="<p>سجل المهاجم هدفين في نهائي البطولة.</p>")
    factories.citation(near, factories.source("Kommersant", "كوميرسانت"))
    search_index()
    beside = tree(client, article_path(article)).find(".//aside[@class='rel']")
    assert beside is not None and text(beside.find("h2")) == "مواد ذات صلة"
    found = [(texts(one, "p"), text(one.find("h3"))) for one in beside.findall("article")]
    assert found == [(["2021", "عن كوميرسانت"], near.title)]
    edit_article(
        by=COMMAND, article_id=near.pk, base_version=near.version,
        embargo_until=timezone.now() + timedelta(days=1),
    )  # fmt: skip
    for _ in range(2):  # before the index knows, and after
        assert tree(client, article_path(article)).find(".//aside[@class='rel']") is None
        search_index()


def test_what_is_related_follows_the_index(
    client: Client, search_index: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    article = factories.article("تصدير الغاز إلى أوروبا", body=f"<p>{GAS}</p>")
    first = client.get(article_path(article))
    assert "مواد ذات صلة" not in first.content.decode()
    assert first["ETag"] and "Last-Modified" not in first
    factories.article("الغاز والأنابيب", body=f"<p>{GAS}</p>")
    assert "مواد ذات صلة" not in client.get(article_path(article)).content.decode()
    search_index()
    # The archive is in the state that it was in: what was made without the index is kept briefly.
    same = client.get(article_path(article), headers={"if-none-match": first["ETag"]})
    assert same.status_code == 304
    later = time.monotonic() + UNRELATED + 1
    monkeypatch.setattr("articles.web.page_cache.monotonic", lambda: later)
    after = client.get(article_path(article), headers={"if-none-match": first["ETag"]})
    assert after.status_code == 200 and "مواد ذات صلة" in after.content.decode()
    again = client.get(article_path(article), headers={"if-none-match": after["ETag"]})
    assert again.status_code == 304


def test_alone_in_its_section(client: Client) -> None:
    page = tree(client, article_path(factories.article(section=factories.section())))
    assert page.find(".//nav[@class='turns']") is None
    assert page.find(".//aside[@class='rel']") is None


def test_share_links_are_plain_addresses(client: Client, settings: Settings) -> None:
    settings.SITE_URL = "https://isnad.example"
    page = tree(client, article_path(factories.article("S-400 & قطر")))
    links = page.findall(".//ul[@class='send']//a")
    assert [text(link) for link in links] == ["واتساب", "تلغرام", "X", "البريد الإلكتروني"]
    assert {link.get("rel") for link in links} == {"nofollow noopener"}
    address = "https%3A%2F%2Fisnad.example%2Fa%2F"
    assert all(address in (link.get("href") or "") for link in links)
    assert all("S-400%20%26%20" in (link.get("href") or "") for link in links)


def test_without_a_source_the_page_says_so_and_asks(client: Client) -> None:
    article = factories.article()
    chain = tree(client, article_path(article)).find(".//aside[@id='isnad']")
    assert chain is not None and texts(chain, "p")[0] == "لا مصدر مسمّى بعد"
    link = chain.find(".//a")
    assert link is not None and link.get("href") == f"/a/{article.pk}/report/"
    factories.citation(article, factories.source("DFNC.RU"))
    assert "لا مصدر مسمّى بعد" not in text(tree(client, article_path(article)).find(".//main"))
