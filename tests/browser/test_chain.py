"""«How we know» in a browser: the drawing has room, evidence is found and highlighted, without code."""

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article
from articles.templatetags.addresses import article_path
from tests import factories
from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.django_db(transaction=True)

FILL = "<p>وكان البلدان قد وقّعا اتفاقية للتعاون العسكري دخلت حيز التنفيذ لمدة خمس سنوات.</p>" * 12
BODY = (
    f"{FILL}<p>أعلن سفير قطر لدى روسيا أن التعاون مستمر، وفق مجلة «New Defence Order. Strategy»"
    " الروسية، وقال السفير في مقابلة مع صحيفة كوميرسانت إن البلدين يعملان معًا.</p>"
)
LABELS = """svg => {
  const box = svg.getBoundingClientRect()
  return [...svg.querySelectorAll("text")].map(text => {
    const own = text.getBoundingClientRect()
    return [own.left - box.left, own.right - box.left, own.top - box.top, own.bottom - box.top,
            box.width, box.height]
  })
}"""


@pytest.fixture
def article(live_server: object) -> Article:
    made = factories.article(body=BODY, footer="المصدر: موقع DFNC.RU")
    site = factories.source("DFNC.RU", "موقع DFNC.RU", kind="site")
    before = factories.citation(
        made, site, role="credit", exact="المصدر: موقع DFNC.RU", target="footer", consulted=True
    )
    for name, role, exact in (
        ("مجلة New Defence Order. Strategy", "relayed", "New Defence Order. Strategy"),
        ("صحيفة كوميرسانت", "interview", "مقابلة مع صحيفة كوميرسانت"),
        ("الشيخ أحمد بن ناصر بن جاسم آل ثاني", "spoken", "وقال السفير"),
    ):
        before = factories.citation(made, name=name, role=role, exact=exact, via=before)
    return made


def scrolled(page: Page) -> int:
    page.wait_for_timeout(300)
    return int(page.evaluate("scrollY"))


@pytest.mark.parametrize("width", [390, 1280])
def test_labels_stay_in_the_drawing_and_apart(
    article: Article, open_page: OpenPage, width: int
) -> None:
    page = open_page(width, javascript=True)
    page.goto(article_path(article))
    page.evaluate("document.fonts.ready")
    boxes = page.locator("svg.drawn").evaluate(LABELS)
    assert len(boxes) == 9  # the article's, four numbers and four names
    for left, right, top, bottom, wide, high in boxes:
        assert left >= -1 and right <= wide + 1 and top >= -1 and bottom <= high + 1
    for number, one in enumerate(boxes):
        for other in boxes[:number]:
            across = min(one[1], other[1]) - max(one[0], other[0])
            down = min(one[3], other[3]) - max(one[2], other[2])
            assert across <= 0 or down <= 2
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_screen_readers_get_one_picture_and_the_list(article: Article, open_page: OpenPage) -> None:
    page = open_page(390, javascript=False)
    page.goto(article_path(article))
    aside = page.get_by_role("complementary", name="كيف عرفنا")
    expect(aside.get_by_role("img", name="رسم السند كما تسرده القائمة")).to_be_visible()
    expect(aside.get_by_role("listitem")).to_have_count(5)
    expect(aside.locator(".told")).to_have_text(
        "نقل هذه المادةَ موقع DFNC.RU عن مجلة New Defence Order. Strategy"
        " عن مقابلة أجرتها صحيفة كوميرسانت مع الشيخ أحمد بن ناصر بن جاسم آل ثاني."
    )


def test_a_link_of_the_chain_opens_and_shows_its_words(
    article: Article, open_page: OpenPage
) -> None:
    page = open_page(390, javascript=False)
    page.goto(article_path(article))
    before = page.locator("#e3").evaluate("mark => getComputedStyle(mark).backgroundColor")
    page.locator("#s3").get_by_role("link", name="الشاهد", exact=True).click()
    expect(page.locator("#e3")).to_be_in_viewport()
    page.wait_for_timeout(400)
    after = page.locator("#e3").evaluate("mark => getComputedStyle(mark).backgroundColor")
    assert before == "rgba(0, 0, 0, 0)" and after == "rgb(243, 217, 206)"


@pytest.mark.parametrize("number", [2, 3, 4])
def test_the_shared_address_is_found_by_its_words_alone(
    article: Article, open_page: OpenPage, number: int
) -> None:
    """Without our anchor, so that it is the words that the browser goes to."""
    page = open_page(390)
    page.goto(article_path(article))
    link = page.locator(f"#s{number}").get_by_role("link", name="رابط الشاهد")
    address = link.get_attribute("href") or ""
    path, _, directive = address.partition(f"#e{number}:~:")
    assert path == article_path(article) and directive.startswith("text=")
    other = open_page(390)
    other.goto(f"{path}#:~:{directive}")
    assert scrolled(other) > 500
    expect(other.locator(f"#e{number}")).to_be_in_viewport()


def test_paper_has_the_chain_and_the_drawing(article: Article, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(article_path(article))
    page.emulate_media(media="print")
    expect(page.locator("svg.drawn")).to_be_visible()
    expect(page.locator(".told")).to_be_visible()
    expect(page.locator(".bare .why").first).to_be_hidden()
