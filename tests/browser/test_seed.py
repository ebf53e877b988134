"""The first article, imported as pasted: foreign runs where they belong, its credit a source."""

import hashlib
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from articles.models import Article
from tests.browser.conftest import OpenPage
from tests.browser.glyphs import boxes, stands_to_the_left

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def article(live_server: object, seed: Path) -> Article:
    call_command("import_articles", str(seed), "--publish", verbosity=0)
    return Article.objects.get()


def test_foreign_runs_leave_the_punctuation_where_it_belongs(
    article: Article, open_page: OpenPage
) -> None:
    page = open_page()
    page.goto(f"/a/{article.pk}/")
    stands_to_the_left(page, "الروسية ", "S-400", "،", " أشار")
    stands_to_the_left(page, "مجلة ", "”", " New Defence Order. Strategy", "”", " الروسية", ".")
    new, defence, order, strategy = boxes(page, "New ", "Defence ", "Order. ", "Strategy")
    assert new[1] <= defence[0] + 2 and defence[1] <= order[0] + 2 and order[1] <= strategy[0] + 2
    runs = page.locator(".body bdi[lang=en][dir=ltr]")
    expect(runs).to_have_text(["New Defence Order. Strategy", "S-400"])
    credit = page.locator("#isnad q").first
    expect(credit).to_have_text("المصدر: موقع DFNC.RU")


def test_the_credit_is_out_of_the_text_and_in_the_sources(
    article: Article, open_page: OpenPage
) -> None:
    page = open_page(390)
    page.goto(f"/a/{article.pk}/")
    expect(page.locator(".body")).not_to_contain_text("DFNC")
    expect(page.locator(".body")).not_to_contain_text("قم بكتابة")
    expect(page.locator("#isnad .name")).to_have_text(["DFNC.RU"])
    expect(page.locator(".facts")).to_contain_text("التاريخ غير معروف")
    expect(page.locator(".facts")).to_contain_text("مصدر واحد مسمّى، أصل واحد")
    expect(page.locator("#comments")).to_contain_text("كن أول من يعلّق")


def test_the_original_downloads_byte_for_byte(
    article: Article, open_page: OpenPage, seed: Path
) -> None:
    page = open_page()
    page.goto(f"/a/{article.pk}/")
    with page.expect_download() as download:
        page.get_by_role("link", name="الأصل كما وصلنا").click()
    got = Path(download.value.path()).read_bytes()
    assert hashlib.sha256(got).digest() == hashlib.sha256(seed.read_bytes()).digest()
    assert download.value.suggested_filename == f"article-{article.pk}.txt"
