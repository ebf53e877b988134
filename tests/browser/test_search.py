"""Searching in a browser: suggestions by keyboard, what a screen reader is told, no script, phones."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from articles.queries.suggestions_names import forget_names
from articles.templatetags.addresses import article_path, source_path
from tests import factories
from tests.browser.conftest import OpenPage
from tests.browser.test_accessibility import AXE, RUN, TAGS, complaints
from tests.browser.test_layout_shift import SHIFTS

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "<p>قال السفير إن التعاون العسكري ماضٍ. وسئل عن S-400، فقال إنه لا جديد فيها.</p>"


@pytest.fixture
def paths(search_index: Callable[[], None]) -> dict[str, str]:
    """Suggestions for «كوم» with their addresses, in order; and articles on «التعاون»."""
    forget_names()
    topic, source = factories.topic("كوماندوس"), factories.source("Kommersant", "كوميرسانت")
    article = factories.article("كوميديا في الدوحة", topics=[topic])
    section = factories.section("الشؤون الدولية")
    for n in range(9):
        one = factories.article(f"التعاون {n}", body=TEXT, section=section, dated="2019")
        factories.citation(one, factories.source(f"New Defence Order. Strategy {n}"))
        factories.citation(one, source)
    search_index()
    return {
        "كوميرسانت": source_path(source),
        "كوماندوس": "/topics/%D9%83%D9%88%D9%85%D8%A7%D9%86%D8%AF%D9%88%D8%B3/",
        "كوميديا في الدوحة": article_path(article),
    }


def typed(page: Page, text: str) -> None:
    page.locator("#q").focus()
    page.keyboard.press("End")
    page.keyboard.type(text)
    expect(page.get_by_role("listbox")).to_be_visible()


def chosen(page: Page) -> str | None:
    """The words of the suggestion that a screen reader is at."""
    return page.evaluate(
        "document.getElementById(document.getElementById('q').getAttribute("
        "'aria-activedescendant'))?.firstChild.textContent"
    )


def test_suggestions_by_keyboard(open_page: OpenPage, paths: dict[str, str]) -> None:
    page = open_page()
    page.goto("/about/")
    field = page.get_by_role("combobox", name="ابحث في الأرشيف")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.focus()
    typed(page, "كوم")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status")).to_have_text("الاقتراحات: 3")
    assert page.locator(".offers bdi").all_text_contents() == list(paths)
    walk = []
    for key in ("ArrowDown", "ArrowDown", "End", "Home", "ArrowUp", "ArrowUp"):
        page.keyboard.press(key)
        walk.append(chosen(page))
    first, second, last = paths
    assert walk == [first, second, last, first, None, last]
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("كوم")
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{paths[first]}")


def test_enter_without_a_choice_searches(open_page: OpenPage, paths: dict[str, str]) -> None:
    page = open_page()
    page.goto("/")
    typed(page, "كوم")
    page.keyboard.press("Enter")
    expect(page).to_have_title("كوم: نتائج البحث | إسناد")


def test_what_a_screen_reader_is_told(open_page: OpenPage, paths: dict[str, str]) -> None:
    page = open_page(bypass_csp=True)
    page.goto("/search/?q=التعاون العسكري")
    typed(page, " كوم")
    page.keyboard.press("ArrowDown")
    expect(page.locator("form.find")).to_match_aria_snapshot(
        """
        - search:
          - text: عبارة البحث
          - combobox "عبارة البحث" [expanded]: التعاون العسكري كوم
          - button "ابحث"
          - listbox "الاقتراحات:":
            - option /التعاون العسكري كوميرسانت مصدر، \\d+ مواد/ [selected]
            - option "التعاون العسكري كوماندوس موضوع، مادة واحدة"
          - status: "الاقتراحات: 2"
        """
    )
    page.evaluate(f"() => {{ {AXE} }}")
    options = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": TAGS}}
    assert page.evaluate(RUN, options) == []
    page.keyboard.press("Escape")
    expect(page.locator("main")).to_match_aria_snapshot(
        """
        - main:
          - search
          - heading "9 مواد عن «التعاون العسكري»" [level=1]
          - region "النتائج":
            - heading "النتائج" [level=2]
            - paragraph:
              - text: الأوثق صلة أولًا
              - link "الأحدث أولًا"
            - article:
              - paragraph:
                - text: الشؤون الدولية
                - time: "2019"
              - heading /التعاون \\d/ [level=3]:
                - link /التعاون \\d/
              - paragraph:
                - text: قال السفير إن
                - mark: التعاون العسكري
                - text: ماضٍ. وسئل عن S-400، فقال إنه لا جديد فيها.
              - paragraph: /^عن New Defence Order. Strategy \\d، وعن كوميرسانت$/
          - complementary "ضيّق النتائج":
            - heading "ضيّق النتائج" [level=2]
            - heading "المصدر" [level=3]
            - list:
              - listitem:
                - link "كوميرسانت"
                - text: "9"
        """
    )


def test_results_and_their_states_are_accessible(
    open_page: OpenPage, paths: dict[str, str]
) -> None:
    page = open_page(bypass_csp=True)
    asked = ["?q=التعاون&year=2019", "?q=زرافة&year=2019", "", "?q=x&year=x"]
    found = [line for one in asked for line in complaints(page, f"/search/{one}")]
    assert found == []


def test_letters_that_are_being_composed_ask_nothing(
    open_page: OpenPage, paths: dict[str, str]
) -> None:
    page = open_page()
    asked: list[str] = []
    page.on("request", lambda one: asked.extend([one.url] if "suggestions/?" in one.url else []))
    page.goto("/about/")
    page.evaluate("""async () => {
      const field = document.getElementById('q')
      field.focus()
      field.dispatchEvent(new CompositionEvent('compositionstart'))
      for (const text of ['ك', 'كو', 'كوم']) {
        field.value = text
        field.dispatchEvent(new InputEvent('input', {isComposing: true}))
        await new Promise(done => setTimeout(done, 150))
      }
    }""")
    assert asked == []
    page.evaluate(
        "document.getElementById('q').dispatchEvent(new CompositionEvent('compositionend'))"
    )
    expect(page.get_by_role("listbox")).to_be_visible()
    assert len(asked) == 1


def test_a_late_answer_to_what_was_typed_before_is_not_shown(
    open_page: OpenPage, paths: dict[str, str]
) -> None:
    page = open_page()
    held: list[Route] = []

    def hold_first(route: Route) -> None:
        if held:
            route.continue_()
        else:
            held.append(route)

    page.route("**/suggestions/?*", hold_first)
    page.goto("/about/")
    page.locator("#q").press_sequentially("كو")
    page.wait_for_timeout(400)
    assert len(held) == 1
    typed(page, "مير")
    assert page.locator(".offers bdi").all_text_contents() == ["كوميرسانت"]
    held[0].abort()
    page.wait_for_timeout(100)
    assert page.locator(".offers bdi").all_text_contents() == ["كوميرسانت"]


def test_a_suggestion_is_taken_with_the_pointer(open_page: OpenPage, paths: dict[str, str]) -> None:
    page = open_page(390)
    page.goto("/search/")
    typed(page, "كوم")
    page.get_by_role("option").nth(2).click()
    page.wait_for_url(f"**{paths['كوميديا في الدوحة']}")


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_or_overflows(
    browser: Browser, live_server: object, paths: dict[str, str], width: int
) -> None:
    context = browser.new_context(
        base_url=str(live_server), viewport={"width": width, "height": 900}
    )
    page = context.new_page()
    page.route("**/*.woff2", lambda route: route.abort())
    page.goto("/search/?q=التعاون العسكري New Defence&year=2019", wait_until="networkidle")
    typed(page, " كوم")
    assert page.evaluate(SHIFTS) < 0.01
    page.keyboard.press("Escape")
    page.locator("summary").first.click()
    page.locator(".period summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    context.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_without_scripts(open_page: OpenPage, paths: dict[str, str], width: int) -> None:
    page = open_page(width, javascript=False)
    page.goto("/")
    expect(page.locator("#q")).not_to_have_attribute("role", "combobox")
    page.fill("#q", "التعاون")
    page.click("form.find button")
    expect(page.locator("h1")).to_have_text("9 مواد عن «التعاون»")
    if width == 390:
        page.click("text=ضيّق النتائج")
    page.click(".facets summary >> nth=0")
    page.click(".facets >> text=New Defence Order. Strategy 7")
    expect(page.locator("h1")).to_have_text("مادة واحدة عن «التعاون»")
    page.click(".period summary")
    page.fill("[name=published_from]", "2020")
    page.click(".period button")
    expect(page.locator("h1")).to_have_text("لا مواد عن «التعاون»")
    page.click("text=أزل الكل")
    expect(page.locator("h1")).to_have_text("9 مواد عن «التعاون»")
