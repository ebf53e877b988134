"""The calendar: each article in one place, counted where it is listed, in the site's time zone."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from articles.queries import archive
from articles.services.actors import COMMAND
from articles.services.publishing import publish
from tests import factories
from tests.queries import rows

pytestmark = pytest.mark.django_db


def dated(value: str) -> int:
    return factories.article(dated=value, date_unknown=not value).pk


def test_each_article_stands_in_one_place() -> None:
    day, moment = dated("2019-06-18"), dated("2019-06-18T23:30:00Z")
    month, year = dated("2019-06"), dated("2019~")
    decade, interval = dated("195X"), dated("2018-05/2019-02")
    unknown = dated("")
    counted = archive.years()
    assert counted.years == [(2019, 4), (2018, 1), (1950, 1)]
    assert (counted.undated, counted.total) == (1, 7)
    assert archive.months(2019) == archive.Parts([(6, 3)], vague=1, total=4)
    assert archive.days(2019, 6) == archive.Parts([(18, 1), (19, 1)], vague=1, total=3)
    assert archive.months(1950) == archive.Parts([], vague=1, total=1)
    assert archive.months(2017) == archive.Parts([], vague=0, total=0)

    def ids(page):  # type: ignore[no-untyped-def]
        return [article.pk for article in page.items]

    assert ids(archive.of_year(2019, None)) == [year]
    assert ids(archive.of_year(2018, None)) == [interval]
    assert ids(archive.of_year(1950, None)) == [decade]
    assert ids(archive.of_month(2019, 6, None)) == [moment, day, month]
    # 23:30 in Greenwich is the next day in Riyadh.
    assert ids(archive.of_day(date(2019, 6, 19), None)) == [moment]
    assert ids(archive.of_day(date(2019, 6, 18), None)) == [day]
    assert ids(archive.undated(None)) == [unknown]
    assert archive.calendar() == [
        (2019, 6, 3), (2019, None, 1), (2018, None, 1), (1950, None, 1), (None, None, 1),
    ]  # fmt: skip


def test_the_ends_of_the_calendar() -> None:
    first, last = dated("0001-01-01"), dated("9999-12-31")
    for pk, day in ((first, date.min), (last, date.max)):
        assert [a.pk for a in archive.of_day(day, None).items] == [pk]
        assert [a.pk for a in archive.of_month(day.year, day.month, None).items] == [pk]
    assert archive.years().years == [(9999, 1), (1, 1)]


def test_an_article_written_here_is_dated_by_its_publication_here() -> None:
    draft = factories.draft()
    publish(by=COMMAND, article_id=draft.pk, at=datetime(2020, 12, 31, 22, tzinfo=UTC))
    assert archive.years().years == [(2021, 1)]


def test_counts_never_touch_the_articles_themselves() -> None:
    rows.published(3000)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")  # what it would do with many more rows
        cursor.execute("SET LOCAL enable_bitmapscan = off")
    rows.analyze()
    for count in (archive.years, lambda: archive.months(2019), archive.calendar):
        with CaptureQueriesContext(connection) as queries:
            count()
        assert len(queries) == 1
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN (FORMAT JSON) " + queries[0]["sql"])
            node = cursor.fetchone()[0][0]["Plan"]
        while "Plans" in node:
            node = node["Plans"][0]
        assert (node["Node Type"], node["Index Name"]) == ("Index Only Scan", "article_calendar")


def test_lists_leave_the_texts_where_they_are() -> None:
    factories.article()
    for page in (archive.undated(None), archive.of_year(2019, None)):
        for article in page.items:
            assert "body" in article.get_deferred_fields()
    found = Article.objects.public()
    from articles.queries.articles import listing

    assert {"body", "body_text"} <= listing(found, None).items[0].get_deferred_fields()
