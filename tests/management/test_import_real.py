"""The first article, from its file to readers' pages, and the corpus, through `import_articles`."""

import hashlib
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from articles.models import Article, Original, Revision
from articles.text.html import text_of
from articles.web.page_cache import PAGES
from tests import factories
from tests.management.importing import counts, run

pytestmark = pytest.mark.django_db


def test_the_seed_article_from_file_to_page(seed: Path, client: Client, settings: Settings) -> None:
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    PAGES.clear()
    out, _ = run(seed, publish=True)
    assert out[1] == "  created            1"
    lines = seed.read_text("utf-8").splitlines()
    article = Article.objects.get()
    assert (article.title, article.body_text) == (lines[0], "\n\n".join(lines[1:-2]))
    assert text_of(article.body) == article.body_text
    assert article.footer == "المصدر: موقع DFNC.RU"
    assert article.footer_prompt == "قم بكتابة اول تعليق"
    assert "المصدر:" not in article.body and "تعليق" not in article.body
    assert (article.dated, article.date_unknown, article.dated_from) == ("", True, None)
    citation = article.citations.get()
    assert (citation.source, citation.name, citation.role) == (None, "DFNC.RU", "credit")
    assert (citation.target, citation.exact) == ("footer", "المصدر: موقع DFNC.RU")
    assert article.footer[citation.start : citation.end] == citation.exact  # type: ignore[misc]
    assert (citation.cue, citation.state, citation.evidence_state) == (
        "المصدر",
        "confirmed",
        "found",
    )
    raw = seed.read_bytes()
    original = client.get(reverse("articles:original", args=[article.pk]))
    assert hashlib.sha256(original.content).hexdigest() == hashlib.sha256(raw).hexdigest()
    assert original.content == raw and original["Content-Type"] == "text/plain"
    page = client.get(reverse("articles:article", args=[article.pk, article.slug]))
    html = page.content.decode()
    assert page.status_code == 200
    for name in ("DFNC.RU", "S-400", "New Defence Order. Strategy"):
        assert f">{name}</bdi>" in html, name
    assert "قم بكتابة اول تعليق" not in html


def test_a_credit_finds_the_source_that_has_its_domain(seed: Path) -> None:
    source = factories.source("New Defence Order", domains=["dfnc.ru"])
    run(seed)
    assert Article.objects.get().citations.get().source == source


@pytest.mark.processes
def test_the_corpus(corpus: Path) -> None:
    out, _ = run(corpus / "articles_dev.jsonl.gz", publish=True, verbosity=0)
    assert out[:4] == [
        "11,541 items of 1 file",
        "  created       11,541",
        "  unchanged          0",
        "  rejected           0",
    ]
    assert Article.objects.count() == Original.objects.count() == Revision.objects.count() == 11_541
    assert Article.objects.filter(dated="", date_unknown=True, dated_from=None).count() == 3_174
    assert Article.objects.public().count() == 11_541
    before = counts()
    assert run(corpus / "articles_dev.jsonl.gz", publish=True)[0][2] == "  created            0"
    assert counts() == before
