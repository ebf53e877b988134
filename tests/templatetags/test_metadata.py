"""JSON-LD of an article: exact, without empty fields, and no text can break out of it."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from pytest_django import Settings

from articles.models import Article, Original
from articles.queries.article import complete, find
from articles.services.actors import COMMAND
from articles.services.publishing import correct
from articles.templatetags.addresses import source_path
from articles.templatetags.metadata import description_of, last_change, news_article
from tests import factories

pytestmark = pytest.mark.django_db

AT = datetime(2020, 1, 2, 9, 30, tzinfo=UTC)
URL = "https://isnad.example/a/1/x/"
BEGIN, END = '<script type="application/ld+json">', "</script>"


@pytest.fixture(autouse=True)
def _address(settings: Settings) -> None:
    settings.SITE_URL = "https://isnad.example"


def block(article: Article) -> str:
    found = find(article.pk)
    assert found is not None
    return news_article(complete(found), URL)


def data(article: Article) -> Any:
    html = block(article)
    assert html.startswith(BEGIN) and html.endswith(END)
    return json.loads(html[len(BEGIN) : -len(END)])


def test_all_of_it() -> None:
    person = factories.person("ليلى الصبّاغ")
    article = factories.article(
        "سفير قطر", at=AT, standfirst="لا جديد.", dated="2019-06-18", people=[person],
        section=factories.section("الشؤون الدولية"), topics=[factories.topic("قطر")],
        footer="المصدر: موقع DFNC.RU", rights="جميع الحقوق محفوظة.",
        origin_url="https://dfnc.example/1",
    )  # fmt: skip
    original = Original.objects.create(sha256="a" * 64, media_type="text/plain", content=b"x")
    Article.objects.filter(pk=article.pk).update(original=original, modified_at=AT)
    source = factories.source("DFNC.RU", "موقع DFNC.RU", kind="site")
    near = factories.citation(article, source, role="credit")
    speaker = factories.source("Ambassador", "السفير", kind="person")
    factories.citation(article, speaker, via=near, role="spoken")
    factories.citation(article, name="صحيفة")
    correct(by=COMMAND, article_id=article.pk, text="الصواب 2019.")
    found = data(article)
    corrected = found.pop("correction")
    modified = found.pop("dateModified")
    assert [(one["@type"], one["text"]) for one in corrected] == [
        ("CorrectionComment", "الصواب 2019.")
    ]
    assert modified == corrected[0]["datePublished"]
    assert found == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": f"https://isnad.example/a/{article.pk}/",
        "url": URL,
        "mainEntityOfPage": URL,
        "headline": "سفير قطر",
        "description": "لا جديد.",
        "inLanguage": "ar",
        "dateCreated": "2019-06-18",
        "datePublished": "2020-01-02T12:30:00+03:00",
        "author": [
            {
                "@type": "Person",
                "name": "ليلى الصبّاغ",
                "url": f"https://isnad.example/people/{person.pk}/"
                "%D9%84%D9%8A%D9%84%D9%89-%D8%A7%D9%84%D8%B5%D8%A8%D8%A7%D8%BA/",
            }
        ],
        "publisher": {
            "@type": "Organization",
            "name": "إسناد",
            "url": "https://isnad.example/",
        },
        "articleSection": "الشؤون الدولية",
        "keywords": ["قطر"],
        "isBasedOn": "https://dfnc.example/1",
        "citation": [
            {
                "@type": "Organization",
                "name": "موقع DFNC.RU",
                "url": f"https://isnad.example{source_path(source)}",
            },
            {
                "@type": "Person",
                "name": "السفير",
                "url": f"https://isnad.example{source_path(speaker)}",
            },
            {"name": "صحيفة"},
        ],
        "creditText": "المصدر: موقع DFNC.RU",
        "copyrightNotice": "جميع الحقوق محفوظة.",
        "archivedAt": f"https://isnad.example/a/{article.pk}/original/",
        "publishingPrinciples": "https://isnad.example/about/",
        "isAccessibleForFree": True,
    }


def test_what_is_not_known_is_not_said() -> None:
    found = data(factories.article("عنوان", date_unknown=True))
    for field in ("dateCreated", "isBasedOn", "citation", "correction", "archivedAt", "keywords",
                  "creditText", "copyrightNotice", "articleSection"):  # fmt: skip
        assert field not in found
    assert found["author"] == [{"@type": "Organization", "name": "إسناد"}]
    assert found["description"] == "نص المادة."


@pytest.mark.parametrize(
    ("dated", "created"),
    [("2019", "2019"), ("2019-06", "2019-06"), ("2019-06-18T06:00:00Z", "2019-06-18T09:00:00+03:00"),
     ("1950~", None), ("1950?", None), ("195X", None), ("2001/2003", None)],
)  # fmt: skip
def test_only_a_date_that_is_certain_is_a_date(dated: str, created: str | None) -> None:
    assert data(factories.article(dated=dated)).get("dateCreated") == created


def test_a_byline_as_received_says_no_kind() -> None:
    assert data(factories.article(byline_text="وكالات"))["author"] == [{"name": "وكالات"}]


def test_no_text_ends_the_block() -> None:
    evil = "</script><script>alert(1)</script> & <!-- \u2028"
    article = factories.article(evil)
    html = block(article)
    assert html.count("<") == 2 and html.count(">") == 2 and "&" not in html
    assert "\u2028" not in html
    assert data(article)["headline"] == article.title


def test_a_description_is_one_line_of_whole_words() -> None:
    assert description_of(Article(standfirst="سطر\nثانٍ")) == "سطر ثانٍ"
    long = description_of(Article(body_text="كلمة، " * 200))
    assert len(long) <= 300 and long.endswith("كلمة…")


def test_the_last_change_is_not_before_it_appeared() -> None:
    later = datetime(2021, 1, 1, tzinfo=UTC)
    assert last_change(Article(modified_at=AT, first_published_at=later)) == later
    assert last_change(Article(modified_at=later, first_published_at=AT)) == later
