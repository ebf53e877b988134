"""Quotations that are not those of their texts are found; those of an older text may wait."""

import pytest
from django.db.models import F

from articles.models import Article, Quotation
from articles.queries import verify
from articles.services.actors import COMMAND
from articles.services.drafting import edit_article
from articles.services.erasure import erase_article
from articles.services.quotations import remember_quotations
from tests import factories

pytestmark = pytest.mark.django_db

SAID = "لن نقبل أن تفرض علينا شروط من الخارج"


@pytest.fixture
def article() -> Article:
    made = factories.article(body=f"<p>قال: «{SAID}».</p><p>ثم قال: «{SAID} أبدا».</p>")
    remember_quotations(article_ids=[made.pk])
    return made


def found() -> list[str]:
    return [str(finding) for finding in verify.findings()]


def test_nothing_is_found_where_they_were_written_or_wait(article: Article) -> None:
    assert Quotation.objects.count() == 2
    assert found() == []
    edit_article(by=COMMAND, article_id=article.pk, base_version=2, body="<p>آخر</p>")
    assert found() == []


@pytest.mark.parametrize(
    "wrong", [{"digest": 1}, {"shingles": [1]}, {"start": F("start") - 1}, {"words": 3}]
)
def test_one_that_is_not_of_the_text(article: Article, wrong: dict[str, object]) -> None:
    first = Quotation.objects.order_by("start")[0]
    Quotation.objects.filter(pk=first.pk).update(**wrong)
    assert found() == [
        f"quotations: article {article.pk}: its quotations are not those of its text"
    ]


def test_one_that_is_missing_or_older(article: Article) -> None:
    first = Quotation.objects.order_by("start")[0]
    Quotation.objects.filter(pk=first.pk).update(revision=1)
    assert found() == [f"quotations: article {article.pk}: its quotations are of several versions"]
    first.delete()
    assert found() == [
        f"quotations: article {article.pk}: its quotations are not those of its text"
    ]


def test_what_an_erased_article_left(article: Article) -> None:
    row = Quotation.objects.order_by("start")[0]
    erase_article(by=COMMAND, article_id=article.pk, reason="أمر")
    assert found() == []
    Quotation.objects.bulk_create([row])
    assert found() == [
        f"erasure: article {article.pk}: it was erased and still has quotations of its text"
    ]
