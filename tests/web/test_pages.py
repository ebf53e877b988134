"""Every page: well-formed, for few queries whatever the number of articles."""

from collections.abc import Callable
from xml.etree import ElementTree

import html5lib
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.web.world import World, add_article, build

pytestmark = pytest.mark.django_db

MOST_QUERIES = 10


@pytest.fixture
def world(search_index: Callable[[], None]) -> World:
    made = build(1)
    search_index()
    return made


def strict(content: bytes) -> ElementTree.Element:
    """The page as a tree; raises html5lib's ParseError for the slightest error in its markup."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(content.decode())


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
    assert response.status_code == 200, path
    return len(captured)


def test_every_page_is_valid_html(world: World, client: Client) -> None:
    for path in [*world.paths().values(), *world.forms().values()]:
        response = client.get(path)
        assert response.status_code == 200, path
        tree = strict(response.content)
        assert (tree.get("lang"), tree.get("dir")) == ("ar", "rtl")
        assert len(tree.findall(".//h1")) == 1, path
        assert tree.find(".//main[@id='main']") is not None
        for script in tree.findall(".//script"):  # data, or a file of ours
            file = (script.get("type"), script.get("src"))
            data = script.get("type") == "application/ld+json" and script.get("src") is None
            assert data or file == ("module", "/static/js/suggestions.js"), path
        assert not tree.findall(".//*[@style]") and not tree.findall(".//style")
        ids = [element.get("id") for element in tree.iter() if element.get("id")]
        assert len(ids) == len(set(ids)), path


def test_errors_are_valid_html_too(world: World, client: Client) -> None:
    for path in ("/nothing/", "/a/999999/", "/a/99999999999999999999999/", "/sections/لا/",
                 "/topics/%00/", "/archive/0000/", "/archive/2019/13/", "/archive/2019/02/30/",
                 "/archive/1066/", "/?cursor=x", "/archive/undated/?cursor=x", "/sources/999/",
                 "/people/999/", "/sitemap-articles-999999.xml", "/a/999999/comments/"):  # fmt: skip
        response = client.get(path)
        if path == "/?cursor=x":
            assert response.status_code == 200  # the front page reads no parameter
            continue
        assert response.status_code == 404, path
        strict(response.content)


def test_no_page_takes_more_than_ten_queries_or_more_for_more_articles(
    client: Client, search_index: Callable[[], None]
) -> None:
    world = build(1)
    search_index()
    pages = world.paths() | world.machines()
    one = {kind: queries(client, path) for kind, path in pages.items()}
    one_form = {kind: queries(client, path) for kind, path in world.forms().items()}
    for number in range(19):
        for dated in ("2019-06-18", "2019", "2019-06", ""):
            add_article(world, number + 1, dated=dated, date_unknown=not dated)
        factories.source(f"مصدر {number}")
    search_index()
    many = {kind: queries(client, path) for kind, path in pages.items()}
    many_form = {kind: queries(client, path) for kind, path in world.forms().items()}
    assert many == one
    assert many_form == one_form
    assert max((*one.values(), *one_form.values())) <= MOST_QUERIES, (one, one_form)


def test_a_warm_page_takes_one_query(world: World, client: Client) -> None:
    for path in [*world.paths().values(), *world.machines().values()]:
        client.get(path)
        assert queries(client, path) == 1, path
