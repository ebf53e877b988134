"""The first article, imported as pasted: foreign runs where they belong, its credit a source."""

import hashlib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from articles.models import Article
from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.django_db(transaction=True)

# The boxes of the first place where `words` stand in the text of an element, one for each word.
BOXES = """(element, words) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  const places = []
  let text = ''
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (let i = 0; i < node.data.length; i++) places.push([node, i])
    text += node.data
  }
  let from = text.indexOf(words.join(''))
  if (from < 0) return null
  return words.map(word => {
    const blank = word.length - word.trimStart().length
    const range = document.createRange()
    range.setStart(...places[from + blank])
    const [node, i] = places[from + word.trimEnd().length - 1]
    range.setEnd(node, i + 1)
    from += word.length
    const box = range.getBoundingClientRect()
    return [Math.round(box.left), Math.round(box.right), Math.round(box.top)]
  })
}"""


@pytest.fixture
def article(live_server: object, seed: Path) -> Article:
    call_command("import_articles", str(seed), "--publish", verbosity=0)
    return Article.objects.get()


def boxes(page: Page, *words: str) -> list[tuple[int, int, int]]:
    """(left, right, top) of each of `words`, which follow each other in the text."""
    found: Any = page.locator(".body").evaluate(BOXES, list(words))
    assert found is not None, words
    return [(left, right, top) for left, right, top in found]


def stands_to_the_left(page: Page, *words: str) -> None:
    """Each of `words` stands left of the one before, on one line: as Arabic is read."""
    found = boxes(page, *words)
    for (left, _, top), (_, right, next_top) in pairwise(found):
        assert abs(top - next_top) < 14, f"not on one line: {words}"
        assert right <= left + 2, words


def test_foreign_runs_leave_the_punctuation_where_it_belongs(
    article: Article, open_page: OpenPage
) -> None:
    page = open_page()
    page.goto(f"/a/{article.pk}/")
    stands_to_the_left(page, "الروسية ", "S-400", "،", " أشار")
    stands_to_the_left(page, "مجلة ", "”", " New Defence Order. Strategy", "”", " الروسية", ".")
    new, defence, order, strategy = boxes(page, "New ", "Defence ", "Order. ", "Strategy")
    assert new[1] <= defence[0] + 2 and defence[1] <= order[0] + 2 and order[1] <= strategy[0] + 2
    runs = page.locator(".body bdi[lang=en][dir=ltr]")
    expect(runs).to_have_text(["New Defence Order. Strategy", "S-400"])
    credit = page.locator("#isnad q").first
    expect(credit).to_have_text("المصدر: موقع DFNC.RU")


def test_the_credit_is_out_of_the_text_and_in_the_sources(
    article: Article, open_page: OpenPage
) -> None:
    page = open_page(390)
    page.goto(f"/a/{article.pk}/")
    expect(page.locator(".body")).not_to_contain_text("DFNC")
    expect(page.locator(".body")).not_to_contain_text("قم بكتابة")
    expect(page.locator("#isnad .name")).to_have_text(["DFNC.RU"])
    expect(page.locator(".facts")).to_contain_text("التاريخ غير معروف")
    expect(page.locator(".facts")).to_contain_text("مصدر واحد مسمّى، أصل واحد")
    expect(page.locator("#comments")).to_contain_text("كن أول من يعلّق")


def test_the_original_downloads_byte_for_byte(
    article: Article, open_page: OpenPage, seed: Path
) -> None:
    page = open_page()
    page.goto(f"/a/{article.pk}/")
    with page.expect_download() as download:
        page.get_by_role("link", name="الأصل كما وصلنا").click()
    got = Path(download.value.path()).read_bytes()
    assert hashlib.sha256(got).digest() == hashlib.sha256(seed.read_bytes()).digest()
    assert download.value.suggested_filename == f"article-{article.pk}.txt"
