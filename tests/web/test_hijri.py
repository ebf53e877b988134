"""The Hijri day on the pages that have it: heads of articles and the front page's line."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from articles.templatetags.addresses import article_path
from articles.templatetags.arabic import hijri
from tests import factories

pytestmark = pytest.mark.django_db
AT = datetime(2024, 3, 11, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("dated", "found"),
    [
        ("2026-06-16", ["1448", "1445"]),
        ("1950~", ["1445"]),
        ("2019-06", ["1445"]),
        ("1901-01-01", ["1445"]),
        ("", ["1445"]),
    ],
)
def test_heads_of_articles(
    client: Client, settings: Settings, dated: str, found: list[str]
) -> None:
    path = article_path(factories.article(at=AT, dated=dated))
    assert "هـ)" not in client.get(path).content.decode()
    settings.HIJRI_DATES = True
    factories.section()  # what pages were kept is of another state now
    page = client.get(path).content.decode()
    assert page.count('class="hijri"') == len(found)
    assert [year for year in ("1448", "1445") if f"{year}\u00a0هـ)" in page] == found


def test_the_line_of_the_front_page(client: Client, settings: Settings) -> None:
    settings.HIJRI_DATES = True
    factories.article()
    today: date = timezone.localdate()
    assert hijri(today) and hijri(today) in client.get("/").content.decode()
