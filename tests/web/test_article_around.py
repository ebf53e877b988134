"""What leads on from an article's page: neighbours, the section, share links, the empty chain."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from articles.templatetags.addresses import article_path
from tests import factories
from tests.web.reading import text, texts, tree

pytestmark = pytest.mark.django_db

AT = datetime(2020, 1, 2, 9, 30, tzinfo=UTC)


def test_newer_older_and_others_of_the_section(client: Client) -> None:
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
    beside = page.find(".//aside[@class='rel']")
    assert text(page.find(".//h2[@id='rel-h']")) == "أيضًا في الرياضة"
    assert beside is not None and texts(beside, ".//h3") == ["عنوان 5", "عنوان 4", "عنوان 3"]


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
