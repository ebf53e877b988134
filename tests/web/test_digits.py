"""With Arabic-Indic digits, every number of ours on readers' pages is written so; texts are not."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from django.test import Client
from pytest_django import Settings

from articles.services.actors import COMMAND
from articles.services.publishing import withdraw
from articles.templatetags.addresses import article_path
from articles.web.page_cache import PAGES
from tests import factories
from tests.web.world import build

pytestmark = pytest.mark.django_db
# Of others, and as they wrote it: foreign runs, the article's words, what programs read.
WRITTEN = re.compile(r"(?:سفير قطر: التعاون)? ماضٍ \d|الصواب 2019\.|لا 2017\.|Magazine \d+")
NOT_OURS = {"script", "style", "code", "bdi", "textarea"}
NUMBERLESS = {"undated", "report", "not found"}
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr", "path", "rect"}
SPOKEN = ("aria-label", "title", "alt", "placeholder")


class Numbers(HTMLParser):
    """Texts and spoken attributes with 0-9 in them."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        for name in SPOKEN:
            self._weigh(dict(attrs).get(name) or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not NOT_OURS.intersection(self.open):
            self._weigh(data)

    def _weigh(self, text: str) -> None:
        if re.search("[0-9]", WRITTEN.sub("", text)):
            self.found.append(" ".join(text.split()))


def numbers(html: str) -> list[str]:
    page = Numbers()
    page.feed(html)
    return page.found


def test_no_number_of_ours_is_left(
    client: Client, settings: Settings, search_index: Callable[[], None]
) -> None:
    settings.DIGITS, settings.HIJRI_DATES = "arabic", True
    world = build(3)
    gone = factories.article("مادة مسحوبة")
    withdraw(by=COMMAND, article_id=gone.pk, code="rights", reason="سبب")
    search_index()
    PAGES.clear()
    left = {}
    others = {"withdrawn": f"/a/{gone.pk}/", "not found": "/nothing/"}
    for kind, path in {**world.paths(), **world.forms(), **others}.items():
        html = client.get(path).content.decode()
        if found := numbers(html):
            left[kind] = found
        assert re.search("[٠-٩]", html) or kind in NUMBERLESS, kind
    assert left == {}


def test_the_words_of_an_article_keep_their_digits(client: Client, settings: Settings) -> None:
    settings.DIGITS = "arabic"
    article = factories.article(
        "بين 2019 و2021", body="<p>في 18 حزيران 2019، نحو 1,250.5 كم، S-400.</p>", standfirst="17"
    )
    PAGES.clear()
    html = client.get(article_path(article)).content.decode()
    assert "بين 2019 و2021" in html
    assert "في 18 حزيران 2019، نحو 1,250.5 كم، " in html
    assert '<p class="stand">17</p>' in html
