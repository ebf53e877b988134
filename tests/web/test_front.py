"""The front page: pictures, the corrections of the week, rows of sections without a gap."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Correction, Image
from articles.services.actors import COMMAND
from articles.services.publishing import correct, withdraw
from articles.services.renditions import make_renditions
from articles.templatetags.addresses import article_path
from articles.web.page_cache import PAGES
from tests import factories
from tests.web.reading import text, texts, tree

pytestmark = pytest.mark.django_db

AT = datetime(2020, 1, 2, 9, 30, tzinfo=UTC)


def test_the_lead_and_the_first_of_a_block_show_their_pictures(
    client: Client, image: Image
) -> None:
    section = factories.section()
    old = factories.article("قديم", at=AT, section=section, lead_image=image)
    for number in range(1, 7):
        factories.article(f"عنوان {number}", at=AT + timedelta(hours=number))
    lead = factories.article("جديد", at=AT + timedelta(hours=7), lead_image=image)
    assert tree(client, "/").findall(".//img") == []  # none is made yet
    make_renditions(image_id=image.pk)
    page = tree(client, "/")
    cards = page.findall(".//a[@class='card']")
    assert [card.get("href") for card in cards] == [article_path(lead), article_path(old)]
    assert [(card.get("tabindex"), card.get("aria-hidden")) for card in cards] == [
        ("-1", "true"), ("-1", "true"),
    ]  # fmt: skip
    first, second = page.findall(".//img")
    assert (first.get("width"), first.get("height")) == ("640", "400")
    assert (first.get("fetchpriority"), first.get("loading")) == ("high", None)
    assert (second.get("fetchpriority"), second.get("loading")) == (None, "lazy")
    for source in cards[0].iter("source"):
        choices = [choice.split() for choice in (source.get("srcset") or "").split(", ")]
        assert [width for _, width in choices] == ["320w", "640w"]
        for address, _ in choices:
            assert client.get(address)["Content-Type"] == source.get("type")


def test_the_corrections_of_the_week(client: Client) -> None:
    article = factories.article("عنوان")
    assert "تصحيحات الأسبوع" not in texts(tree(client, "/"), ".//h2")
    for number in range(4):
        correct(by=COMMAND, article_id=article.pk, text=f"الصواب {number}.")
    now = timezone.localtime()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    times = [midnight - timedelta(days=6), midnight - timedelta(days=6, seconds=1), now, now]
    for number, at in enumerate(times):
        Correction.objects.filter(text=f"الصواب {number}.").update(at=at)
    PAGES.clear()
    page = tree(client, "/")
    assert [one.split(": ")[1] for one in texts(page, ".//article[@class='mend']/p")] == [
        "الصواب 3.", "الصواب 2.", "الصواب 0.",
    ]  # fmt: skip
    link = page.find(".//article[@class='mend']//a")
    assert link is not None and text(link) == "عنوان"
    assert link.get("href") == f"{article_path(article)}#corrections"


def test_no_correction_of_what_was_withdrawn(client: Client) -> None:
    article = factories.article("سُحبت")
    factories.article("باقية")
    correct(by=COMMAND, article_id=article.pk, text="الصواب 2019.")
    assert "الصواب" in text(tree(client, "/"))
    withdraw(by=COMMAND, article_id=article.pk, code="error", reason="خطأ")
    assert "الصواب" not in text(tree(client, "/"))


@pytest.mark.parametrize(("count", "rows"), [(3, [3]), (6, [3, 3]), (12, [4, 4, 4])])
def test_the_sections_fill_their_rows(client: Client, count: int, rows: list[int]) -> None:
    for number in range(7):
        factories.article(f"عنوان {number}", at=AT + timedelta(days=1))
    for number in range(count):
        factories.article(at=AT, section=factories.section(f"قسم {number}", position=number))
    page = tree(client, "/")
    found = [div for div in page.iter("div") if "blocks" in (div.get("class") or "").split()]
    assert [len(row.findall("section")) for row in found] == rows
    assert [row.get("class") for row in found] == [f"blocks of-{length}" for length in rows]
    names = [name for row in found for name in texts(row, "section/h2")]
    assert names == [f"قسم {number}" for number in range(count)]
