"""Sources merged, taken back and told apart in a browser: by keyboard and without scripts."""

import pytest
from playwright.sync_api import Page, expect

from articles.models import Affiliation, Source, SourceMerge
from tests import factories
from tests.browser.conftest import OpenPage
from tests.browser.test_admin_article import enter, tab_to

pytestmark = pytest.mark.django_db(transaction=True)
LIST = "/admin/articles/source/"
WIDTHS = (390, 768, 1280)


def pair() -> tuple[Source, Source]:
    return factories.source("RIA", "ريا"), factories.source("RIA Novosti", "نوفوستي")


def fits(page: Page) -> bool:
    """Whether nothing stands beyond the side of the window."""
    return bool(
        page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )
    )


@pytest.mark.parametrize("javascript", [True, False])
def test_merged_and_taken_back_with_the_keyboard(open_page: OpenPage, javascript: bool) -> None:
    twin, whole = pair()
    factories.citation(factories.article(), twin)
    page = open_page(javascript=javascript)
    enter(page, factories.user("chief editor"))
    page.goto(f"{LIST}{twin.pk}/merge/")
    keys = page.keyboard
    expect(page.locator("#isnad-q")).to_be_focused()
    keys.type("نوفوستي")
    keys.press("Enter")
    found = page.locator(".isnad-sources a")
    expect(found).to_have_count(1)
    found.focus()
    keys.press("Enter")
    expect(page.locator(".isnad-ask")).to_have_text("يُدمج ريا في نوفوستي.")
    assert not SourceMerge.objects.exists()
    page.locator("input.default").focus()
    keys.press("Enter")
    expect(page.locator(".messagelist .success")).to_have_text("دُمج «ريا» في «نوفوستي».")
    assert whole.citations.count() == 1
    page.get_by_role("link", name="تراجع…").focus()
    keys.press("Enter")
    expect(page.locator(".isnad-left")).to_have_count(0)
    page.locator("input.default").focus()
    keys.press("Enter")
    expect(page.locator(".messagelist .success")).to_have_text("عاد «ريا» مصدرًا قائمًا بذاته.")
    assert (twin.citations.count(), whole.citations.count()) == (1, 0)


@pytest.mark.parametrize("javascript", [True, False])
def test_chosen_citations_are_sent_and_come_back(open_page: OpenPage, javascript: bool) -> None:
    twin, whole = pair()
    article = factories.article(body="<p>نقلت ريا الخبر. خاتمة.</p>")
    factories.citation(article, twin, name="ريا", exact="ريا")
    page = open_page(javascript=javascript)
    enter(page, factories.user("editor"))
    page.goto(f"{LIST}{twin.pk}/citations/")
    expect(page.locator(".isnad-words")).to_have_text("نقلت ريا الخبر.")
    keys = page.keyboard
    page.locator(".isnad-told input").focus()
    keys.press("Space")
    tab_to(page, "isnad-q")
    keys.type("نوفوستي")
    keys.press("Enter")
    expect(page.locator(".isnad-told input")).to_be_checked()
    page.locator(f"#to{whole.pk}").focus()
    keys.press("Space")
    page.locator("input[name=send]").focus()
    keys.press("Enter")
    expect(page.locator(".messagelist .success")).to_have_text("نُقل استشهاد واحد إلى «نوفوستي».")
    assert whole.citations.count() == 1
    page.locator(".isnad-sent button").focus()
    keys.press("Enter")
    expect(page.locator(".messagelist .success")).to_have_text("تم التراجع.")
    assert (twin.citations.count(), whole.citations.count()) == (1, 0)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_pages_fit(open_page: OpenPage, width: int) -> None:
    twin, whole = pair()
    article = factories.article("عنوان طويل " * 12, body="<p>نقلت ريا الخبر. خاتمة.</p>")
    factories.citation(article, twin, name="ريا", exact="ريا")
    Affiliation.objects.create(source=twin, to=whole, kind="owner")
    page = open_page(width=width)
    enter(page, factories.user("chief editor"))
    for path in ("merge/", f"merge/?into={whole.pk}", "citations/", "change/"):
        page.goto(f"{LIST}{twin.pk}/{path}")
        assert fits(page), path
