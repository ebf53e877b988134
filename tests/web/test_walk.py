"""Lists walked to their end, as a reader walks them: by the links at their foot."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Byline, Citation, Topic
from articles.services.actors import COMMAND
from articles.services.chain_rows import rebuild_chain_rows
from articles.templatetags.addresses import person_path, source_path
from tests import factories
from tests.queries import rows

pytestmark = pytest.mark.django_db

ARTICLE = re.compile(r'<h3[^>]*><a href="/a/(\d+)/')
NEXT = re.compile(r'rel="next" href="\?([^"]*)"')
DAY = date(2020, 5, 1)


def topic_path(topic: Topic) -> str:
    return f"/topics/{topic.slug}/"


def walk(client: Client, path: str) -> tuple[list[int], list[int]]:
    """The ids of all articles listed from `path` on, and the queries that each page took."""
    seen: list[int] = []
    costs: list[int] = []
    query: str | None = ""
    while query is not None:
        with CaptureQueriesContext(connection) as captured:
            response = client.get(f"{path}?{query}")
        assert response.status_code == 200
        html = response.content.decode()
        seen += [int(pk) for pk in ARTICLE.findall(html)]
        costs.append(len(captured))
        found = NEXT.search(html)
        query = found[1] if found else None
    return seen, costs


def test_each_article_once_with_undated_ones_and_many_of_one_date(client: Client) -> None:
    section = factories.section()
    rows.published(3000, day=DAY, section=section)
    rows.published(1100, undated=True, section=section)
    rows.published(300, section=section)
    rows.analyze()
    expected = list(Article.objects.newest_first().values_list("pk", flat=True))
    assert len(expected) == 4400
    seen, costs = walk(client, f"/sections/{section.slug}/")
    assert seen == expected
    assert len(costs) == 220 and set(costs) == {4}
    undated, _ = walk(client, "/archive/undated/")
    assert sorted(undated) == sorted(Article.objects.filter(dated="").values_list("pk", flat=True))
    of_day, of_day_costs = walk(client, "/archive/2020/05/01/")
    assert len(of_day) == len(set(of_day)) == 3000
    assert set(of_day_costs) == {4}
    of_month, _ = walk(client, "/archive/2020/05/")
    assert of_month == of_day


def test_every_list_shows_each_article_once(client: Client) -> None:
    topic, person, source = factories.topic(), factories.person(), factories.source()
    made = rows.published(60, day=DAY) + rows.published(25, undated=True) + rows.published(15)
    rows.published(20)  # of nobody
    Article.topics.through.objects.bulk_create(
        Article.topics.through(article=article, topic=topic) for article in made
    )
    Byline.objects.bulk_create(Byline(article=article, person=person) for article in made)
    Citation.objects.bulk_create(
        Citation(article=article, source=source, role="relayed", state="confirmed")
        for article in [*made, *made[:10]]  # twice in one article is one article
    )
    rebuild_chain_rows(by=COMMAND)  # the citations came past the services
    wanted = {article.pk for article in made}
    expected = list(
        Article.objects.filter(pk__in=wanted).newest_first().values_list("pk", flat=True)
    )
    for path in (topic_path(topic), person_path(person), source_path(source)):
        seen, costs = walk(client, path)
        assert seen == expected, path
        assert len(costs) == 5 and max(costs) <= 8, (path, costs)
        assert len(set(costs)) == 1, (path, costs)


def test_back_again(client: Client) -> None:
    section = factories.section()
    rows.published(45, section=section)
    path = f"/sections/{section.slug}/"
    first = client.get(path).content.decode()
    second = client.get(f"{path}?{NEXT.search(first)[1]}").content.decode()  # type: ignore[index]
    back = re.search(r'rel="prev" href="\?([^"]*)"', second)
    assert back is not None and 'rel="prev"' not in first
    again = client.get(f"{path}?{back[1]}").content.decode()
    assert ARTICLE.findall(again) == ARTICLE.findall(first)
    assert client.get(f"{path}?cursor=nonsense").status_code == 404


def test_a_search_keeps_its_words_on_the_next_page(
    client: Client, search_index: Callable[[], None]
) -> None:
    rows.published(25, title="قطر & روسيا")
    search_index()
    html = client.get("/search/", {"q": "قطر &"}).content.decode()
    assert len(ARTICLE.findall(html)) == 20
    found = re.search(r'rel="next" href="([^"]*)"', html)
    assert found is not None
    rest = client.get(found[1].replace("&amp;", "&")).content.decode()
    assert len(ARTICLE.findall(rest)) == 5
