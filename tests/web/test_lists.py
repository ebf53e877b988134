"""What lists of articles show: dates, headlines and chains, counts, and who stands where."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils.encoding import iri_to_uri

from articles.models import Source
from articles.services.actors import COMMAND
from articles.services.comments import decide_comments, submit_comment
from articles.services.publishing import correct
from articles.templatetags.addresses import source_path
from tests import factories
from tests.web.reading import counted, facts, rows, text, texts, tree

pytestmark = pytest.mark.django_db

AT = datetime(2020, 1, 2, 9, 30, tzinfo=UTC)


def test_the_front_page(client: Client) -> None:
    sections = [factories.section(name) for name in ("الشؤون الدولية", "الاقتصاد", "الرياضة")]
    made = [
        factories.article(f"عنوان {n}", section=sections[n % 2], dated=f"2019-06-{n + 1:02}")
        for n in range(12)
    ]
    undated = factories.article(
        "بلا", section=sections[0], date_unknown=True, at=AT.replace(year=2018)
    )
    source = factories.source("NASA", "ناسا")
    for article in made[:3]:
        factories.citation(article, source)
    factories.citation(made[0], name="السفير", via=factories.citation(made[0], source))
    comment = submit_comment(article_id=made[11].pk, name="سارة", text="تعليق")
    decide_comments(by=COMMAND, comment_ids=[comment.pk], state="approved")
    page = tree(client, "/")
    assert texts(page, ".//p[@class='ear']")[1] == "13 مادةمصدر واحد"
    assert text(page.find(".//article[@class='lead']/h2")) == "عنوان 11"
    assert text(page.find(".//article[@class='lead']/p[@class='meta']")) == (
        "12 حزيران/يونيو 2019تعليق واحد"
    )
    assert texts(page, ".//div[@class='pair']//h3") == ["عنوان 10", "عنوان 9"]
    assert texts(page, ".//section[@class='latest']//h3") == [f"عنوان {n}" for n in (8, 7, 6, 5)]
    blocks = page.findall(".//div[@class='blocks of-2']/section")
    assert [texts(block, ".//h2") + texts(block, ".//h3") for block in blocks] == [
        ["الشؤون الدولية", "عنوان 4", "عنوان 2", "عنوان 0"],
        ["الاقتصاد", "عنوان 3", "عنوان 1"],
    ]
    assert texts(page, ".//ol[@class='top']/li") == ["ناسا3"]
    assert counted(page) == [("حزيران/يونيو", "12")]
    assert texts(page, ".//p[@class='years']/a") == ["كل السنوات", "بلا تاريخ"]
    assert undated.title not in texts(page, ".//h3")


def test_an_empty_archive(client: Client) -> None:
    assert "لم يُنشر هنا شيء بعد." in text(tree(client, "/").find(".//main"))
    for path in ("/archive/", "/archive/undated/", "/sources/", "/corrections/"):
        assert text(tree(client, path).find(".//p[@class='empty']")), path


def test_a_section_newest_first_by_the_originals_dates(client: Client) -> None:
    section = factories.section("الرياضة", description="أرقام ودورات.")
    factories.article("قديم", section=section, dated="2019-06-18", at=AT)
    factories.article("جديد", section=section, dated="2021", at=AT)
    factories.article("بلا", section=section, date_unknown=True, at=AT)
    factories.article("في غيره", section=factories.section())
    page = tree(client, f"/sections/{section.slug}/")
    assert texts(page, ".//h1") == ["الرياضة"]
    assert text(page.find(".//p[@class='stand']")) == "أرقام ودورات."
    assert rows(page) == [
        ("2021", "جديد", ""), ("بلا تاريخ", "بلا", ""), ("18 حزيران/يونيو 2019", "قديم", ""),
    ]  # fmt: skip
    assert texts(page, ".//nav//a[@aria-current='page']") == ["الرياضة"]


def test_a_topic_and_a_person(client: Client) -> None:
    topic, person = factories.topic("قطر"), factories.person("ليلى الصبّاغ")
    section = factories.section("الرياضة")
    factories.article(
        "عنوان", topics=[topic], people=[person], section=section, dated="2019", at=AT
    )
    factories.article("غيره")
    for path in (f"/topics/{topic.slug}/", f"/people/{person.pk}/{person.slug}/"):
        assert rows(tree(client, path)) == [("2019", "عنوان", "الرياضة")]
    response = client.get(f"/people/{person.pk}/")
    assert (response.status_code, response["Location"]) == (
        301, iri_to_uri(f"/people/{person.pk}/{person.slug}/"),
    )  # fmt: skip


def test_the_archive_counts_what_it_lists(client: Client) -> None:
    for dated in ("2019-06-18", "2019-06-18", "2019-06", "2019", "2018-02-03", "195X"):
        factories.article(dated, dated=dated)
    factories.article("بلا", date_unknown=True)
    page = tree(client, "/archive/")
    assert text(page.find(".//p[@class='stand']")).startswith("7 مواد")
    assert counted(page) == [("2019", "4"), ("2018", "1"), ("1950", "1"), ("بلا تاريخ", "1")]
    year = tree(client, "/archive/2019/")
    assert texts(year, ".//h1") == ["2019"]
    assert text(year.find(".//p[@class='stand']")) == "4 مواد"
    assert counted(year) == [("حزيران/يونيو", "3")]
    assert text(year.find(".//h2[@id='v-h']")) == "مادة واحدة لا يُعرف شهرها"
    assert [row[1] for row in rows(year)] == ["2019"]
    month = tree(client, "/archive/2019/06/")
    assert texts(month, ".//h1") == ["حزيران/يونيو 2019"]
    assert text(month.find(".//p[@class='stand']")) == "3 مواد"
    assert texts(month, ".//ol[@class='days']/li") == ["18 (2)"]
    assert sorted(row[1] for row in rows(month)) == ["2019-06", "2019-06-18", "2019-06-18"]
    day = tree(client, "/archive/2019/06/18/")
    assert texts(day, ".//h1") == ["الثلاثاء 18 حزيران/يونيو 2019"]
    assert [row[1] for row in rows(day)] == ["2019-06-18", "2019-06-18"]
    undated = tree(client, "/archive/undated/")
    assert [row[1] for row in rows(undated)] == ["بلا"]


def test_the_index_of_sources_in_arabic_order(client: Client) -> None:
    article = factories.article()
    labels = ["وكالة تاس", "الأهرام", "أسوشيتد برس", "إذاعة موسكو", "البرافدا"]
    for label in labels:
        factories.citation(article, factories.source(label, label))
    latin = factories.source("NASA")
    factories.citation(article, latin)
    factories.citation(factories.article(), latin)
    # Nothing that readers see rests on these.
    factories.source("Uncited")
    factories.citation(article, factories.source("Suggested"), state="suggested")
    factories.citation(factories.draft(), factories.source("Of a draft"))
    merged = factories.source("Nasa again")
    Source.objects.filter(pk=merged.pk).update(merged_into=latin)
    page = tree(client, "/sources/")
    assert texts(page, ".//section//h2") == ["ا", "ب", "و", "N"]
    assert counted(page) == [
        ("إذاعة موسكو", "1"), ("أسوشيتد برس", "1"), ("الأهرام", "1"), ("البرافدا", "1"),
        ("وكالة تاس", "1"), ("NASA", "2"),
    ]  # fmt: skip
    response = client.get(f"/sources/{merged.pk}/")
    assert (response.status_code, response["Location"]) == (301, source_path(latin))
    assert client.get(f"/sources/{latin.pk}/wrong/")["Location"] == source_path(latin)


def test_a_source_with_its_part_in_the_articles(client: Client) -> None:
    owner = factories.source("Holding", "الشركة")
    source = factories.source(
        "Kommersant", "كوميرسانت", owner=owner, country="RU", kind="newspaper",
        domains=["kommersant.ru"], description="يومية روسية.",
    )  # fmt: skip
    site = factories.source("DFNC.RU", "موقع DFNC.RU")
    speaker = factories.source("Ambassador", "السفير", kind="person")
    for dated, origin in (("2019-06-18", False), ("2019-07-01", True), ("", True), ("2021", True)):
        article = factories.article(dated or "بلا", dated=dated, date_unknown=not dated, at=AT)
        near = factories.citation(article, site)
        link = factories.citation(article, source, via=near)
        if not origin:
            factories.citation(article, speaker, via=link, role="spoken")
    page = tree(client, source_path(source))
    assert texts(page, ".//h1") == ["كوميرسانت"]
    assert texts(page, ".//p[@class='names']/span") == ["Kommersant"]
    assert facts(page) == {
        "النوع": "صحيفة", "البلد": "روسيا", "المالك": "الشركة", "النطاق": "kommersant.ru",
    }  # fmt: skip
    assert text(page.find(".//p[@class='say-it']")) == (
        "استندت إليه 4 مواد. وكان أصل الخبر في 3 مواد."
    )
    assert texts(page, ".//ol[@class='chart']/li") == ["22019", "12021"]
    assert [texts(row, "*") for row in page.findall(".//table//tbody/tr")] == [
        ["2021", "1", "0"], ["2019", "1", "1"], ["بلا تاريخ", "1", "0"],
    ]  # fmt: skip
    assert texts(page, ".//section[@aria-labelledby='u-h']//li") == ["السفير1"]
    assert texts(page, ".//section[@aria-labelledby='d-h']//li") == ["موقع DFNC.RU4"]
    assert [(row[1], row[2]) for row in rows(page)] == [
        ("2021", "أصل الخبر"), ("بلا", "أصل الخبر"), ("2019-07-01", "أصل الخبر"),
        ("2019-06-18", "منقول عنه"),
    ]  # fmt: skip
    assert texts(page, ".//mark") == ["كوميرسانت"] * 4


def test_corrections_newest_first(client: Client) -> None:
    for number in (1, 2):
        article = factories.article(f"عنوان {number}")
        correct(by=COMMAND, article_id=article.pk, text=f"تصحيح {number}.")
    page = tree(client, "/corrections/")
    assert [texts(one, "p") for one in page.findall(".//article[@class='fix']")] == [
        ["تصحيح 2.", "عنوان 2"], ["تصحيح 1.", "عنوان 1"],
    ]  # fmt: skip


def test_how_we_work(client: Client) -> None:
    page = tree(client, "/about/")
    assert texts(page, ".//h1") == ["كيف نعمل"]
    assert [heading.get("id") for heading in page.findall(".//article//h2")] == [
        "chain", "marks", "dates", "originals", "corrections", "comments", "readers",
    ]  # fmt: skip


def test_a_list_without_articles_says_so(client: Client) -> None:
    section = factories.section("الرياضة")
    page = tree(client, f"/sections/{section.slug}/")
    assert text(page.find(".//p[@class='empty']")) == "لا شيء هنا بعد."
    assert page.find(".//a[@rel='next']") is None


def test_slugs_of_any_script_and_what_does_not_exist(client: Client) -> None:
    section = factories.section("شؤون & ثقافة")
    assert client.get(iri_to_uri(f"/sections/{section.slug}/")).status_code == 200
    for path in ("/sections/غير/", "/topics/غير/", "/people/1/x/", "/sources/99/x/"):
        page = tree(client, path, 404)
        assert texts(page, ".//h1") == ["لا شيء في هذا العنوان"]
