"""The date of an original in words, however little is known of it."""

from datetime import UTC, datetime

import pytest

from articles.models import Article
from articles.templatetags.originals import date_of, has_own_date, short_date_of

AT = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("dated", "html"),
    [
        (
            "2019-06-18",
            '<time datetime="2019-06-18">18 <span class="nb">حزيران/يونيو</span> 2019</time>',
        ),
        (
            "2019-06-18T23:30:00Z",
            '<time datetime="2019-06-19T02:30:00+03:00">'
            '19 <span class="nb">حزيران/يونيو</span> 2019</time>',
        ),
        ("2019-06", '<time datetime="2019-06"><span class="nb">حزيران/يونيو</span> 2019</time>'),
        ("2019", '<time datetime="2019">2019</time>'),
        ("0622", '<time datetime="0622">622</time>'),
        ("1950~", 'نحو <time datetime="1950">1950</time>'),
        ("1950?", '<time datetime="1950">1950</time> (غير مؤكد)'),
        ("195X", "بين 1950 و1959"),
        (
            "2001/2003-02",
            'بين <time datetime="2001">2001</time> و'
            '<time datetime="2003-02"><span class="nb">شباط/فبراير</span> 2003</time>',
        ),
    ],
)
def test_in_words(dated: str, html: str) -> None:
    article = Article(dated=dated)
    assert date_of(article) == html
    assert short_date_of(article) == html


def test_an_unknown_date_is_said_and_none_is_invented() -> None:
    unknown = Article(date_unknown=True, first_published_at=AT)
    assert date_of(unknown) == '<span class="unknown">التاريخ غير معروف</span>'
    assert short_date_of(unknown) == '<span class="unknown">بلا تاريخ</span>'
    assert date_of(Article()) == ""


@pytest.mark.parametrize(
    ("fields", "own"),
    [
        ({"dated": "2019-06-18"}, True),
        ({"dated": "2020-01-01T00:00:00Z"}, False),  # written here, published here
        ({"dated": "2020-01-01T00:00:02Z"}, True),
        ({"dated": "2020-01-01"}, False),  # by the day of the site's time zone
        ({"dated": "2019-12-31"}, True),
        ({"dated": "2020-01-01~"}, True),
        ({"dated": "2020"}, True),
        ({"date_unknown": True}, True),
        ({}, False),
    ],
)
def test_two_dates_are_shown_only_where_they_differ(fields: dict[str, object], own: bool) -> None:
    assert has_own_date(Article(first_published_at=AT, **fields)) is own
