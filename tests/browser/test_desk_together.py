"""The desk where things come between: another editor, a lost connection, an edited text."""

import pytest
from playwright.sync_api import Page, expect

from articles.models import CitationStep
from articles.services.actors import COMMAND
from articles.services.drafting import edit_article
from tests import factories
from tests.browser.conftest import OpenPage
from tests.browser.desk_world import BODY, at_desk, current, looks, small_article, states

pytestmark = pytest.mark.django_db(transaction=True)
AGENCY, PAPER = "وكالة الأنباء القطرية", "صحيفة الوطن"


def idle(page: Page) -> None:
    """Wait until nothing is on its way."""
    expect(page.locator(".desk-cits [data-waits]")).to_have_count(0)


def test_two_editors_at_once(open_page: OpenPage) -> None:
    article = small_article(AGENCY, PAPER)
    leila, mona = open_page(), open_page()
    at_desk(leila, article, factories.user("editor", username="leila"))
    at_desk(mona, article, factories.user("editor", username="mona"))
    leila.keyboard.press("Delete")
    expect(leila.locator(".desk-cits > li").first).to_have_attribute("data-look", "rejected")
    mona.keyboard.press("7")
    conflict = mona.locator(".desk-conflict")
    expect(conflict).to_contain_text("leila")
    expect(conflict).to_contain_text("مرفوض")
    expect(conflict).to_contain_text("وأردتَ أنت: الدور: قول")
    expect(conflict).to_be_focused()
    first = article.citations.order_by("pk").first()
    assert first is not None
    assert (first.role, first.state) == ("relayed", "rejected")
    conflict.get_by_role("button", name="اعتمد قرارك").click()
    expect(conflict).to_have_count(0)
    idle(mona)
    first.refresh_from_db()
    assert (first.role, first.state) == ("spoken", "rejected")


def test_what_the_other_decided_is_kept(open_page: OpenPage) -> None:
    article = small_article(AGENCY)
    leila, mona = open_page(), open_page()
    at_desk(leila, article)
    at_desk(mona, article)
    leila.keyboard.press("Delete")
    expect(leila.locator(".desk-cits > li")).to_have_attribute("data-look", "rejected")
    mona.keyboard.press("Enter")
    mona.get_by_role("link", name="أبقِ قراره").click()
    expect(mona.locator(".desk-conflict")).to_have_count(0)
    assert states(article) == ["rejected"]
    assert looks(mona) == ["rejected"]
    expect(mona.locator(".desk-cits > li")).to_be_focused()


def test_each_of_two_late_decisions_is_shown(open_page: OpenPage) -> None:
    article = small_article(AGENCY)
    leila, mona = open_page(), open_page()
    at_desk(leila, article)
    at_desk(mona, article)
    mona.context.set_offline(True)
    mona.keyboard.press("7")
    mona.keyboard.press("Enter")
    leila.keyboard.press("Delete")
    expect(leila.locator(".desk-cits > li")).to_have_attribute("data-look", "rejected")
    mona.context.set_offline(False)
    conflicts = mona.locator(".desk-conflict")
    expect(conflicts).to_have_count(2)
    assert states(article) == ["rejected"]
    for wanted in ("الدور: قول", "تأكيده"):
        one = conflicts.filter(has_text=wanted)
        one.get_by_role("button", name="اعتمد قرارك").click()
        expect(one).to_have_count(0)
        idle(mona)
    citation = article.citations.get()
    assert (citation.role, citation.state) == ("spoken", "confirmed")


def test_news_of_the_other_move_nothing(open_page: OpenPage) -> None:
    article = small_article(AGENCY, PAPER)
    leila, mona = open_page(), open_page()
    at_desk(leila, article, factories.user("editor", username="leila"))
    mona.clock.install()
    at_desk(mona, article)
    leila.keyboard.press("Enter")
    expect(leila.locator(".desk-cits > li").first).to_have_attribute("data-look", "confirmed")
    mona.keyboard.press("ArrowDown")
    mona.clock.run_for(10_000)
    expect(mona.locator("#desk-bar")).to_contain_text("leila: تأكيد استشهاد")
    assert looks(mona) == ["suggested", "suggested"]
    mona.get_by_role("button", name="أظهره").click()
    expect(mona.locator(".desk-cits > li").first).to_have_attribute("data-look", "confirmed")
    assert current(mona) == "2"


def test_a_lost_connection_loses_nothing(open_page: OpenPage) -> None:
    article = small_article(AGENCY, PAPER, "السفير")
    page = open_page()
    at_desk(page, article)
    page.context.set_offline(True)
    page.keyboard.press("7")
    page.keyboard.press("Enter")
    page.keyboard.press("Delete")
    page.keyboard.press("Enter")
    expect(page.locator("#desk-bar")).to_contain_text("انقطع الاتصال. القرارات المنتظرة: 4")
    expect(page.locator(".desk-cits .st")).to_have_text(["ينتظر الإرسال"] * 3)
    page.keyboard.press("Control+z")  # the last one is taken back unsent
    expect(page.locator(".desk-cits .st").last).to_have_text("مقترح")
    assert states(article) == ["suggested"] * 3
    page.evaluate("window.asked = !dispatchEvent(new Event('beforeunload', {cancelable: true}))")
    assert page.evaluate("window.asked")
    page.context.set_offline(False)
    idle(page)
    expect(page.locator("#desk-bar")).to_be_hidden()
    assert states(article) == ["confirmed", "rejected", "suggested"]
    steps = CitationStep.objects.order_by("pk").values_list("action", flat=True)
    assert list(steps) == ["role", "confirm", "reject"]


def test_stale_evidence_is_linked_to_the_new_words(open_page: OpenPage) -> None:
    article = small_article(AGENCY)
    body = BODY.replace(AGENCY, "وكالة قطر للأنباء")
    edit_article(by=COMMAND, article_id=article.pk, base_version=article.version, body=body)
    page = open_page()
    at_desk(page, article)
    warning = page.locator(".desk-cits .warn")
    expect(warning.locator("del")).to_have_text(AGENCY)
    expect(warning.locator("ins")).to_have_text("وكالة قطر للأنباء")
    warning.get_by_role("button", name="اربطه بالنص الجديد").click()
    expect(warning).to_have_count(0)
    citation = article.citations.get()
    assert (citation.exact, citation.evidence_state) == ("وكالة قطر للأنباء", "found")
    expect(page.locator(".desk-text .m")).to_have_text("وكالة قطر للأنباء")


def test_without_scripts_forms_do_it(open_page: OpenPage) -> None:
    article = small_article(AGENCY, PAPER)
    first, second = article.citations.order_by("pk")
    page = open_page(javascript=False)
    at_desk(page, article)
    page.click(f"#c{first.pk} [value=confirm]")
    assert page.url.endswith(f"#c{first.pk}")
    expect(page.locator(".messagelist")).to_contain_text(f"أُكّد: {AGENCY}.")
    page.click(f"#c{second.pk} [value=reject]")
    page.select_option(f"#c{first.pk} [name=role]", "agency_copy")
    page.click(f"#c{first.pk} button[value=role]")
    first.refresh_from_db()
    assert (states(article), first.role) == (["confirmed", "rejected"], "agency_copy")
    page.click("#desk-undo button")
    page.click("#desk-undo button")
    first.refresh_from_db()
    assert (states(article), first.role) == (["confirmed", "suggested"], "relayed")
    page.click("#desk-add")
    page.fill("#desk-exact", "السفير")
    page.click(".desk-answer .go")
    assert article.citations.get(name="السفير").exact == "السفير"
