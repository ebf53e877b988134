"""On how many origins articles rest: numbers in tables and columns, each a link to its articles."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.web.reading import facts, text, texts, tree

pytestmark = pytest.mark.django_db


def resting(origins: int, title: str, **fields: object) -> None:
    article = factories.article(title, **fields)  # type: ignore[arg-type]
    for _ in range(origins):
        factories.citation(article, factories.source())


def test_numbers_by_year_and_section_with_their_lists(client: Client) -> None:
    sport = factories.section("الرياضة")
    resting(0, "بلا مصدر", dated="2019", section=sport)
    resting(1, "واحد", dated="2019", section=sport)
    resting(1, "واحد آخر", dated="2021", section=sport)
    resting(2, "اثنان", date_unknown=True)
    page = tree(client, "/sources/origins/")
    assert texts(page, ".//h1") == ["على كم أصل تستند موادّنا"]
    assert facts(page) == {"بلا مصدر مسمّى": "1", "على أصل واحد": "2", "على أصلين فأكثر": "1"}
    tables = [
        [texts(row, "*") for row in found.findall(".//tbody/tr")] for found in page.findall(".//table")
    ]  # fmt: skip
    assert tables == [
        [["2021", "0", "1", "0"], ["2019", "1", "1", "0"], ["بلا تاريخ", "0", "0", "1"]],
        [["الرياضة", "1", "2", "0"], ["بلا قسم", "0", "0", "1"]],
    ]
    assert texts(page, ".//ol[@class='chart']/li") == ["22019", "12021"]
    numbers = page.findall(".//td/a")
    assert len(numbers) == 7  # no link behind 0
    for link in [*numbers, *page.findall(".//dl//a")]:
        found = tree(client, link.get("href") or "")
        assert len(found.findall(".//h3")) == int(text(link)), link.get("href")


def test_the_years_of_one_section(client: Client) -> None:
    sport = factories.section("الرياضة")
    resting(1, "واحد", dated="2019", section=sport)
    resting(2, "اثنان", dated="2020")
    page = tree(client, f"/sources/origins/?section={sport.slug}")
    assert texts(page.findall(".//table")[0], ".//tbody/tr/th") == ["2019"]
    assert len(page.findall(".//table")[1].findall(".//tbody/tr")) == 2
    assert texts(page, ".//p[@class='on']/span") == ["القسم: الرياضة"]
    unfiled = tree(client, "/sources/origins/?section=-")
    assert texts(unfiled.findall(".//table")[0], ".//tbody/tr/th") == ["2020"]
    listed = f"/sources/origins/articles/?rests=one&section={sport.slug}&year=2019"
    assert texts(tree(client, listed), ".//h3") == ["واحد"]
    assert texts(tree(client, listed), ".//h1") == ["مواد تستند إلى أصل واحد"]


def test_addresses_that_name_nothing(client: Client) -> None:
    for path in ("?section=غير", "articles/", "articles/?rests=all", "articles/?rests=one&year=0000",
                 "articles/?rests=one&year=19", "articles/?rests=one&cursor=x"):  # fmt: skip
        assert client.get(f"/sources/origins/{path}").status_code == 404, path


def test_an_empty_archive_and_the_links_to_the_page(client: Client) -> None:
    page = tree(client, "/sources/origins/")
    assert text(page.find(".//p[@class='empty']")) and page.find(".//table") is None
    resting(1, "واحد")
    for path in ("/sources/", "/about/"):
        hrefs = {link.get("href") for link in tree(client, path).findall(".//main//a")}
        assert {"/sources/origins/", "/sources/graph/"} <= hrefs, path


def test_page_by_page_within_one_number(client: Client) -> None:
    for number in range(21):
        resting(0, f"مادة {number}", dated="2019")
    path = "/sources/origins/articles/?rests=none&year=2019"
    page = tree(client, path)
    assert len(page.findall(".//h3")) == 20
    following = page.find(".//a[@rel='next']")
    assert following is not None
    href = following.get("href") or ""
    assert href.startswith("?rests=none&year=2019&cursor=")
    assert texts(tree(client, f"/sources/origins/articles/{href}"), ".//h3") == ["مادة 0"]


def test_as_many_queries_for_one_article_as_for_many(client: Client) -> None:
    paths = ("/sources/origins/", "/sources/origins/articles/?rests=one")
    costs = []
    for count in (1, 20):
        for number in range(count):
            resting(1, f"مادة {number}", dated=str(2000 + number), section=factories.section())
        for path in paths:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(path).status_code == 200
            costs.append(len(captured))
    assert costs == [3, 4, 3, 4]
