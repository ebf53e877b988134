"""A search for programs: its feeds in three formats, suggestions, the description for browsers."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from articles.models import Article
from articles.queries.suggestions_names import forget_names
from articles.services.actors import COMMAND
from articles.services.drafting import edit_article
from articles.services.publishing import schedule, withdraw
from articles.templatetags.addresses import article_path, source_path
from tests import factories
from tests.web.test_search import Index

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
SITE = "https://isnad.example"
QUERY = "q=%D9%82%D8%B7%D8%B1&year=2019"
AT = datetime(2020, 1, 2, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _address(settings: Settings) -> None:
    settings.SITE_URL = SITE
    forget_names()


@pytest.fixture
def articles(search_index: Index) -> list[Article]:
    """Two of 2019, published one after the other, and one of another year."""
    section, person = factories.section("الرياضة"), factories.person("ليلى")
    made = [
        factories.article(
            f"قطر & <{n}>", at=AT + timedelta(hours=n), dated="2019", standfirst="سطر.",
            body="<p>عن S-400 &amp; غيرها.</p>", section=section,
            people=[person],
        )
        for n in range(2)
    ]  # fmt: skip
    factories.article("قطر في سنة أخرى", dated="2021")
    factories.article("سنة واحدة من كلمتين", dated="2019")
    search_index()
    return made


def test_atom(client: Client, articles: list[Article]) -> None:
    response = client.get("/search/feed.atom?q=قطر&year=2019&cursor=x")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert response["ETag"] and response["Cache-Control"] == "public, no-cache"
    feed = ElementTree.fromstring(response.content)
    address = f"{SITE}/search/?{QUERY}"
    assert feed.findtext(f"{ATOM}id") == address
    assert feed.findtext(f"{ATOM}title") == "البحث عن «قطر» | إسناد"
    assert {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")} == {
        "self": f"{SITE}/search/feed.atom?{QUERY}", "alternate": address,
    }  # fmt: skip
    second, first = feed.findall(f"{ATOM}entry")
    assert first.findtext(f"{ATOM}id") == f"{SITE}/a/{articles[0].pk}/"
    assert first.findtext(f"{ATOM}title") == "قطر & <0>"
    assert first.findtext(f"{ATOM}published") == "2020-01-02T12:30:00+03:00"
    assert second.findtext(f"{ATOM}title") == "قطر & <1>"
    content = '<p>عن <bdi class="nb" lang="en" dir="ltr">S-400</bdi> &amp; غيرها.</p>'
    assert first.findtext(f"{ATOM}content") == content


def test_rss(client: Client, articles: list[Article]) -> None:
    response = client.get(f"/search/feed.rss?{QUERY}")
    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    rss = ElementTree.fromstring(response.content)
    assert (rss.tag, rss.get("version")) == ("rss", "2.0")
    channel = rss.find("channel")
    assert channel is not None
    assert channel.findtext("link") == f"{SITE}/search/?{QUERY}"
    own = channel.find(f"{ATOM}link")
    assert own is not None and own.get("href") == f"{SITE}/search/feed.rss?{QUERY}"
    item = channel.findall("item")[1]
    assert {child.tag.rpartition("}")[2]: child.text for child in item} == {
        "guid": f"{SITE}/a/{articles[0].pk}/",
        "title": "قطر & <0>",
        "link": f"{SITE}{article_path(articles[0])}",
        "pubDate": "Thu, 02 Jan 2020 12:30:00 +0300",
        "creator": "ليلى",
        "category": "الرياضة",
        "description": "سطر.",
        "encoded": '<p>عن <bdi class="nb" lang="en" dir="ltr">S-400</bdi> &amp; غيرها.</p>',
    }


def test_json_feed(client: Client, articles: list[Article]) -> None:
    response = client.get(f"/search/feed.json?{QUERY}")
    assert response["Content-Type"] == "application/feed+json; charset=utf-8"
    feed = response.json()
    items = feed.pop("items")
    assert feed == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "البحث عن «قطر» | إسناد",
        "home_page_url": f"{SITE}/search/?{QUERY}",
        "feed_url": f"{SITE}/search/feed.json?{QUERY}",
        "language": "ar",
    }
    assert [item["title"] for item in items] == ["قطر & <1>", "قطر & <0>"]
    modified = items[1].pop("date_modified")
    assert datetime.fromisoformat(modified) > AT
    assert items[1] == {
        "id": f"{SITE}/a/{articles[0].pk}/",
        "url": f"{SITE}{article_path(articles[0])}",
        "title": "قطر & <0>",
        "content_html": '<p>عن <bdi class="nb" lang="en" dir="ltr">S-400</bdi> &amp; غيرها.</p>',
        "summary": "سطر.",
        "date_published": "2020-01-02T12:30:00+03:00",
        "authors": [{"name": "ليلى"}],
        "language": "ar",
        "tags": ["الرياضة"],
    }


def test_a_feed_has_what_holds_all_words_in_the_order_of_its_coming(
    client: Client, search_index: Index
) -> None:
    for n, dated in enumerate(("2021", "1987", "2005")):
        factories.article(f"قطر وروسيا {n}", dated=dated, at=AT + timedelta(hours=n))
    factories.article("قطر", dated="2026")
    search_index()
    items = client.get("/search/feed.json", {"q": "روسيا قطر"}).json()["items"]
    assert [item["title"] for item in items] == ["قطر وروسيا 2", "قطر وروسيا 1", "قطر وروسيا 0"]


def test_the_page_names_its_feeds(client: Client, articles: list[Article]) -> None:
    html = client.get(f"/search/?{QUERY}").content.decode()
    for kind, form in (("atom", "atom+xml"), ("rss", "rss+xml"), ("json", "feed+json")):
        address = f"/search/feed.{kind}?{QUERY}".replace("&", "&amp;")
        assert f'<link rel="alternate" type="application/{form}"' in html
        assert f'href="{address}">' in html


def test_suggestions(client: Client, search_index: Index) -> None:
    article = factories.article("كوميديا في الدوحة", topics=[factories.topic("كوماندوس")])
    source = factories.source("Kommersant", "كوميرسانت")
    factories.citation(article, source)
    search_index()
    response = client.get("/search/suggestions/?q=كوم")
    assert response["Content-Type"] == "application/x-suggestions+json; charset=utf-8"
    assert response["Cache-Control"] == "public, no-cache" and not response.cookies
    typed, queries, kinds, paths = response.json()
    assert typed == "كوم"
    assert dict(zip(queries, zip(kinds, paths, strict=True), strict=True)) == {
        "كوميرسانت": ("مصدر، مادة واحدة", source_path(source)),
        "كوماندوس": ("موضوع، مادة واحدة", "/topics/%D9%83%D9%88%D9%85%D8%A7%D9%86%D8%AF%D9%88%D8%B3/"),
        "كوميديا في الدوحة": ("مادة", article_path(article)),
    }  # fmt: skip
    _, queries, _, paths = client.get("/search/suggestions/?q=الدوحة كومير").json()
    assert queries == ["الدوحة كوميرسانت"]
    assert paths == [
        "/search/?q=%D8%A7%D9%84%D8%AF%D9%88%D8%AD%D8%A9+%D9%83%D9%88%D9%85%D9%8A%D8%B1%D8%B3%D8%A7%D9%86%D8%AA"
    ]
    for nothing in ("", "?q=", "?q=ك", "?q=زرافة"):
        assert client.get(f"/search/suggestions/{nothing}").json()[1:] == [[], [], []]


@pytest.mark.parametrize("how", ["draft", "scheduled", "embargo", "withdrawn"])
@pytest.mark.parametrize("indexed", [False, True])
def test_nothing_hidden_reaches_a_program(
    client: Client, search_index: Index, how: str, indexed: bool
) -> None:
    later = timezone.now() + timedelta(days=1)
    source = factories.source("Secret", "سرّانية")
    if how in ("draft", "scheduled"):
        article = factories.draft("سرّ خفي", body="<p>سرّ.</p>")
    else:
        article = factories.article("سرّ خفي", body="<p>سرّ.</p>")
    factories.citation(article, source)
    factories.article("مادة معلنة")
    if how == "scheduled":
        schedule(by=COMMAND, article_id=article.pk, publish_at=later)
    search_index()
    article.refresh_from_db()
    if how == "embargo":
        edit_article(
            by=COMMAND, article_id=article.pk, base_version=article.version, embargo_until=later
        )
    elif how == "withdrawn":
        withdraw(by=COMMAND, article_id=article.pk, code="error", reason="خطأ.")
    if indexed:
        search_index()
    for address in ("", "feed.atom", "feed.rss", "feed.json", "suggestions/"):
        for q in ("سر", "سرّ خفي", "سرّان"):
            content = client.get(f"/search/{address}", {"q": q}).content.decode()
            assert "سرّ خفي" not in content.replace(q, ""), (address, q)
            assert "سرّانية" not in content, (address, q)
    page = client.get("/search/", {"q": "مادة معلنة"}).content.decode()
    assert "مادة واحدة عن" in page


def test_the_description_for_browsers(client: Client) -> None:
    response = client.get("/opensearch.xml")
    assert response["Content-Type"] == "application/opensearchdescription+xml; charset=utf-8"
    said = ElementTree.fromstring(response.content)
    assert said.findtext(f"{OPENSEARCH}ShortName") == "إسناد"
    assert {url.get("type"): url.get("template") for url in said.findall(f"{OPENSEARCH}Url")} == {
        "text/html": f"{SITE}/search/?q={{searchTerms}}",
        "application/atom+xml": f"{SITE}/search/feed.atom?q={{searchTerms}}",
        "application/x-suggestions+json": f"{SITE}/search/suggestions/?q={{searchTerms}}",
        "application/opensearchdescription+xml": f"{SITE}/opensearch.xml",
    }
    head = client.get("/about/").content.decode()
    assert (
        '<link rel="search" type="application/opensearchdescription+xml" title="إسناد" '
        'href="/opensearch.xml">'
    ) in head
