"""With the keyboard alone, from the front page to a comment that was sent."""

import pytest
from playwright.sync_api import Page, expect

from articles.models import Comment
from tests import factories
from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.django_db(transaction=True)

TITLE = "سفير قطر: التعاون ماضٍ"
SEEN = """() => {
  const style = getComputedStyle(document.activeElement)
  return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
}"""


def tab_to(page: Page, text: str, most: int = 80) -> None:
    """Press Tab until what has the focus reads `text` (its text or its name); it is outlined."""
    asked = "(e => e.name || e.textContent.trim())(document.activeElement)"
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(asked) == text:
            assert page.evaluate(SEEN), f"no outline around {text}"
            return
    raise AssertionError(f"{text} is out of reach of the keyboard")


@pytest.mark.parametrize("width", [1280, 390])
def test_from_the_front_page_to_a_comment(open_page: OpenPage, width: int) -> None:
    factories.article(TITLE)
    page = open_page(width)
    page.goto("/")
    tab_to(page, TITLE)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(TITLE)
    tab_to(page, "اكتب تعليقًا")
    page.keyboard.press("Enter")
    expect(page.locator("#write")).to_be_visible()
    tab_to(page, "name")
    page.keyboard.type("سارة")
    tab_to(page, "text", most=1)
    page.keyboard.type("شكرًا على المصادر.")
    tab_to(page, "أرسل التعليق", most=1)
    page.keyboard.press("Enter")
    expect(page.locator("#waiting")).to_contain_text("شكرًا على المصادر.")
    comment = Comment.objects.get()
    assert (comment.name, comment.text, comment.state) == (
        "سارة", "شكرًا على المصادر.", "pending",
    )  # fmt: skip
