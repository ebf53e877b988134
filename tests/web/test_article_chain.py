"""«How we know» on the page of an article: told, led to, marked, and never more than is confirmed."""

import json
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from articles.models import Article
from articles.services.actors import COMMAND
from articles.services.citations import change_citation
from articles.services.publishing import correct
from articles.services.quotations import remember_quotations
from articles.templatetags.addresses import article_path
from articles.web.page_cache import PAGES
from tests import factories
from tests.web.reading import text, texts, tree

pytestmark = pytest.mark.django_db

PLAIN = "وكان البلدان قد وقّعا اتفاقية للتعاون العسكري دخلت حيز التنفيذ لمدة خمس سنوات."
SAID = "قال السفير أحمد بن ناصر إن التعاون بين البلدين ماض في النمو وفق كوميرسانت."
QUOTED = "بيننا العديد من مجالات التعاون العسكري والتقني لا سيما في مجال تدريب الأفراد"


def chained(*, states: tuple[str, str] = ("confirmed", "confirmed"), **fields: object) -> Article:
    article = factories.article(body=f"<p>{SAID}</p><p>{PLAIN}</p>", **fields)  # type: ignore[arg-type]
    paper = factories.source("Kommersant", "كوميرسانت", kind="newspaper")
    near = factories.citation(article, paper, role="interview", exact="كوميرسانت", state=states[0])
    change_citation(by=COMMAND, citation_id=near.pk, report_address="https://kommersant.example/1")
    factories.citation(
        article, name="السفير أحمد بن ناصر", via=near, role="spoken", state=states[1],
        exact="قال السفير أحمد",
    )  # fmt: skip
    return article


def test_the_sentence_the_drawing_and_the_list(client: Client) -> None:
    page = tree(client, article_path(chained()))
    assert text(page.find(".//p[@class='told']")) == (
        "تستند هذه المادة إلى مقابلة أجرتها صحيفة كوميرسانت مع السفير أحمد بن ناصر."
    )
    drawn = page.find(".//aside[@id='isnad']/{*}svg")
    assert drawn is not None and len(drawn.findall(".//{*}circle")) == 2
    assert texts(page, ".//li//span[@class='how']") == ["هذه المادة", "عن مقابلة أجرتها", "مع"]


def test_each_link_leads_to_its_words_by_our_mark_and_by_the_words(client: Client) -> None:
    article = chained()
    page = tree(client, article_path(article))
    links = {text(a): a.get("href") or "" for a in page.findall(".//li[@id='s1']//a")}
    assert links["الشاهد"] == "#e1"
    assert unquote(links["رابط الشاهد"]) == (
        f"{unquote(article_path(article))}#e1:~:text=في النمو-,وفق كوميرسانت"
    )
    links = {text(a): a.get("href") or "" for a in page.findall(".//li[@id='s2']//a")}
    assert unquote(links["رابط الشاهد"]).endswith("#e2:~:text=قال السفير أحمد بن ناصر")
    ids = [element.get("id") for element in page.iter() if element.get("class") == "ev"]
    assert ids == ["e2", "e1"]


def test_paragraphs_without_a_named_source_are_marked_and_counted(client: Client) -> None:
    page = tree(client, article_path(chained()))
    (bare,) = page.findall(".//div[@class='body']/p[@class='bare']")
    assert text(bare) == f"{PLAIN} بلا مصدر مسمّى"
    assert text(page.find(".//p[@id='bare']")) == (
        "فقرة واحدة من اثنتين بلا مصدر مسمّى، وعلامتها في النص خط منقّط."
    )


def test_where_no_paragraph_names_one_none_is_marked(client: Client) -> None:
    article = factories.article(body=f"<p>{PLAIN}</p>", footer="المصدر: موقع ما")
    factories.citation(article, name="موقع ما", target="footer", exact="المصدر: موقع ما")
    page = tree(client, article_path(article))
    assert page.findall(".//p[@class='bare']") == []
    assert text(page.find(".//p[@id='bare']")) == "لا فقرة في النص تسمّي مصدرًا."


def test_suggestions_are_not_shown(client: Client) -> None:
    page = tree(client, article_path(chained(states=("suggested", "suggested"))))
    aside = page.find(".//aside[@id='isnad']")
    assert aside is not None and texts(aside, "p[@class='sum']") == ["لا مصدر مسمّى بعد"]
    assert "كوميرسانت" not in text(aside) and aside.findall(".//li") == []
    assert page.findall(".//a[@class='ev']") == []


def test_suggestions_are_marked_and_not_counted_where_the_newsroom_wants_them(
    client: Client, settings: Settings
) -> None:
    article = chained(states=("confirmed", "suggested"))
    path = article_path(article)
    without = client.get(path)
    told = client.get(f"/api/v1/articles/{article.pk}/").content
    settings.SHOW_SUGGESTED = True
    PAGES.clear()  # the setting is read when the site starts, and with it these are empty
    page = tree(client, path)
    assert text(page.find(".//p[@class='sum']")) == "مصدر واحد مسمّى، أصل واحد مستقل"
    assert texts(page, ".//ul[@class='chain maybe']/li/span[@class='name']") == [
        "السفير أحمد بن ناصر"
    ]
    assert [item.get("class") for item in page.findall(".//ul[@class='chain maybe']/li")] == [
        "hop far"
    ]
    assert "لم يراجعه محرر بعد." in text(page.find(".//ul[@class='chain maybe']"))
    assert len(page.findall(".//a[@class='ev']")) == 1  # the confirmed one's
    (block,) = page.findall(".//script[@type='application/ld+json']")
    assert [one["name"] for one in json.loads(block.text or "")["citation"]] == ["كوميرسانت"]
    assert client.get(path)["ETag"] != without["ETag"]
    assert client.get(f"/api/v1/articles/{article.pk}/").content == told


def test_suggestions_of_an_article_without_a_chain(client: Client, settings: Settings) -> None:
    settings.SHOW_SUGGESTED = True
    page = tree(client, article_path(chained(states=("suggested", "rejected"))))
    assert page.find(".//p[@class='told']") is None
    assert texts(page, ".//ul[@class='chain maybe']/li/a") == ["كوميرسانت"]


def test_programs_read_the_same_chain(client: Client) -> None:
    page = tree(client, article_path(chained(origin_url="https://first.example/1")))
    (block,) = page.findall(".//script[@type='application/ld+json']")
    said = json.loads(block.text or "")
    assert said["isBasedOn"] == ["https://first.example/1", "https://kommersant.example/1"]
    assert [one["name"] for one in said["citation"]] == ["كوميرسانت", "السفير أحمد بن ناصر"]


def test_the_same_quotation_in_other_articles(client: Client) -> None:
    body = f"<p>قال السفير: «{QUOTED}».</p>"
    article, other = factories.article("الأولى", body=body), factories.article("الثانية", body=body)
    hidden = factories.draft("مسودة", body=body)
    remember_quotations(article_ids=[article.pk, other.pk, hidden.pk])
    page = tree(client, article_path(article))
    assert texts(page, ".//section[@class='said']//li") == [
        "«بيننا العديد من مجالات التعاون العسكري والتقني لا…» ورد هذا الاقتباس أيضًا في: الثانية"
    ]
    link = page.find(".//section[@class='said']//a")
    assert link is not None and link.get("href") == article_path(other)
    alone = tree(client, article_path(factories.article("ثالثة")))
    assert alone.find(".//section[@class='said']") is None


def test_all_of_it_takes_eight_queries_at_most(client: Client) -> None:
    """A chain, topics, people, a correction, and words that stand elsewhere too."""
    body = f"<p>قال السفير: «{QUOTED}».</p>"
    article = factories.article(
        body=body, topics=[factories.topic("قطر")], people=[factories.person("ليلى")]
    )
    other = factories.article(body=body)
    factories.citation(article, name="السفير", exact="قال السفير")
    correct(by=COMMAND, article_id=article.pk, text="الصواب 2019.")
    remember_quotations(article_ids=[article.pk, other.pk])
    PAGES.clear()
    with CaptureQueriesContext(connection) as queries:
        page = client.get(article_path(article)).content.decode()
    assert 'class="said"' in page and 'id="corrections"' in page
    assert len(queries) <= 8


def test_the_preview_of_a_draft_that_has_no_day(admin_client: Client) -> None:
    article = factories.draft("مسودة")
    factories.citation(article, factories.source("Tass", "تاس", kind="agency"))
    page = admin_client.get(reverse("articles:preview", args=[article.pk])).content.decode()
    assert "وكالة تاس" in page
