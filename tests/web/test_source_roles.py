"""The page of a source by role: counts as a table, articles of one role, turned page by page."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Source
from articles.templatetags.addresses import source_path
from tests import factories
from tests.web.reading import counted, text, texts, tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def source() -> Source:
    made = factories.source("Kommersant", "كوميرسانت")
    for title, dated, role in (
        ("أ", "2019", "quoted"),
        ("ب", "2020", "quoted"),
        ("ج", "2020", "credit"),
    ):
        factories.citation(factories.article(title, dated=dated), made, role=role)
    return made


def test_roles_in_the_table_and_as_links(client: Client, source: Source) -> None:
    page = tree(client, source_path(source))
    assert [texts(row, "*") for row in page.findall(".//table//tr")] == [
        ["السنة", "أصل الخبر", "منقول عنه", "اقتباس من المصدر", "سطر إسناد ختامي"],
        ["2020", "2", "0", "1", "1"], ["2019", "1", "0", "1", "0"],
    ]  # fmt: skip
    roles = [n for _, n in counted(page, "top")]
    assert roles == ["2", "1"]
    assert "3 مواد منها تستند إلى أصل واحد لا غير (100%)." in texts(page, ".//p[@class='note']")
    links = page.findall(".//nav[@class='on roles']/a")
    assert [link.get("href") for link in links] == [
        f"{source_path(source)}#l-h", "?role=quoted#l-h", "?role=credit#l-h",
    ]  # fmt: skip
    assert [link.get("aria-current") for link in links] == ["true", None, None]


def test_articles_of_one_role(client: Client, source: Source) -> None:
    page = tree(client, f"{source_path(source)}?role=quoted")
    assert texts(page, ".//h3") == ["ب", "أ"]
    assert text(page.find(".//nav[@class='on roles']/a[@aria-current]")).endswith("2")
    assert texts(tree(client, f"{source_path(source)}?role=spoken"), ".//h3") == []
    assert client.get(f"{source_path(source)}?role=heard").status_code == 404


def test_the_next_page_keeps_the_role(client: Client, source: Source) -> None:
    costs = []
    for count in (0, 20):
        for _ in range(count):
            factories.citation(factories.article(dated="2018"), source, role="quoted")
        with CaptureQueriesContext(connection) as captured:
            page = tree(client, f"{source_path(source)}?role=quoted")
        costs.append(len(captured))
    assert costs[0] == costs[1] <= 8
    following = page.find(".//a[@rel='next']")
    assert following is not None
    href = following.get("href") or ""
    assert href.startswith("?role=quoted&cursor=") and href.endswith("#l-h")
    rest = tree(client, source_path(source) + href.partition("#")[0])
    assert len(rest.findall(".//h3")) == 2
