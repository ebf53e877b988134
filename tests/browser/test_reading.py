"""A reader's way through the archive, and what every page keeps to on phone and desk."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.web.world import World, build

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(live_server: object) -> World:
    return build(1)


def test_from_the_front_page_to_an_article_and_its_source(
    world: World, open_page: OpenPage
) -> None:
    page = open_page()
    page.goto("/")
    expect(page.locator("h1")).to_have_text("إسناد")
    page.get_by_role("link", name=world.article.title).first.click()
    expect(page.locator("h1")).to_have_text(world.article.title)
    chain = page.get_by_role("complementary", name="كيف عرفنا")
    expect(chain.locator(".name")).to_have_text(["موقع DFNC.RU", re.compile("^Magazine"), "السفير"])
    evidence = page.locator(".body .ev")
    expect(evidence).to_have_text(
        ["قال السفير 3", "وفق خبر نشرته مجلة «New Defence Order. Strategy» 2", "فقال 3"]
    )
    evidence.first.click()
    expect(page).to_have_url(re.compile("#s3$"))
    chain.get_by_role("link", name="موقع DFNC.RU").click()
    expect(page.locator("h1")).to_have_text("موقع DFNC.RU")
    expect(page.locator(f"main a[href^='/a/{world.article.pk}/']")).to_be_visible()
    assert page.context.cookies() == []


def test_the_keyboard_reaches_the_text_first(world: World, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(world.paths()["article"])
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("إلى المحتوى")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))


@pytest.mark.parametrize(
    ("width", "scheme"), [(390, "light"), (390, "dark"), (768, "light"), (1280, "light")]
)
def test_every_page_fits_and_sets_no_cookie(
    world: World, open_page: OpenPage, width: int, scheme: str
) -> None:
    page = open_page(width, scheme=scheme)
    for path in [*world.paths().values(), "/nothing/"]:
        page.goto(path)
        assert _overflow(page) == 0, path
        page.evaluate("document.fonts.ready.then(() => {})")
        assert page.evaluate("document.dir") == "rtl"
    assert page.context.cookies() == []
    for path in world.forms().values():
        page.goto(path)
        assert _overflow(page) == 0, path
    assert {cookie["name"] for cookie in page.context.cookies()} <= {"csrftoken", "sessionid"}


def test_small_things_are_large_enough_to_touch(world: World, open_page: OpenPage) -> None:
    page = open_page(390)
    page.goto(world.forms()["comments"])
    for control in page.locator(".ask input:visible, .ask textarea, .ask button").all():
        box = control.bounding_box()
        assert box is not None
        if box["width"] > 2:  # the trap for programs is out of sight
            assert box["height"] >= 40


def _overflow(page: Page) -> int:
    """Pixels by which the page is wider than the window."""
    root = "document.documentElement"
    return int(page.evaluate(f"{root}.scrollWidth - {root}.clientWidth"))
