"""The desk by keyboard alone: the first article, each key, each layout of a keyboard."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from articles.models import Citation, Source
from tests import factories
from tests.browser.conftest import OpenPage
from tests.browser.desk_world import (
    address,
    at_desk,
    current,
    enter,
    first_article,
    looks,
    small_article,
    states,
)

pytestmark = pytest.mark.django_db(transaction=True)
INSIDE = "(e => e === document.body || e.closest('#desk-help') !== null)(document.activeElement)"
AGENCY, PAPER = "وكالة الأنباء القطرية", "صحيفة الوطن"


def settled(page: Page, *expected: str) -> None:
    """Wait until the page shows these states and nothing is on its way."""
    expect(page.locator(".desk-cits [data-waits]")).to_have_count(0)
    for number, look in enumerate(expected):
        expect(page.locator(".desk-cits > li").nth(number)).to_have_attribute("data-look", look)


def test_the_first_article_is_settled_in_three_presses(open_page: OpenPage, seed: Path) -> None:
    article = first_article(seed)
    page = open_page()
    at_desk(page, article)
    assert looks(page) == ["confirmed", "suggested", "suggested", "suggested"]
    assert current(page) == "2"
    for _press in range(3):
        page.keyboard.press("Enter")
    settled(page, "confirmed", "confirmed", "confirmed", "confirmed")
    assert states(article) == ["confirmed"] * 4
    expect(page.locator("#desk-sentence")).to_have_text(
        "نقل هذه المادةَ موقع DFNC.RU عن مجلة New Defence Order. Strategy"
        " عن مقابلة أجرتها صحيفة كوميرسانت مع الشيخ أحمد بن ناصر بن جاسم آل ثاني."
    )
    expect(page.locator("#desk-said")).to_contain_text("نقل هذه المادةَ موقع DFNC.RU عن مجلة")


def test_all_that_is_open_in_one_press_and_back_in_another(open_page: OpenPage, seed: Path) -> None:
    article = first_article(seed)
    page = open_page()
    at_desk(page, article)
    page.keyboard.press("Control+Enter")
    settled(page, "confirmed", "confirmed", "confirmed", "confirmed")
    page.keyboard.press("Control+z")
    settled(page, "confirmed", "suggested", "suggested", "suggested")
    page.keyboard.press("Control+Shift+z")
    settled(page, "confirmed", "confirmed", "confirmed", "confirmed")
    assert states(article) == ["confirmed"] * 4


def test_each_key(open_page: OpenPage) -> None:
    article = small_article(AGENCY, PAPER)
    page = open_page()
    at_desk(page, article)
    first, second = article.citations.order_by("pk")
    page.keyboard.press("ArrowDown")
    assert current(page) == "2"
    page.keyboard.press("7")
    expect(page.locator(f"#c{second.pk} [name=role]")).to_have_value("spoken")
    page.keyboard.press("Shift+Digit1")
    expect(page.locator(f"#c{second.pk} [name=via]")).to_have_value(str(first.pk))
    page.keyboard.press("Shift+Digit0")
    expect(page.locator(f"#c{second.pk} [name=via]")).to_have_value("")
    page.keyboard.press("Delete")
    settled(page, "suggested", "rejected")
    assert current(page) == "1"
    page.keyboard.press("Backspace")
    settled(page, "rejected", "rejected")
    page.keyboard.press("Control+z")
    settled(page, "suggested", "rejected")
    second.refresh_from_db()
    assert (second.role, second.via_id, second.state) == ("spoken", None, "rejected")


def test_an_arabic_keyboard_does_the_same(open_page: OpenPage) -> None:
    article = small_article(AGENCY)
    page = open_page()
    at_desk(page, article)
    press = """([key, code, more]) => document.activeElement.dispatchEvent(
        new KeyboardEvent("keydown", {key, code, bubbles: true, cancelable: true, ...more}))"""
    page.evaluate(press, ["٧", "Digit7", {}])
    expect(page.locator("[name=role]").first).to_have_value("spoken")
    page.evaluate(press, ["٢", "", {}])
    expect(page.locator("[name=role]").first).to_have_value("reported")
    page.evaluate(press, ["ئ", "KeyZ", {"ctrlKey": True}])
    expect(page.locator("[name=role]").first).to_have_value("spoken")
    page.evaluate(press, ["؟", "Slash", {"shiftKey": True}])
    expect(page.locator("#desk-help")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#desk-help")).to_be_hidden()
    page.evaluate(press, ["ظ", "Slash", {}])
    expect(page.locator("#desk-dialog")).to_be_visible()


def test_an_ambiguous_name_takes_two_presses(open_page: OpenPage) -> None:
    article = small_article(AGENCY, PAPER)
    sources = [factories.source("Al-Watan SA", "الوطن السعودية"), factories.source("El Watan")]
    second = article.citations.get(name=PAPER)
    second.candidates = [{"name": one.name, "source": one.pk} for one in sources]
    second.save()
    page = open_page()
    at_desk(page, article)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("2")
    settled(page, "suggested", "confirmed")
    second.refresh_from_db()
    assert (second.source, second.state) == (sources[1], "confirmed")
    assert current(page) == "1"


def test_another_source_is_found_and_taken(open_page: OpenPage) -> None:
    article = small_article(AGENCY)
    source = factories.source("Qatar News Agency", "قنا")
    page = open_page()
    at_desk(page, article)
    page.keyboard.press("/")
    page.keyboard.type("qatar")  # before the question is there
    expect(page.locator("#desk-q")).to_have_value("qatar")
    expect(page.locator("#desk-found input[value^='source:']")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("1")
    settled(page, "confirmed")
    assert article.citations.get().source == source
    expect(page.locator(".desk-cits > li")).to_be_focused()


def test_a_source_is_created_without_leaving(open_page: OpenPage) -> None:
    article = small_article(AGENCY)
    page = open_page()
    at_desk(page, article)
    page.keyboard.press("/")
    expect(page.locator("#desk-q")).to_be_focused()
    page.keyboard.type("وكالة جديدة")
    expect(page.locator("#desk-found [role=status]")).to_have_text("لا مصدر بهذا الاسم.")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("[name=new_name]")).to_be_focused()
    expect(page.locator("[name=new_name]")).to_have_value("وكالة جديدة")
    page.select_option("[name=new_kind]", "agency")
    page.fill("[name=new_country]", "qa")
    page.keyboard.press("Enter")
    settled(page, "confirmed")
    source = Source.objects.get()
    assert (source.label, source.kind, source.country) == ("وكالة جديدة", "agency", "QA")
    assert article.citations.get().source == source


def test_words_selected_with_the_keyboard_become_a_citation(open_page: OpenPage) -> None:
    article = small_article(AGENCY)
    page = open_page()
    at_desk(page, article)
    page.keyboard.press("ArrowLeft")  # the first word of the evidence
    for _word in range(4):
        page.keyboard.press("ArrowLeft")
    expect(page.locator("#desk-said")).to_have_text("المحدَّد: السفير")
    page.keyboard.press("F2")
    expect(page.locator("#desk-exact")).to_have_value("السفير")
    page.select_option("#desk-dialog [name=role]", "spoken")
    page.click("#desk-dialog .go")
    settled(page, "suggested", "confirmed")
    added = article.citations.get(name="السفير")
    assert (added.role, added.target, added.exact) == ("spoken", "body", "السفير")
    assert article.body_text[added.start : added.end] == "السفير"


def test_fields_keep_their_keys(open_page: OpenPage) -> None:
    article = small_article(AGENCY)
    page = open_page()
    at_desk(page, article)
    page.keyboard.press("/")
    expect(page.locator("#desk-q")).to_be_focused()
    page.keyboard.type("3/+?")
    page.keyboard.press("Delete")
    expect(page.locator("#desk-q")).to_have_value("3/+?")
    page.keyboard.press("Escape")
    expect(page.locator("#desk-dialog")).to_be_hidden()
    page.locator("[name=role]").first.focus()
    page.keyboard.press("Delete")
    page.keyboard.press("Backspace")
    page.wait_for_timeout(200)
    assert states(article) == ["suggested"]


def test_help_keeps_the_focus_and_gives_it_back(open_page: OpenPage) -> None:
    article = small_article(AGENCY)
    page = open_page()
    at_desk(page, article)
    page.keyboard.press("F1")
    expect(page.locator("#desk-help")).to_be_visible()
    for _tab in range(4):
        page.keyboard.press("Tab")
        assert page.evaluate(INSIDE)
    page.keyboard.press("Escape")
    expect(page.locator(".desk-cits > li")).to_be_focused()


def test_the_next_article_of_the_queue(open_page: OpenPage) -> None:
    older = small_article(AGENCY)
    newer = small_article(AGENCY, PAPER)
    page = open_page()
    enter(page, factories.user("editor"))
    page.goto(address(newer))
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.press("PageDown")
    page.wait_for_url(f"**{address(older)}")
    assert states(newer) == ["confirmed", "confirmed"]
    assert Citation.objects.filter(state="suggested").count() == 1
