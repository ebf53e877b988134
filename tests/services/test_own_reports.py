"""A report whose address is one of this archive: the citation rests on that article."""

from typing import Any

import pytest

from articles.models import Citation
from articles.services.actors import COMMAND
from articles.services.citations import change_citation
from articles.services.own_reports import article_at
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(settings: Any) -> None:
    settings.SITE_URL = "https://archive.example"


def test_the_address_of_an_article_leads_to_it() -> None:
    article = factories.article()
    for address in (
        f"https://archive.example/a/{article.pk}/",
        f"https://ARCHIVE.example/a/{article.pk}/عنوان/#e3",
        f"http://archive.example/a/{article.pk}/x/?y=1",
    ):
        assert article_at(address) == article


def test_other_addresses_lead_nowhere() -> None:
    article = factories.article()
    for address in (
        f"https://other.example/a/{article.pk}/",
        f"https://archive.example/b/{article.pk}/",
        f"https://archive.example/a/{article.pk + 1}/",
        "https://archive.example/a/99999999999999999999999/",
        "https://[::1/a/1/",
        "",
    ):
        assert article_at(address) is None


def test_a_citation_rests_on_the_article_at_its_address() -> None:
    report, article = factories.article(), factories.article()
    citation = factories.citation(article, name="الأرشيف")
    address = f"https://archive.example/a/{report.pk}/"
    change_citation(by=COMMAND, citation_id=citation.pk, report_address=address)
    assert Citation.objects.get(pk=citation.pk).rests_on == report
    own = f"https://archive.example/a/{article.pk}/"
    change_citation(by=COMMAND, citation_id=citation.pk, report_address=own)
    assert Citation.objects.get(pk=citation.pk).rests_on is None
