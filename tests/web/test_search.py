"""The page of results: what it says was found, how it narrows, and what it does without an index."""

from collections.abc import Callable
from datetime import UTC, datetime
from xml.etree.ElementTree import Element

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from articles.queries.search import Meant, Results
from articles.search.asked import Filters, Understood
from articles.templatetags.addresses import article_path
from tests import factories
from tests.web.reading import text, texts, tree

pytestmark = pytest.mark.django_db

Index = Callable[[], None]
AT = datetime(2020, 1, 2, 9, 30, tzinfo=UTC)
BODY = "<p>قال السفير إن التعاون العسكري ماضٍ. وسئل عن S-400.</p><p>ولا جديد في غيره.</p>"


def links(page: Element, path: str) -> list[tuple[str, str]]:
    return [(text(link), link.get("href") or "") for link in page.findall(path)]


def facet(page: Element, heading: str) -> list[tuple[str, str, str]]:
    """(name, count, address) of each value of a facet, the hidden ones too."""
    for section in page.findall(".//aside[@class='facets']/section"):
        if text(section.find("h3")) == heading:
            return [
                (text(row.find("a")), text(row.find("span")), (row.find("a")).get("href") or "")  # type: ignore[union-attr]
                for row in section.iter("li")
            ]
    return []


def test_hits_with_their_words_marked_and_their_chains(client: Client, search_index: Index) -> None:
    section = factories.section("الشؤون الدولية")
    article = factories.article(
        "سفير قطر: للتعاون العسكري & غيره", body=BODY, section=section, dated="2019-06-18"
    )
    factories.citation(article, factories.source("DFNC.RU"))
    search_index()
    html = client.get("/search/", {"q": "التعاون  العسكري"}).content.decode()
    assert (
        '<article class="item"><p class="meta"><span>الشؤون الدولية</span><span>'
        '<time datetime="2019-06-18">18 <span class="nb">حزيران/يونيو</span> 2019</time></span></p>\n'
        f'<h3 class="h"><a href="{article_path(article)}">سفير قطر: '
        "<mark>للتعاون العسكري</mark> &amp; غيره</a></h3>\n"
        '<p class="snip">قال السفير إن <mark>التعاون العسكري</mark> ماضٍ. وسئل عن '
        '<bdi class="nb" lang="en" dir="ltr">S-400</bdi>.</p>\n'
        '<p class="sanad"><b>عن</b>&nbsp;<span class="root">'
        '<bdi class="nb" lang="en" dir="ltr">DFNC.RU</bdi></span></p></article>'
    ) in html
    page = tree(client, "/search/?q=التعاون  العسكري")
    assert text(page.find(".//h1")) == "مادة واحدة عن «التعاون العسكري»"
    assert page.findtext(".//title") == "التعاون العسكري: نتائج البحث | إسناد"
    field = page.find(".//input[@name='q']")
    assert field is not None and (field.get("value"), field.get("dir")) == (
        "التعاون العسكري",
        "auto",
    )
    assert page.find(".//meta[@name='robots']").get("content") == "noindex"  # type: ignore[union-attr]
    assert text(page.find(".//p[@class='sort meta']")) == "الأوثق صلة أولًاالأحدث أولًاضيّق النتائج"


def test_a_hit_by_its_title_alone_shows_how_it_begins(client: Client, search_index: Index) -> None:
    factories.article("لقاء الوزيرين", body="<p>بدأ صباح الأحد.</p>")
    search_index()
    page = tree(client, "/search/?q=الوزيرين")
    assert texts(page, ".//p[@class='snip']") == ["بدأ صباح الأحد."]


def test_facets_combine_and_come_off(client: Client, search_index: Index) -> None:
    sections = [factories.section("الشؤون الدولية"), factories.section("الاقتصاد")]
    topic = factories.topic("روسيا")
    sources = [factories.source("Kommersant", "كوميرسانت"), factories.source("DFNC.RU")]
    for n, dated in enumerate(("2019-06-18", "2021", "2021-05", "")):
        article = factories.article(
            f"خبر {n}", dated=dated, date_unknown=not dated, section=sections[n % 2], topics=[topic]
        )
        for source in sources[: 1 + n % 2]:
            factories.citation(article, source, role="credit" if n else "interview")
    search_index()
    first, second = (source.pk for source in sources)
    page = tree(client, "/search/?q=خبر")
    q = "/search/?q=%D8%AE%D8%A8%D8%B1"
    assert facet(page, "المصدر") == [
        ("كوميرسانت", "4", f"{q}&source={first}"), ("DFNC.RU", "2", f"{q}&source={second}"),
    ]  # fmt: skip
    assert facet(page, "دور المصدر") == [
        ("سطر إسناد ختامي", "3", f"{q}&source_role=credit"),
        ("مقابلة أجراها المصدر", "1", f"{q}&source_role=interview"),
    ]
    assert {row[:2] for row in facet(page, "القسم")} == {("الشؤون الدولية", "2"), ("الاقتصاد", "2")}
    assert facet(page, "الموضوع") == [("روسيا", "4", f"{q}&topic={topic.pk}")]
    assert facet(page, "السنة") == [
        ("2021", "2", f"{q}&year=2021"), ("2019", "1", f"{q}&year=2019"),
        ("بلا تاريخ", "1", f"{q}&year=0"),
    ]  # fmt: skip
    asked = f"{q}&source={first},{second}&year=2021&ordering=-published_at"
    page = tree(client, asked)
    assert texts(page, ".//h3[@class='h']") == ["خبر 1"]
    off = [(name, href.removeprefix(q)) for name, href in links(page, ".//ul[@class='on']//a")]
    order = "&ordering=-published_at"
    assert off == [
        ("المصدر: كوميرسانت×، أزل", f"&source={second}&year=2021{order}"),
        ("المصدر: DFNC.RU×، أزل", f"&source={first}&year=2021{order}"),
        ("السنة: 2021×، أزل", f"&source={first},{second}{order}"),
        ("أزل الكل", order),
    ]
    chosen = page.findall(".//aside//a[@aria-current='true']")
    assert [text(link) for link in chosen] == ["كوميرسانت، أزل", "DFNC.RU، أزل", "2021، أزل"]
    assert facet(page, "المصدر")[0][2] == f"{q}&source={second}&year=2021{order}"


def test_many_sources_open(client: Client, search_index: Index) -> None:
    article = factories.article("خبر")
    for n in range(18):
        factories.citation(article, factories.source(f"Paper {n}"))
    search_index()
    section = tree(client, "/search/?q=خبر").find(".//aside[@class='facets']/section")
    assert section is not None
    assert len(section.findall("ul/li")) == 6
    assert text(section.find("details/summary")) == "12 مصدرًا آخر"
    assert len(section.findall("details/ul/li")) == 12
    last = section.findall("details/ul/li/a")[-1]
    again = tree(client, last.get("href") or "")
    shown = again.findall(".//aside[@class='facets']/section/ul/li/a[@aria-current='true']")
    assert [text(link) for link in shown] == [f"{text(last)}، أزل"]


def test_a_period(client: Client, search_index: Index) -> None:
    for year in (2018, 2019, 2020):
        factories.article(f"خبر {year}", dated=f"{year}-06")
    search_index()
    page = tree(client, "/search/?q=خبر&published_from=٢٠١٩&published_to=2019-12")
    assert texts(page, ".//h3[@class='h']") == ["خبر 2019"]
    assert links(page, ".//ul[@class='on']//a")[0][0] == "من 1 كانون الثاني/يناير 2019×، أزل"
    form = page.find(".//form[@class='period']")
    assert form is not None
    assert {field.get("name"): field.get("value") for field in form.iter("input")} == {
        "q": "خبر", "published_from": "2019-01-01", "published_to": "2019-12-31",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("published_from=أمس", "اكتب سنة أو شهرًا أو يومًا"),
        ("published_from=2020&published_to=2019", "نهاية المدة قبل بدايتها."),
        ("year=x", "في العنوان جزء غير مفهوم: year."),
        ("source=1,-2", "في العنوان جزء غير مفهوم: source."),
        ("source_role=boss", "في العنوان جزء غير مفهوم: source_role."),
        ("ordering=best", "لا ترتيب بهذا الاسم."),
    ],
)
def test_what_is_not_understood_is_said_and_nothing_is_found(
    client: Client, asked: str, said: str
) -> None:
    page = tree(client, f"/search/?q=خبر&{asked}", status=400)
    alert = page.find(".//div[@role='alert']")
    assert said in text(alert)
    assert page.find(".//article") is None
    for kind in ("atom", "rss", "json"):
        assert client.get(f"/search/feed.{kind}?q=خبر&{asked}").status_code == 404


def test_nothing_found_says_which_condition_is_in_the_way(
    client: Client, search_index: Index
) -> None:
    section = factories.section("الرياضة")
    for n in range(3):
        factories.article(f"كأس البطولة {n}", dated="2019")
    factories.article("سفير قطر", section=section)
    search_index()
    page = tree(client, f"/search/?q=البطولة&section={section.pk}&year=2019")
    assert text(page.find(".//h1")) == "لا مواد عن «البطولة»"
    rows = [text(row) for row in page.findall(".//ul[@class='months outs']/li")]
    assert rows == ["بلا القسم: الرياضة3 مواد", "بلا أي مرشّح3 مواد"]
    assert page.find(".//aside") is None
    found = tree(client, page.find(".//ul[@class='months outs']/li/a").get("href") or "")  # type: ignore[union-attr]
    assert text(found.find(".//h1")) == "3 مواد عن «البطولة»"
    page = tree(client, '/search/?q="كأس سفير البطولة"')
    assert [text(row) for row in page.findall(".//ul[@class='months outs']/li")] == [
        "الكلمات وحدها، بلا علامات ولا شروط4 مواد"
    ]


def test_another_spelling_is_offered(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    meant = Meant("كوميرسانت التعاون", (("كوميرسانت", True), (" التعاون", False)), 63)
    found = Results(Understood(("كومرسانت", "التعاون")), Filters(), total=0, meant=meant)
    monkeypatch.setattr("articles.web.search.search", lambda *args, **options: found)
    monkeypatch.setattr("articles.web.search_help.search", lambda *args, **options: found)
    html = client.get("/search/?q=كومرسانت التعاون&year=2019").content.decode()
    q = "%D9%83%D9%88%D9%85%D9%8A%D8%B1%D8%B3%D8%A7%D9%86%D8%AA+%D8%A7%D9%84%D8%AA%D8%B9%D8%A7%D9%88%D9%86"
    assert (
        f'<p class="did">هل تقصد <a href="/search/?q={q}&amp;year=2019">«<bdi><em>كوميرسانت</em> '
        'التعاون</bdi>»</a>؟ <span class="note">63 مادة</span></p>'
    ) in html


def test_before_anything_is_asked(client: Client) -> None:
    page = tree(client, "/search/?q=+&ordering=")
    assert text(page.find(".//h1")) == "ابحث في الأرشيف"
    assert texts(page, ".//section/dl/div/dt")[:2] == ["كلمات", "«عبارة بين علامتين»"]
    assert client.get("/search/feed.atom").status_code == 404


def test_pages_are_turned_with_what_was_asked(client: Client, search_index: Index) -> None:
    section = factories.section()
    for n in range(45):
        factories.article(f"خبر {n}", section=section)
    search_index()
    seen: list[str] = []
    path = f"/search/?q=خبر&section={section.pk}&ordering=-published_at"
    pages = []
    while path:
        page = tree(client, path)
        pages.append(page)
        seen += texts(page, ".//h3[@class='h']")
        following = page.find(".//a[@rel='next']")
        path = (following.get("href") or "") if following is not None else ""
    assert seen == [f"خبر {n}" for n in reversed(range(45))]
    back = pages[1].find(".//a[@rel='prev']")
    assert back is not None
    assert texts(tree(client, back.get("href") or ""), ".//h3[@class='h']") == seen[:20]
    assert client.get("/search/?q=خبر&cursor=nonsense").status_code == 404


@pytest.mark.parametrize("count", [1, 20])
def test_as_many_queries_for_any_number_of_hits(
    client: Client, search_index: Index, count: int
) -> None:
    section, topic, source = factories.section(), factories.topic(), factories.source("NASA")
    for n in range(count):
        article = factories.article(f"خبر {n}", section=section, topics=[topic])
        factories.citation(article, source)
    search_index()
    with CaptureQueriesContext(connection) as captured:
        page = tree(client, f"/search/?q=خبر&section={section.pk}&source={source.pk}")
    assert len(page.findall(".//article")) == count
    assert len(captured) == 7, [query["sql"] for query in captured]


def test_digits_of_the_site(client: Client, search_index: Index, settings: Settings) -> None:
    settings.DIGITS = "arabic"
    for _ in range(11):
        factories.article("خبر", dated="2019")
    search_index()
    page = tree(client, "/search/?q=خبر&year=2019")
    assert text(page.find(".//h1")) == "١١ مادة عن «خبر»"
    assert [name for name, _ in links(page, ".//ul[@class='on']//a")] == ["السنة: ٢٠١٩×، أزل"]
