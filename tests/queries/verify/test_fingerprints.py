"""Fingerprints that are not those of their texts are found; those of an older text may wait."""

import pytest

from articles.models import Article, Fingerprint, FingerprintBand
from articles.queries import verify
from articles.services.actors import COMMAND
from articles.services.drafting import edit_article
from articles.services.erasure import erase_article
from articles.services.near_copies import remember_signature
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    made = factories.article(body=f"<p>{' '.join(f'كلمة{n}' for n in range(40))}</p>")
    remember_signature(article_id=made.pk)
    remember_signature(article_id=factories.article().pk)
    return made


def found() -> list[str]:
    return [str(finding) for finding in verify.findings()]


def test_nothing_is_found_where_they_were_written_or_wait(article: Article) -> None:
    assert found() == []
    edit_article(by=COMMAND, article_id=article.pk, base_version=2, body="<p>آخر</p>")
    assert found() == []


def test_one_that_is_not_of_the_text(article: Article) -> None:
    Fingerprint.objects.filter(pk=article.pk).update(shingles=99)
    assert found() == [f"fingerprints: article {article.pk}: its signature is not that of its text"]
    Fingerprint.objects.filter(pk=article.pk).update(signature=b"123")
    assert found() == [f"fingerprints: article {article.pk}: its signature is none"]


def test_bands_that_are_missing(article: Article) -> None:
    band = FingerprintBand.objects.filter(fingerprint=article.pk).order_by("band")[0]
    FingerprintBand.objects.filter(fingerprint=article.pk, band=band.band).delete()
    assert found() == [
        f"fingerprints: article {article.pk}: its bands are not those of its signature"
    ]


def test_what_an_erased_article_left(article: Article) -> None:
    row = Fingerprint.objects.get(pk=article.pk)
    erase_article(by=COMMAND, article_id=article.pk, reason="أمر")
    assert found() == []
    Fingerprint.objects.bulk_create([row])
    assert found()[0] == (
        f"erasure: article {article.pk}: it was erased and still has a fingerprint of its text"
    )
