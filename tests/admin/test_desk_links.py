"""The desk of one article: what it costs, and from where links lead to it."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Article, ImportBatch
from tests import factories
from tests.admin.test_desk_article import BODY, at, suggested

pytestmark = pytest.mark.django_db


def queries(client: Client, article: Article) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(at(article)).status_code == 200
    return len(captured)


def test_one_citation_or_twenty_need_eight_queries(as_role: Any) -> None:
    desk = as_role("editor")
    one, twenty = (factories.article(body=BODY) for _n in range(2))
    for article, number in ((one, 1), (twenty, 20)):
        previous = None
        for n in range(number):
            previous = suggested(article, f"وكالة {n}", via=previous, source=factories.source())
            previous.candidates = [{"name": "A", "source": None}, {"name": "B", "source": None}]
            previous.save()
    desk.get(at(one))
    assert (queries(desk, one), queries(desk, twenty)) == (8, 8)


def test_links_to_the_desk(as_role: Any) -> None:
    desk, article = as_role("editor"), factories.article(body=BODY)
    suggested(article)
    form = desk.get(f"/admin/articles/article/{article.pk}/change/").content.decode()
    rows = desk.get("/admin/articles/article/").content.decode()
    assert f'href="{at(article)}"' in form
    assert f'href="{at(article)}"' in rows


def test_an_import_s_report_leads_to_the_queue(as_role: Any) -> None:
    batch = ImportBatch.objects.create(origin="a.txt", sha256="0" * 64, format="text")
    link = 'href="/admin/queues/suggestions/"'
    for role, shown in (("editor", True), ("administrator", False)):
        page = as_role(role).get(f"/admin/articles/importbatch/{batch.pk}/change/")
        assert (page.status_code == 200 and link in page.content.decode()) is shown
