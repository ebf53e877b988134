"""Who else has an article's quotations, on its desk: read by a script, or behind a link."""

import os

import pytest
from playwright.sync_api import expect

from articles.models import Article
from articles.services.quotations import remember_quotations
from tests import factories
from tests.browser.conftest import OpenPage
from tests.browser.desk_world import address, at_desk
from tests.browser.test_accessibility import complaints

pytestmark = pytest.mark.django_db(transaction=True)

SAID = "لن نقبل أن تفرض علينا شروط من الخارج"
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def told(title: str, words: str) -> Article:
    body = f"<p>وقال وزير الخارجية سيرغي لافروف: «{words}».</p>"
    made: Article = factories.article(title, body=body, dated="2019-06-18")
    remember_quotations(article_ids=[made.pk])
    return made


@pytest.fixture
def article(live_server: object) -> Article:
    told("مادة فيها الكلام نفسه", SAID)
    told("مادة فيها كلام قريب", SAID.replace("الخارج", "الغرب"))
    return told("لافروف: لن نقبل شروطا", SAID)


@pytest.mark.parametrize("width", [390, 1280])
def test_a_script_reads_them_below_the_desk(
    open_page: OpenPage, article: Article, width: int
) -> None:
    page = open_page(width)
    at_desk(page, article)
    part = page.get_by_role("region", name="اقتباسات وردت في مواد أخرى")
    expect(part.get_by_role("link")).to_have_text(["مادة فيها الكلام نفسه", "مادة فيها كلام قريب"])
    expect(part.locator("del")).to_have_text(["الخارج"])
    assert page.evaluate(WIDE) == 0
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/quotes-{width}.png", full_page=True)


def test_without_scripts_a_link_leads_there(open_page: OpenPage, article: Article) -> None:
    page = open_page(javascript=False)
    at_desk(page, article)
    page.get_by_role("link", name="ابحث عنها").click()
    expect(page.locator(".desk-quote li > a")).to_have_count(2)
    expect(page.locator(".desk-quote q")).to_have_text([SAID])
    page.get_by_role("link", name="مادة فيها الكلام نفسه").click()
    expect(page.locator(".body")).to_contain_text(SAID)


def test_axe_finds_nothing(open_page: OpenPage, article: Article) -> None:
    page = open_page(bypass_csp=True)
    at_desk(page, article)
    expect(page.locator("#desk-quotes li")).to_have_count(2)
    found = complaints(page, address(article))
    assert found + complaints(page, f"{address(article)}quotations/") == []
