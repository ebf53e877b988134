"""The page of an article: what stands in its head, around its text and under it."""

import hashlib
from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils.encoding import iri_to_uri
from PIL import Image as Pillow
from pytest_django import Settings

from articles.models import Article, Original
from articles.services.actors import COMMAND
from articles.services.comments import decide_comments, submit_comment
from articles.services.drafting import edit_article
from articles.services.images import add_image
from articles.services.publishing import correct
from articles.services.renditions import make_renditions
from articles.templatetags.addresses import article_path
from tests import factories
from tests.web.reading import facts, text, texts, tree

pytestmark = pytest.mark.django_db

AT = datetime(2020, 1, 2, 9, 30, tzinfo=UTC)


def test_the_facts_of_an_imported_article(client: Client) -> None:
    article = factories.article(
        "عنوان", at=AT, dated="2019-06", people=[factories.person("ليلى"), factories.person("سامي")],
        publisher_name="DFNC.RU", origin_url="https://dfnc.example/1?a=1&b=2",
    )  # fmt: skip
    page = tree(client, article_path(article))
    assert facts(page) == {
        "تحرير": "ليلى، سامي",
        "تاريخ الأصل": "حزيران/يونيو 2019",
        "أُدرج في الأرشيف": "2 كانون الثاني/يناير 2020",
        "نُشر أولًا في": "DFNC.RU",
        "مدة القراءة": "دقيقة واحدة",
    }
    link = page.find(".//dd/a[@rel='nofollow noopener']")
    assert link is not None and link.get("href") == "https://dfnc.example/1?a=1&b=2"


def test_an_article_written_here_has_one_date(client: Client) -> None:
    article = factories.article("عنوان", at=AT, byline_text="وكالات")
    assert facts(tree(client, article_path(article))) == {
        "تحرير": "وكالات", "نُشر": "2 كانون الثاني/يناير 2020",
        "مدة القراءة": "دقيقة واحدة",
    }  # fmt: skip


def test_an_unknown_date_is_said(client: Client) -> None:
    article = factories.article("عنوان", at=AT, date_unknown=True)
    assert facts(tree(client, article_path(article))) == {
        "تاريخ الأصل": "التاريخ غير معروف", "أُدرج في الأرشيف": "2 كانون الثاني/يناير 2020",
        "مدة القراءة": "دقيقة واحدة",
    }  # fmt: skip


def test_updated_only_when_the_text_changed_and_corrected_when_it_was(client: Client) -> None:
    article = factories.article("عنوان", at=AT)
    path = article_path(article)
    assert "حُدّث" not in facts(tree(client, path))
    correct(by=COMMAND, article_id=article.pk, text="الصواب 2019.")
    assert set(facts(tree(client, path))) == {"نُشر", "صُحّح", "مدة القراءة"}
    article.refresh_from_db()
    edit_article(
        by=COMMAND, article_id=article.pk, base_version=article.version, body="<p>نص آخر.</p>"
    )
    page = tree(client, path)
    assert set(facts(page)) == {"نُشر", "حُدّث", "صُحّح", "مدة القراءة"}
    fix = page.find(".//section[@id='corrections']")
    assert text(fix).endswith("الصواب 2019.") and text(fix).startswith("تصحيح · ")


def test_the_chain_with_its_roles_and_evidence(client: Client) -> None:
    article = factories.article(
        body="<p>قال السفير، وفق مجلة «New Defence Order. Strategy»، إنه ماضٍ.</p>",
        footer="المصدر: موقع DFNC.RU",
    )
    site = factories.source("DFNC.RU", "موقع DFNC.RU", kind="site")
    near = factories.citation(
        article, site, role="credit", exact="المصدر: موقع DFNC.RU", target="footer", consulted=True
    )
    middle = factories.citation(
        article, name="مجلة", via=near, exact="وفق مجلة «New Defence Order. Strategy»"
    )
    factories.citation(article, name="السفير", via=middle, role="spoken", exact="قال السفير")
    page = tree(client, article_path(article))
    assert facts(page)["السند"] == "ثلاثة مصادر مسمّاة، أصل واحد مستقل"
    assert texts(page, ".//ol[@class='chain']/li") == [
        "هذه المادة",
        "نقلًا عن1موقع DFNC.RU«المصدر: موقع DFNC.RU» في ذيل المادة. اطّلعنا على النص.",
        "عن2مجلة لم نطّلع على النص. الشاهد · رابط الشاهد",
        "على لسان3السفير هنا ينتهي السند. الشاهد · رابط الشاهد",
    ]
    assert [item.get("class") for item in page.findall(".//ol[@class='chain']/li")] == [
        "hop here", "hop", "hop far", "hop root",
    ]  # fmt: skip
    marks = page.findall(".//div[@class='body']//a[@class='ev']")
    assert [(mark.get("id"), mark.get("href"), text(mark)) for mark in marks] == [
        ("e3", "#s3", "قال السفير 3"),
        ("e2", "#s2", "وفق مجلة «New Defence Order. Strategy» 2"),
    ]
    ids = {element.get("id") for element in page.iter()}
    inner = [a.get("href") or "" for a in page.iter("a") if (a.get("href") or "").startswith("#")]
    assert {href[1:] for href in inner} <= ids  # no link leads nowhere


def test_evidence_that_an_edit_took_away_is_not_shown_as_standing(client: Client) -> None:
    article = factories.article(body="<p>قال السفير إنه ماضٍ.</p>")
    factories.citation(article, name="السفير", role="spoken", exact="قال السفير")
    edit_article(by=COMMAND, article_id=article.pk, base_version=2, body="<p>قيل إنه ماضٍ.</p>")
    page = tree(client, article_path(article))
    assert page.findall(".//a[@class='ev']") == []
    assert "لم تعد" in text(page.find(".//li[@id='s1']"))


def test_what_stands_under_the_text(client: Client) -> None:
    article = factories.article(
        topics=[factories.topic("قطر"), factories.topic("روسيا")], rights="جميع الحقوق محفوظة."
    )
    page = tree(client, article_path(article))
    assert texts(page, ".//ul[@class='tags']/li") == ["روسيا", "قطر"]
    assert texts(page, ".//div[@class='after']/p") == ["أبلغ عن خطأ", "جميع الحقوق محفوظة."]
    assert text(page.find(".//section[@id='comments']")) == ("التعليقات كن أول من يعلّق اكتب تعليقًا")
    content = "نص\r\n".encode()
    original = Original.objects.create(
        sha256=hashlib.sha256(content).hexdigest(), media_type="text/plain", content=content
    )
    Article.objects.filter(pk=article.pk).update(original=original)
    edit_article(by=COMMAND, article_id=article.pk, base_version=2, comments_open=False)
    page = tree(client, article_path(article))
    assert text(page.find(".//div[@class='after']/p")) == "الأصل كما وصلنا، حرفًا بحرفأبلغ عن خطأ"
    assert text(page.find(".//section[@id='comments']")) == (
        "التعليقات أُغلق باب التعليق على هذه المادة."
    )
    got = client.get(f"/a/{article.pk}/original/")
    assert hashlib.sha256(got.content).hexdigest() == original.sha256


def test_the_head_for_programs(client: Client, settings: Settings) -> None:
    settings.SITE_URL = "https://isnad.example"
    article = factories.article(
        'عنوان "أول" & <ثانٍ>', at=AT, standfirst="سطر.", topics=[factories.topic("قطر")],
        section=factories.section("الشؤون الدولية"),
    )  # fmt: skip
    page = tree(client, article_path(article))
    canonical = page.find(".//link[@rel='canonical']")
    assert canonical is not None
    address = f"https://isnad.example{article_path(article)}"
    assert canonical.get("href") == address
    found = {
        meta.get("property"): meta.get("content") for meta in page.findall(".//meta[@property]")
    }
    modified = found.pop("article:modified_time")
    assert modified is not None and datetime.fromisoformat(modified) >= AT
    assert found == {
        "og:type": "article", "og:site_name": "إسناد", "og:locale": "ar_AR",
        "og:title": article.title, "og:description": "سطر.", "og:url": address,
        "article:published_time": "2020-01-02T12:30:00+03:00",
        "article:section": "الشؤون الدولية", "article:tag": "قطر",
    }  # fmt: skip
    assert len(page.findall(".//script[@type='application/ld+json']")) == 1
    assert text(page.find(".//title")) == f"{article.title} | إسناد"


def test_one_address(client: Client) -> None:
    article = factories.article("سفير قطر")
    for path in (f"/a/{article.pk}/", f"/a/{article.pk}/other/", f"/a/{article.pk}/comment/"):
        response = client.get(path)
        assert response.status_code == 301
        assert response["Location"] == iri_to_uri(f"/a/{article.pk}/سفير-قطر/")
    for word in ("comments", "report", "original"):
        named = factories.article(word)
        assert article_path(named) == f"/a/{named.pk}/"
        assert text(tree(client, f"/a/{named.pk}/").find(".//h1")) == word


def test_a_text_in_another_language_says_which(client: Client) -> None:
    article = factories.article("Qatar", body="<p>Qatar said.</p>", language="en")
    body = tree(client, article_path(article)).find(".//div[@class='body']")
    assert body is not None and (body.get("lang"), body.get("dir")) == ("en", "auto")
    arabic = tree(client, article_path(factories.article())).find(".//div[@class='body']")
    assert arabic is not None and (arabic.get("lang"), arabic.get("dir")) == (None, None)


def test_no_letter_in_the_title(client: Client) -> None:
    article = factories.article("!!")
    assert article_path(article) == f"/a/{article.pk}/"
    assert client.get(f"/a/{article.pk}/").status_code == 200


def test_comments_under_the_article_with_replies_of_one_level(client: Client) -> None:
    article = factories.article()
    first = submit_comment(article_id=article.pk, name="سارة", text="سؤال\n\nآخر <b>")
    submit_comment(article_id=article.pk, name="ينتظر", text="غير مقروء")
    decide_comments(by=COMMAND, comment_ids=[first.pk], state="approved")
    reply = submit_comment(article_id=article.pk, name="رامي", text="جواب", parent_id=first.pk)
    decide_comments(by=COMMAND, comment_ids=[reply.pk], state="approved")
    section = tree(client, article_path(article)).find(".//section[@id='comments']")
    assert section is not None
    assert texts(section, "h2") == ["تعليقان"]
    (thread,) = section.findall("article")
    assert texts(thread, "p")[1:] == ["سؤال", "آخر <b>"]
    assert texts(thread, "article/p")[1:] == ["جواب"]
    assert "غير مقروء" not in text(section)
    assert section.findall(".//form") == []


def test_the_lead_picture_in_sizes_to_choose_from(
    client: Client, settings: Settings, tmp_path: object
) -> None:
    settings.MEDIA_ROOT, settings.SITE_URL = tmp_path, "https://isnad.example"
    out = BytesIO()
    Pillow.new("RGB", (900, 600), "#97281a").save(out, "PNG")
    image = add_image(
        by=COMMAND, file=ContentFile(out.getvalue(), "a.png"), alt="لوح أحمر", caption="لوح",
        credit="NASA",
    )  # fmt: skip
    path = article_path(factories.article(lead_image=image))
    assert tree(client, path).find(".//figure") is None  # none is made yet
    make_renditions(image_id=image.pk)
    page = tree(client, path)
    figure = page.find(".//div[@class='body']/figure")
    assert figure is not None
    assert [source.get("type") for source in figure.iter("source")] == [
        "image/avif", "image/webp", "image/jpeg",
    ]  # fmt: skip
    for source in figure.iter("source"):
        choices = [choice.split() for choice in (source.get("srcset") or "").split(", ")]
        assert [width for _, width in choices] == ["400w", "800w"]
        for address, _ in choices:
            got = client.get(address)
            assert (got.status_code, got["Content-Type"]) == (200, source.get("type"))
    (shown,) = figure.iter("img")
    assert (shown.get("width"), shown.get("height"), shown.get("alt")) == ("900", "600", "لوح أحمر")
    assert text(figure.find("figcaption")) == "لوح الصورة: NASA"
    shared = page.find(".//meta[@property='og:image']")
    assert shared is not None
    assert shared.get("content") == f"https://isnad.example{shown.get('src')}"
