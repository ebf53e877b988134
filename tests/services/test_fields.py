"""How values become fields of an article: cleaned, checked, and what is derived from them."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.models import Article
from articles.services.fields import EARLIEST, apply, set_dates, sort_time

ADDED = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def applied(**values: object) -> Article:
    article = Article(created_at=ADDED, sort_at=ADDED)
    apply(article, {"title": "عنوان", "dated": "", **values})
    return article


@pytest.mark.parametrize(
    ("name", "raw", "kept"),
    [
        ("title", " ع\t ن \u202e", "ع ن"),
        ("title", "e\u0301\x00", "é"),
        ("byline_text", "ليلى\nالصباغ", "ليلى الصباغ"),
        ("publisher_name", "\ufeffموقع  س", "موقع س"),
        ("rights", " © \u202d2019 ", "© 2019"),
        ("standfirst", " سطر\r\nسطر ", "سطر\nسطر"),
        ("footer", "\n\nالمصدر\n\n\n\nموقع\n", "المصدر\n\nموقع"),
        ("body", "<div onclick=x>نص</div><script>x</script>", "<p>نص</p>"),
        ("language", "ar", "ar"),
    ],
)
def test_what_is_kept(name: str, raw: str, kept: str) -> None:
    assert getattr(applied(**{name: raw}), name) == kept


def test_text_and_slug_are_derived() -> None:
    article = applied(title="سفير قطر: S-400", body="<p>أول</p><p>ثانٍ<br>سطر</p>")
    assert (article.body_text, article.slug) == ("أول\n\nثانٍ\nسطر", "سفير-قطر-s-400")
    apply(article, {"title": "آخر"})
    assert article.slug == "سفير-قطر-s-400"
    apply(article, {"slug": "  عنوان آخر "})
    assert article.slug == "عنوان-آخر"
    apply(article, {"slug": ""})
    assert article.slug == "آخر"


@pytest.mark.parametrize(
    ("dated", "value", "days", "precision", "sorted_at"),
    [
        ("2019-06-18", "2019-06-18", ("2019-06-18", "2019-06-18"), "day",
         "2019-06-18T00:00:00+03:00"),
        ("2019-06", "2019-06", ("2019-06-01", "2019-06-30"), "month", "2019-06-01T00:00:00+03:00"),
        ("1950~", "1950~", ("1950-01-01", "1950-12-31"), "year", None),
        ("195X", "195X", ("1950-01-01", "1959-12-31"), "decade", None),
        ("2019-06-18/2019-07-02", "2019-06-18/2019-07-02", ("2019-06-18", "2019-07-02"),
         "interval", "2019-06-18T00:00:00+03:00"),
        # Midnight in Greenwich is another day in Riyadh's evening.
        ("2019-06-18T22:30:00Z", "2019-06-18T22:30:00Z", ("2019-06-19", "2019-06-19"), "day",
         "2019-06-18T22:30:00+00:00"),
        ("XXXX", "", None, "", "2026-01-02T03:04:05+00:00"),
        ("", "", None, "", "2026-01-02T03:04:05+00:00"),
    ],
)  # fmt: skip
def test_dates(
    dated: str,
    value: str,
    days: tuple[str, str] | None,
    precision: str,
    sorted_at: str | None,
) -> None:
    with timezone.override("Asia/Riyadh"):
        article = applied(dated=dated)
    found = (article.dated_from, article.dated_to)
    assert found == (tuple(map(date.fromisoformat, days)) if days else (None, None))
    assert (article.dated, article.dated_precision) == (value, precision)
    if sorted_at is not None:
        assert article.sort_at.isoformat() == sorted_at


def test_the_first_day_of_the_calendar_has_its_place() -> None:
    with timezone.override("Asia/Riyadh"):
        assert applied(dated="0001-01-01").sort_at == EARLIEST
        assert applied(dated="9999-12-31").sort_at.year == 9999


def test_an_undated_article_stands_where_it_was_published() -> None:
    article = applied()
    article.first_published_at = datetime(2026, 2, 1, tzinfo=UTC)
    set_dates(article)
    assert article.sort_at == article.first_published_at == sort_time(article)


@pytest.mark.parametrize("dated", ["2019-13", "18.6.2019", "0000", "10000", "2019-06-31"])
def test_what_is_no_date_is_refused_by_name(dated: str) -> None:
    with pytest.raises(ValidationError) as refused:
        applied(dated=dated)
    assert list(refused.value.message_dict) == ["dated"]


def test_the_longest_title() -> None:
    assert len(applied(title="س" * 500).title) == 500
    with pytest.raises(ValidationError):
        applied(title="س" * 501)
