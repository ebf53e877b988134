"""Which answers count as a read, and that counting never shows on the page."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import ArticleReads
from articles.services.actors import COMMAND
from articles.services.publishing import withdraw
from articles.services.reading_counts import READS, Reads
from articles.services.reads import add_reads
from articles.templatetags.addresses import article_path
from tests import factories

pytestmark = pytest.mark.django_db
FIREFOX = {"user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"}


@pytest.fixture(autouse=True)
def _nothing_counted() -> Iterator[None]:
    READS.flush()
    ArticleReads.objects.all().delete()
    yield
    READS._counts.clear()


def reads() -> dict[int, int]:
    READS.flush()
    return dict(ArticleReads.objects.values_list("article_id", "count"))


def test_kept_pages_and_304_count_and_cost_no_query(
    client: Client, search_index: Callable[[], None]
) -> None:
    article = factories.article()
    search_index()
    path = article_path(article)
    first = client.get(path, headers=FIREFOX)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
        same = client.get(path, headers={"if-none-match": first["ETag"], **FIREFOX})
    assert (same.status_code, len(captured)) == (304, 2)  # the state of the archive, twice
    assert not first.cookies
    assert reads() == {article.pk: 3}


@pytest.mark.parametrize(
    "agent",
    [
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; bingbot/2.0)",
        "facebookexternalhit/1.1",
        "Mozilla/5.0 (compatible; YandexBot/3.0)",
        "curl/8.5.0",
        "python-requests/2.32",
        "WhatsApp/2 link preview",
    ],
)
def test_robots_that_say_so_do_not_count(client: Client, agent: str) -> None:
    client.get(article_path(factories.article()), headers={"user-agent": agent})
    assert reads() == {}


def test_what_is_no_reading_does_not_count(client: Client, chief: object) -> None:
    article, gone = factories.article("سفير قطر"), factories.article()
    withdraw(by=COMMAND, article_id=gone.pk, code="error", reason="خطأ.")
    client.head(article_path(article))
    client.get(article_path(article), headers={"sec-purpose": "prefetch;prerender"})
    assert client.get(f"/a/{article.pk}/").status_code == 301
    assert client.get(article_path(gone)).status_code == 410
    assert client.get("/a/999999/").status_code == 404
    client.get(f"/a/{article.pk}/comments/")
    client.force_login(chief)  # type: ignore[arg-type]
    assert client.get(f"/preview/{article.pk}/").status_code == 200
    assert reads() == {}
    client.get(article_path(article), headers={"user-agent": "Mozilla/5.0 (Linux; CUBOT X18)"})
    assert reads() == {article.pk: 1}


def test_numbers_add_up_by_day_in_one_statement() -> None:
    one, other = factories.article(), factories.article()
    first, second = date(2026, 1, 1), date(2026, 1, 2)
    add_reads({(other.pk, second): 3, (one.pk, first): 1})
    with CaptureQueriesContext(connection) as captured:
        add_reads({(one.pk, first): 2, (one.pk, second): 5, (other.pk + 1000, first): 9})
    assert len(captured) == 1
    assert list(ArticleReads.objects.order_by("article", "day").values_list("article", "day", "count")) == [
        (one.pk, first, 3), (one.pk, second, 5), (other.pk, second, 3),
    ]  # fmt: skip


def test_the_day_is_that_of_the_site(monkeypatch: pytest.MonkeyPatch) -> None:
    late = datetime.fromisoformat("2026-01-01T22:30:00+00:00")  # the next day in Riyadh
    monkeypatch.setattr("django.utils.timezone.now", lambda: late)
    written: list[object] = []
    counts = Reads(lambda found: written.append(dict(found)))
    counts.add(7)
    assert counts.flush() == 1
    assert written == [{(7, date(2026, 1, 2)): 1}]


def test_what_could_not_be_written_waits() -> None:
    written: list[dict[object, int]] = []

    def write(found: object) -> None:
        if not written:
            written.append({})
            raise OSError("the database is away")
        written.append(dict(found))  # type: ignore[call-overload]

    counts = Reads(write)
    counts.add(7)
    assert counts.flush() == 0
    counts.add(7)
    assert counts.flush() == 2
    assert list(written[1].values()) == [2]
    assert counts.flush() == 0
