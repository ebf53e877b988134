"""Digits, dates with both month names, and foreign runs set apart."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone
from pytest_django import Settings

from articles.templatetags import arabic

DAY = date(2019, 6, 18)
LATE = datetime(2019, 6, 18, 22, 5, 7, tzinfo=UTC)  # 01:05 of the next day in Riyadh


@pytest.mark.parametrize(
    ("value", "ascii_digits", "arabic_indic"),
    [
        (0, "0", "٠"),
        (999, "999", "٩٩٩"),
        (1000, "1,000", "١٬٠٠٠"),
        (11541, "11,541", "١١٬٥٤١"),
        (1234567, "1,234,567", "١٬٢٣٤٬٥٦٧"),
    ],
)
def test_counts(settings: Settings, value: int, ascii_digits: str, arabic_indic: str) -> None:
    assert arabic.number(value) == ascii_digits
    settings.DIGITS = "arabic"
    assert arabic.number(value) == arabic_indic


def test_a_year_has_no_mark_between_thousands(settings: Settings) -> None:
    assert arabic.digits(2019) == "2019"
    settings.DIGITS = "arabic"
    assert arabic.digits(2019) == "٢٠١٩"


@pytest.mark.parametrize(
    ("number", "name"),
    [
        (1, "كانون الثاني/يناير"), (2, "شباط/فبراير"), (3, "آذار/مارس"), (4, "نيسان/أبريل"),
        (5, "أيار/مايو"), (6, "حزيران/يونيو"), (7, "تموز/يوليو"), (8, "آب/أغسطس"),
        (9, "أيلول/سبتمبر"), (10, "تشرين الأول/أكتوبر"), (11, "تشرين الثاني/نوفمبر"),
        (12, "كانون الأول/ديسمبر"),
    ],
)  # fmt: skip
def test_both_names_of_a_month_stay_on_one_line(number: int, name: str) -> None:
    assert arabic.month(number) == f'<span class="nb">{name}</span>'
    assert arabic.month_of(2019, number) == f'<span class="nb">{name}</span> 2019'


def test_days(settings: Settings) -> None:
    assert arabic.day(DAY) == '18 <span class="nb">حزيران/يونيو</span> 2019'
    assert arabic.day(LATE) == '19 <span class="nb">حزيران/يونيو</span> 2019'
    assert arabic.day_of_month(DAY) == '18 <span class="nb">حزيران/يونيو</span>'
    assert arabic.on_day(DAY) == (
        '<time datetime="2019-06-18">18 <span class="nb">حزيران/يونيو</span> 2019</time>'
    )
    assert arabic.at_time(LATE) == (
        '<time datetime="2019-06-19T01:05:07+03:00">'
        '19 <span class="nb">حزيران/يونيو</span> 2019، 01:05</time>'
    )
    settings.DIGITS = "arabic"
    assert arabic.day(DAY) == '١٨ <span class="nb">حزيران/يونيو</span> ٢٠١٩'
    assert arabic.clock(LATE) == "٠١:٠٥"


def test_the_day_is_that_of_the_sites_time_zone() -> None:
    with timezone.override("America/Lima"):
        assert arabic.day(LATE).startswith("18 ")
    assert arabic.day(LATE).startswith("19 ")


@pytest.mark.parametrize(
    ("day", "name"),
    [(17, "الاثنين"), (18, "الثلاثاء"), (19, "الأربعاء"), (20, "الخميس"), (21, "الجمعة"),
     (22, "السبت"), (23, "الأحد")],
)  # fmt: skip
def test_weekdays(day: int, name: str) -> None:
    assert arabic.weekday(date(2019, 6, day)) == name


def test_machine_dates() -> None:
    assert arabic.iso(DAY) == "2019-06-18"
    assert arabic.iso(date(33, 4, 3)) == "0033-04-03"
    assert arabic.iso(LATE) == "2019-06-19T01:05:07+03:00"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("لا شيء", "لا شيء"),
        ("موقع DFNC.RU.", 'موقع <bdi class="nb" lang="en" dir="ltr">DFNC.RU</bdi>.'),
        ("منظومة S-400، أشار", 'منظومة <bdi class="nb" lang="en" dir="ltr">S-400</bdi>، أشار'),
        (
            "«New Defence Order. Strategy» الروسية",
            '«<bdi lang="en" dir="ltr">New Defence Order. Strategy</bdi>» الروسية',
        ),
        ("صحيفة Коммерсантъ.", 'صحيفة <bdi lang="ru" dir="ltr">Коммерсантъ</bdi>.'),
        ("أ < ب & «ج»", "أ &lt; ب &amp; «ج»"),
        # What has no letter from right to left is one run, with all its marks.
        ("Order (publisher)", '<bdi lang="en" dir="ltr">Order (publisher)</bdi>'),
        ("«Новый заказ» (издатель)", '<bdi lang="ru" dir="ltr">«Новый заказ» (издатель)</bdi>'),
        ("AT&T <b>", '<bdi lang="en" dir="ltr">AT&amp;T &lt;b&gt;</bdi>'),
        ("1922–2022", "1922–2022"),
        ("", ""),
    ],
)
def test_foreign_runs_are_isolated_and_all_is_escaped(text: str, html: str) -> None:
    assert arabic.isolate(text) == html


def test_a_text_of_a_reader_in_paragraphs() -> None:
    assert arabic.lines("سطر\nو <آخر>\n\nعن S-400.\n\n \n\n") == (
        '<p dir="auto">سطر<br>و &lt;آخر&gt;</p>'
        '<p dir="auto">عن <bdi class="nb" lang="en" dir="ltr">S-400</bdi>.</p>'
    )
    assert arabic.lines("") == ""


def test_safe_html_keeps_its_tags() -> None:
    assert arabic.isolate_body("<p>قال <em>DFNC.RU</em>، &lt;لا&gt;.</p>") == (
        '<p>قال <em><bdi class="nb" lang="en" dir="ltr">DFNC.RU</bdi></em>، &lt;لا&gt;.</p>'
    )


def test_the_hijri_day_follows_where_the_site_writes_it(settings: Settings) -> None:
    day = date(2024, 3, 11)
    assert arabic.hijri(day) == ""
    settings.HIJRI_DATES = True
    written = '<span class="hijri"> (1 <span class="nb">رمضان</span> 1445\u00a0هـ)</span>'
    assert arabic.hijri(day) == written
    assert arabic.hijri(datetime(2024, 3, 10, 22, 0, tzinfo=UTC)) == written  # 01:00 in Riyadh
    assert arabic.hijri(date(1924, 7, 31)) == ""
    settings.DIGITS = "arabic"
    assert "(١ <span" in arabic.hijri(day) and "١٤٤٥\u00a0هـ" in arabic.hijri(day)
