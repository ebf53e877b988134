"""What programs read: the Atom feed, robots.txt and the sitemaps."""

from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from articles.services.actors import COMMAND
from articles.services.drafting import edit_article
from articles.templatetags.addresses import article_path, source_path
from tests import factories

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
AT = datetime(2020, 1, 2, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _address(settings: Settings) -> None:
    settings.SITE_URL = "https://isnad.example"


def xml(client: Client, path: str) -> ElementTree.Element:
    return ElementTree.fromstring(client.get(path).content)


def test_the_feed(client: Client) -> None:
    person = factories.person("ليلى")
    article = factories.article(
        "عنوان & <ثانٍ>", at=AT, people=[person], section=factories.section("الرياضة"),
        body="<p>عن S-400 &amp; غيرها.</p>", standfirst="سطر.", dated="2019",
    )  # fmt: skip
    newer = factories.article("أحدث", byline_text="وكالات")
    feed = xml(client, "/feed.atom")
    assert client.get("/feed.atom")["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert feed.tag == f"{ATOM}feed"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "ar"
    assert feed.findtext(f"{ATOM}id") == "https://isnad.example/"
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {
        "self": "https://isnad.example/feed.atom", "alternate": "https://isnad.example/",
    }  # fmt: skip
    first, second = feed.findall(f"{ATOM}entry")
    # As it came into the archive, not by the originals' dates.
    assert first.findtext(f"{ATOM}title") == newer.title
    assert first.findtext(f"{ATOM}author/{ATOM}name") == "وكالات"
    assert {child.tag.removeprefix(ATOM): child.text for child in second} == {
        "id": f"https://isnad.example/a/{article.pk}/",
        "title": "عنوان & <ثانٍ>",
        "link": None,
        "published": "2020-01-02T12:30:00+03:00",
        "updated": second.findtext(f"{ATOM}updated"),
        "author": None,
        "category": None,
        "summary": "سطر.",
        "content": '<p>عن <bdi class="nb" lang="en" dir="ltr">S-400</bdi> &amp; غيرها.</p>',
    }
    link = second.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == f"https://isnad.example{article_path(article)}"
    edit_article(by=COMMAND, article_id=article.pk, base_version=2, standfirst="غيره.")
    after = xml(client, "/feed.atom").findall(f"{ATOM}entry")[1]
    assert after.findtext(f"{ATOM}id") == second.findtext(f"{ATOM}id")
    assert after.findtext(f"{ATOM}summary") == "غيره."


def test_the_feed_of_an_empty_archive(client: Client) -> None:
    feed = xml(client, "/feed.atom")
    assert feed.findall(f"{ATOM}entry") == [] and feed.findtext(f"{ATOM}updated")


def test_robots(client: Client) -> None:
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "User-agent: *", "Disallow: /admin/", "Disallow: /preview/", "Disallow: /search/",
        "Disallow: /a/*/comments/", "Disallow: /a/*/report/", "",
        "Sitemap: https://isnad.example/sitemap.xml",
    ]  # fmt: skip


def test_the_sitemaps_list_every_public_page_once(client: Client) -> None:
    section, topic = factories.section("الرياضة"), factories.topic("قطر")
    article, source = factories.article("عنوان"), factories.source("NASA")
    factories.citation(article, source)
    hidden, uncited = factories.draft("مسودة"), factories.source("ESA")
    factories.citation(article, uncited, state="suggested")
    factories.citation(hidden, uncited)
    index = xml(client, "/sitemap.xml")
    parts = [loc.text or "" for loc in index.findall(f"{MAP}sitemap/{MAP}loc")]
    assert parts[0] == "https://isnad.example/sitemap-pages.xml" and len(parts) == 3
    listed: dict[str, str | None] = {}
    for part in parts:
        for url in xml(client, part.removeprefix("https://isnad.example")):
            address = url.findtext(f"{MAP}loc") or ""
            assert address not in listed
            listed[address.removeprefix("https://isnad.example")] = url.findtext(f"{MAP}lastmod")
    assert article_path(article) in listed and source_path(source) in listed
    assert not {article_path(hidden), source_path(uncited)} & set(listed)
    modified = listed[article_path(article)]
    assert modified and datetime.fromisoformat(modified).microsecond == 0
    for path in listed:
        assert client.get(path).status_code == 200, path
    assert {
        reverse("articles:section", args=[section.slug]),
        reverse("articles:topic", args=[topic.slug]), "/", "/about/", "/sources/", "/archive/",
    } <= set(listed)  # fmt: skip
