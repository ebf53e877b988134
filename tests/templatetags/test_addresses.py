"""Addresses of articles, sources and people, and names of countries."""

import pytest
from django.utils.encoding import uri_to_iri
from pytest_django import Settings

from articles.models import Article, Person, Source
from articles.templatetags.addresses import (
    absolute,
    article_path,
    country,
    person_path,
    site_name,
    source_path,
)


@pytest.mark.parametrize(
    ("slug", "path"),
    [
        ("سفير-قطر", "/a/7/سفير-قطر/"),
        ("", "/a/7/"),
        # A title may be a word that has a page of its own under the article.
        ("comments", "/a/7/"), ("report", "/a/7/"), ("original", "/a/7/"),
    ],
)  # fmt: skip
def test_an_article(slug: str, path: str) -> None:
    assert uri_to_iri(article_path(Article(pk=7, slug=slug))) == path


def test_sources_and_people() -> None:
    assert source_path(Source(pk=3, slug="dfnc-ru")) == "/sources/3/dfnc-ru/"
    assert source_path(Source(pk=3)) == "/sources/3/"
    assert source_path(Source(pk=3, slug="comments")) == "/sources/3/comments/"
    assert uri_to_iri(person_path(Person(pk=4, slug="ليلى"))) == "/people/4/ليلى/"


def test_full_addresses(settings: Settings) -> None:
    settings.SITE_URL, settings.SITE_NAME = "https://isnad.example", "إسناد"
    assert absolute("/a/7/") == "https://isnad.example/a/7/"
    assert site_name() == "إسناد"


def test_countries() -> None:
    assert [country(code) for code in ("RU", "QA", "EG", "ZZ", "")] == [
        "روسيا", "قطر", "مصر", "منطقة غير معروفة", "",
    ]  # fmt: skip
