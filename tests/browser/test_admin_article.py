"""Writing, sourcing and publishing an article in a browser: by keyboard, by mouse, without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article, Source, User
from articles.services.drafting import edit_article
from articles.text import html
from tests import factories
from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.django_db(transaction=True)
ADD = "/admin/articles/article/add/"
# Every element and attribute that articles/text/html.py keeps, nested as articles nest them.
ALL = (
    "<p>نص <strong>قوي</strong> و<em>مائل</em> و<b>ب</b> و<i>ي</i> و<sub>ت</sub><sup>ف</sup><br>سطر</p>\n"
    "<h2>عنوان</h2>\n<h3>فرعي</h3>\n"
    "<blockquote><p>قال <q>كذا</q> في <cite>كتاب</cite></p></blockquote>\n"
    "<ul><li>أول</li><li>ثانٍ<ol><li>داخل</li></ol></li></ul>\n"
    '<p><a href="https://example.org/?a=1&amp;b=2" rel="nofollow noopener">رابط</a> '
    'و<bdi lang="en" dir="ltr">S-400</bdi> و<bdi>x</bdi></p>'
)


def enter(page: Page, user: User) -> None:
    page.goto("/admin/login/")
    page.fill("#id_username", user.username)
    page.fill("#id_password", "secret-word")
    page.keyboard.press("Enter")
    expect(page.locator("#user-tools")).to_be_visible()


def tab_to(page: Page, element: str, most: int = 60) -> None:
    """Press Tab until `element` (an id, a name or a class) has the focus."""
    asked = "(e => [e.id, e.name, ...e.classList])(document.activeElement)"
    for _ in range(most):
        if element in page.evaluate(asked):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{element} is out of reach of the keyboard")


def test_written_sourced_and_published_with_the_keyboard_alone(open_page: OpenPage) -> None:
    factories.source("Kommersant", "كوميرسانت")
    page = open_page()
    enter(page, factories.user("editor"))
    page.goto(ADD)
    expect(page.locator(".isnad-text")).to_be_visible()
    keys = page.keyboard
    tab_to(page, "id_title")
    keys.type("سفير قطر")
    tab_to(page, "isnad-text")
    keys.type("قال السفير إن التعاون ماضٍ.")
    keys.press("Enter")
    keys.type("ونشرته ")
    keys.press("Control+b")
    keys.type("الصحيفة")
    keys.press("Control+b")
    keys.press("Control+Home")
    page.wait_for_timeout(200)  # the editor takes over the selection of the browser
    for _ in range(2):
        keys.press("Control+Shift+ArrowLeft")
    page.wait_for_timeout(200)
    keys.press("Control+Alt+s")
    expect(page.locator("#citations-0 .select2-selection")).to_be_focused()
    keys.press("Enter")
    expect(
        page.locator(".select2-container--open .select2-search__field[aria-controls]")
    ).to_be_focused()
    keys.type("كومير")
    expect(page.locator(".select2-results__option--highlighted")).to_have_text("كوميرسانت")
    keys.press("Enter")
    tab_to(page, "id_citations-0-role")
    keys.press("ArrowDown")
    tab_to(page, "_publish")
    keys.press("Enter")
    expect(page.locator(".isnad-state .isnad-status")).to_have_text("منشورة")
    article = Article.objects.get()
    assert article.body == (
        "<p>قال السفير إن التعاون ماضٍ.</p>\n<p>ونشرته <strong>الصحيفة</strong></p>"
    )
    citation = article.citations.get()
    assert (citation.source.label, citation.role, citation.state) == (
        "كوميرسانت",
        "relayed",
        "confirmed",
    )
    assert (citation.target, citation.exact, citation.start) == ("body", "قال السفير", 0)


def test_the_editor_keeps_what_the_services_keep(open_page: OpenPage) -> None:
    assert set(re.findall(r"<(\w+)", ALL)) == html._TAGS
    article = factories.draft("كل العناصر", body=ALL)
    assert article.body == ALL
    page = open_page()
    enter(page, factories.user("editor"))
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    expect(page.locator(".isnad-text h2")).to_have_text("عنوان")
    assert page.input_value("#id_body") == ALL  # nothing was typed
    page.locator(".isnad-text > p").last.click()
    page.keyboard.press("Control+End")
    page.wait_for_timeout(200)
    page.keyboard.type(" .")
    page.click("[name=_continue]")
    expect(page.locator(".messagelist")).to_be_visible()
    article.refresh_from_db()
    assert article.version == 2
    assert article.body == ALL.removesuffix("</p>") + " .</p>"


def test_a_selection_across_lists_is_found_in_the_text(open_page: OpenPage) -> None:
    article = factories.draft(
        "قائمة", body="<p>قبل</p><ul><li>أول 😀</li><li>ثانٍ</li></ul><p>بعد</p>"
    )
    page = open_page()
    enter(page, factories.user("editor"))
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    page.locator(".isnad-text").focus()
    page.wait_for_timeout(200)
    page.keyboard.press("Control+a")
    page.wait_for_timeout(200)
    page.locator("#citations-0 .isnad-take").click()
    expect(page.locator("#id_citations-0-exact")).to_have_value("قبل\n\nأول 😀\nثانٍ\n\nبعد")
    page.fill("#id_citations-0-name", "شاهد")
    page.select_option("#id_citations-0-role", "spoken")
    page.click("[name=_continue]")
    expect(page.locator(".messagelist")).to_be_visible()
    citation = article.citations.get()
    assert citation.exact == article.body_text
    assert (citation.start, citation.end) == (0, len(article.body_text))


def test_a_source_is_added_without_leaving_the_page(open_page: OpenPage) -> None:
    page = open_page()
    enter(page, factories.user("editor"))
    page.goto(ADD)
    page.fill("#id_title", "عنوان لا يضيع")
    with page.expect_popup() as opened:
        page.click("#add_id_citations-0-source")
    window = opened.value
    window.fill("[name=label]", "تاس")
    window.fill("[name=name]", "TASS")
    window.select_option("[name=kind]", "agency")
    with window.expect_event("close"):
        window.click("[name=_save]")
    source = Source.objects.get(name="TASS")
    expect(page.locator("#id_citations-0-source")).to_have_value(str(source.pk))
    expect(page.locator("#id_title")).to_have_value("عنوان لا يضيع")


def test_a_new_row_is_a_link_of_the_chain(open_page: OpenPage) -> None:
    article = factories.draft("سلسلة")
    factories.citation(article, name="الأول")
    page = open_page()
    enter(page, factories.user("editor"))
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    page.click("#citations-group .add-row a")
    page.fill("#id_citations-2-name", "الثالث")
    page.select_option("#id_citations-2-role", "spoken")
    page.select_option("#id_citations-2-via_row", "0")
    page.click("[name=_continue]")
    expect(page.locator(".messagelist")).to_be_visible()
    assert list(article.citations.order_by("position").values_list("name", "via__name")) == [
        ("الأول", None),
        ("الثالث", "الأول"),
    ]


def test_without_scripts_a_plain_textarea_does_it(open_page: OpenPage) -> None:
    page = open_page(javascript=False)
    enter(page, factories.user("editor"))
    page.goto(ADD)
    page.fill("#id_title", "بلا برامج")
    page.fill("#id_body", "<p>قال السفير.</p>")
    page.fill("#id_citations-0-name", "السفير")
    page.select_option("#id_citations-0-role", "spoken")
    page.fill("#id_citations-0-exact", "قال السفير")
    page.click("[name=_publish]")
    expect(page.locator(".messagelist")).to_be_visible()
    article = Article.objects.get()
    assert (article.status, article.body) == ("published", "<p>قال السفير.</p>")
    assert article.citations.get().start == 0


@pytest.mark.parametrize("width", [1280, 768])
def test_a_stale_save_shows_both_texts(open_page: OpenPage, width: int) -> None:
    article = factories.draft("عنوان", body="<p>نص أول</p>")
    page = open_page(width)
    enter(page, factories.user("editor"))
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    page.locator(".isnad-text").click()
    page.keyboard.press("Control+End")
    page.wait_for_timeout(200)
    page.keyboard.type(" مني")
    edit_article(
        by=factories.user("editor", first_name="منى"),
        article_id=article.pk,
        base_version=1,
        body="<p>نص أول منها</p>",
    )
    page.click("[name=_continue]")
    stale = page.locator(".isnad-stale")
    expect(stale).to_contain_text("منى")
    expect(stale.locator("del")).to_have_text("منها")
    expect(stale.locator("ins")).to_have_text("مني")
    expect(page.locator(".isnad-text")).to_have_text("نص أول مني")
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) == 0
    page.check("[name=_over]")
    page.click("[name=_continue]")
    expect(page.locator(".messagelist")).to_be_visible()
    article.refresh_from_db()
    assert (article.body, article.version) == ("<p>نص أول مني</p>", 3)
