"""Pages at 200 and 400 percent, on the narrowest phone, with words that are too long, and on paper."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from tests import factories
from tests.browser.conftest import OpenPage
from tests.browser.every_page import Indexing, build_every_page

pytestmark = pytest.mark.django_db(transaction=True)

WIDE = """() => {
  const root = document.documentElement
  if (root.scrollWidth <= root.clientWidth) return ''
  const out = [...document.querySelectorAll('body *')].filter(element => {
    const box = element.getBoundingClientRect()
    return box.left < -1 && box.width > 1
  })
  return `${root.scrollWidth - root.clientWidth} px: ${out.map(e => e.className || e.tagName)}`
}"""
COLOURS = """selector => [...document.querySelectorAll(selector)].map(element =>
  getComputedStyle(element).color.match(/\\d+/g).slice(0, 3).map(Number))"""


@pytest.fixture(autouse=True)
def _media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


# A window of 1280 px shows 640 at 200 %, and 320 at 400 %.
@pytest.mark.parametrize("width", [640, 320])
def test_no_page_scrolls_sideways(open_page: OpenPage, width: int, search_index: Indexing) -> None:
    _, paths = build_every_page(search_index)
    page = open_page(width)
    too_wide = {}
    for kind, path in paths.items():
        page.goto(path)
        if found := page.evaluate(WIDE):
            too_wide[kind] = found
    assert too_wide == {}


def test_words_that_are_too_long(open_page: OpenPage) -> None:
    long = "https://example.org/" + "averylongpath" * 12
    source = factories.source(
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamten"
    )
    section = factories.section("قسم" + "ـ" * 60)
    article = factories.article(
        "عنوان " + "طويلجدا" * 12, standfirst=long, section=section,
        body=f"<p>{long}</p><ul><li>{long}</li></ul><blockquote><p>{long}</p></blockquote>",
    )  # fmt: skip
    factories.citation(article, source)
    page = open_page(320)
    too_wide = {}
    for path in ("/", f"/a/{article.pk}/", f"/a/{article.pk}/comments/", "/sources/",
                 f"/sources/{source.pk}/", "/archive/undated/", f"/sections/{section.slug}/"):  # fmt: skip
        page.goto(path)
        if found := page.evaluate(WIDE):
            too_wide[path] = found
    assert too_wide == {}


def test_on_paper(open_page: OpenPage, search_index: Indexing) -> None:
    world, paths = build_every_page(search_index)
    page = open_page(scheme="dark")
    page.emulate_media(media="print")
    page.goto(paths["article"])
    for hidden in ("header nav", "header form", "footer nav", ".skip"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("#isnad")).to_be_visible()
    for selector in ("h1", ".body p", "#isnad .name"):
        assert _brightest(page, selector) <= 40, selector  # of 255, in the reader's dark scheme too
    page.goto(paths["front"])
    expect(page.get_by_text(world.article.title).first).to_be_visible()


def _brightest(page: Page, selector: str) -> int:
    """The brightest part of the brightest colour among the elements."""
    colours = page.evaluate(COLOURS, selector)
    assert colours, selector
    return max(max(colour) for colour in colours)
