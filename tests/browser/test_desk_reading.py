"""The desk for those who read by ear, and in windows of three widths."""

import pytest
from playwright.sync_api import expect

from articles.services.actors import COMMAND
from articles.services.drafting import edit_article
from tests import factories
from tests.browser.conftest import OpenPage
from tests.browser.desk_world import BODY, address, at_desk, small_article
from tests.browser.test_accessibility import complaints

pytestmark = pytest.mark.django_db(transaction=True)
AGENCY, PAPER = "وكالة الأنباء القطرية", "صحيفة الوطن"
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_axe_finds_nothing(open_page: OpenPage) -> None:
    article = small_article(AGENCY, PAPER)
    ambiguous = article.citations.get(name=PAPER)
    sources = [factories.source("Al-Watan"), factories.source("El Watan")]
    ambiguous.candidates = [{"name": one.name, "source": one.pk} for one in sources]
    ambiguous.save()
    body = BODY.replace(AGENCY, "وكالة قطر للأنباء")
    edit_article(by=COMMAND, article_id=article.pk, base_version=article.version, body=body)
    page = open_page(bypass_csp=True)
    at_desk(page, article)
    found = complaints(page, address(article))
    asked = f"{address(article)}ask/?ask=source&citation={ambiguous.pk}"
    assert found + complaints(page, asked) == []


def test_the_order_in_which_it_is_read(open_page: OpenPage) -> None:
    article = small_article(AGENCY, PAPER)
    page = open_page()
    at_desk(page, article)
    expect(page.locator("#content")).to_match_aria_snapshot("""
      - link "إلى الاستشهادات"
      - heading "سفير قطر في موسكو" [level=1]
      - button "اقبل كل المعلّق"
      - region "نص المادة":
        - heading "نص المادة" [level=2]
      - region "الاستشهادات":
        - heading "الاستشهادات" [level=2]
        - list "الاستشهادات":
          - listitem "1. وكالة الأنباء القطرية مقترح":
            - heading "1. وكالة الأنباء القطرية" [level=3]
            - 'combobox "الدور: وكالة الأنباء القطرية"'
            - 'combobox "وصلنا عبر: وكالة الأنباء القطرية"'
            - button "أكّد وكالة الأنباء القطرية"
            - button "ارفض وكالة الأنباء القطرية"
            - link "مصدر آخر (وكالة الأنباء القطرية)"
            - link "غيّر الشاهد (وكالة الأنباء القطرية)"
          - listitem "2. صحيفة الوطن مقترح"
        - paragraph:
          - link "أضف استشهادًا"
      - status
    """)


def test_one_stop_of_the_tab_key_in_the_list(open_page: OpenPage) -> None:
    article = small_article(AGENCY, PAPER, "السفير")
    page = open_page()
    at_desk(page, article)
    page.keyboard.press("ArrowDown")
    stops = "nodes => nodes.map(node => node.tabIndex)"
    assert page.locator(".desk-cits > li").evaluate_all(stops) == [-1, 0, -1]


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_nothing_runs_out_of_the_window(open_page: OpenPage, width: int) -> None:
    article = small_article(AGENCY, PAPER)
    page = open_page(width)
    at_desk(page, article)
    assert page.evaluate(WIDE) == 0
    page.keyboard.press("/")
    expect(page.locator("#desk-dialog")).to_be_visible()
    assert page.evaluate(WIDE) == 0
