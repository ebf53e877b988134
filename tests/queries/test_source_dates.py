"""What a source was called on a day, in the chain that readers see and in the API."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, NameKind, Source
from articles.queries.source_dates import day_of, label_on
from articles.services.actors import COMMAND
from articles.services.affiliations import Period, set_affiliations
from articles.services.source_merging import merge_source
from articles.services.sources import Name, create_source
from tests import factories

pytestmark = pytest.mark.django_db


def agency() -> Source:
    """Called نوفوستي until 2013 and روسيا سيفودنيا until 2019, under another name today."""
    return create_source(
        by=COMMAND, name="Sputnik", label="سبوتنيك",
        names=[
            Name("نوفوستي", "ar", NameKind.FORMER, date(1991, 9, 12), date(2013, 12, 8)),
            Name("روسيا سيفودنيا", "ar", NameKind.CANONICAL, date(2013, 12, 9), date(2019, 1, 1)),
            Name("РИА", "ru", NameKind.CANONICAL, None, date(2013, 12, 8)),
            Name("وكالة الأنباء", "ar", NameKind.ALIAS, date(1991, 1, 1), date(2030, 1, 1)),
            Name("الوكالة", "ar", NameKind.FORMER),
        ],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(1991, 9, 11), "سبوتنيك"),
        (date(1991, 9, 12), "نوفوستي"),
        (date(2013, 12, 8), "نوفوستي"),
        (date(2013, 12, 9), "روسيا سيفودنيا"),
        (date(2019, 1, 2), "سبوتنيك"),
        (None, "سبوتنيك"),
    ],
)
def test_the_name_of_a_day(day: date | None, name: str, client: Client) -> None:
    source = agency()
    assert label_on(source, day) == name
    if day is None:
        return
    article = factories.article(dated=day.isoformat())
    factories.citation(article, source)
    page = client.get(f"/a/{article.pk}/{article.slug}/").content.decode()
    assert page.count("واسمه اليوم:") == (name != "سبوتنيك")
    assert f"{name}</bdi>" in page or f">{name}<" in page
    shown = client.get("/api/v1/citations/").json()["results"][0]
    assert shown["name"] == (None if name == "سبوتنيك" else name)
    assert shown["source"]["name"] == "Sputnik"


def test_the_text_is_believed_first(client: Client) -> None:
    article = factories.article(dated="2010-05-05")
    factories.citation(article, agency(), name="ريا نوفوستي")
    assert client.get("/api/v1/citations/").json()["results"][0]["name"] == "ريا نوفوستي"


def test_the_day_of_an_article() -> None:
    assert day_of(factories.article(dated="2015-03")) == date(2015, 3, 1)
    published = factories.article()
    assert published.first_published_at is not None
    assert day_of(published) == timezone.localdate(published.first_published_at)
    assert day_of(factories.draft()) is None


def test_no_query_more_for_names(client: Client) -> None:
    def queries(number: int) -> int:
        article: Article = factories.article(dated="2010-05-05")
        for _ in range(number):
            factories.citation(article, agency())
        path = f"/a/{article.pk}/{article.slug}/"
        with CaptureQueriesContext(connection) as counted:
            assert client.get(path).content.decode().count("واسمه اليوم") == number
        return len(counted)

    assert queries(1) == queries(20)


def test_readers_see_to_whom_a_source_belonged(client: Client) -> None:
    source, old, new = (factories.source(name) for name in ("Times", "Thomson", "News"))
    twin = factories.source("The Times")
    periods = [
        Period(old, "owner", date(1966, 1, 1), date(1980, 12, 31)),
        Period(new, "owner", date(1981, 1, 1)),
        Period(twin, "parent", None, date(1950, 1, 1)),
    ]
    set_affiliations(by=COMMAND, source_id=source.pk, periods=periods)
    path = f"/sources/{source.pk}/{source.slug}/"
    page = client.get(path).content.decode()
    assert page.index("News") < page.index("منذ 1981") < page.index("من 1966 إلى 1980")
    assert "حتى 1950" in page
    merge_source(by=COMMAND, source_id=twin.pk, into_id=source.pk)
    assert "حتى 1950" not in client.get(path).content.decode()
