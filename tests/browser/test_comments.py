"""A comment from a browser that runs no scripts, from its form to the article."""

import pytest
from playwright.sync_api import expect
from pytest_django import Settings

from articles.models import Comment
from articles.services.comments import decide_comments
from tests import factories
from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "هل الرقم 2019 صحيح؟\n\nعن S-400."


def test_written_held_approved_and_answered(open_page: OpenPage, live_server: object) -> None:
    article = factories.article("سفير قطر")
    moderator = factories.user("moderator")
    writer, reader = open_page(390, javascript=False), open_page(javascript=False)
    reader.goto(f"/a/{article.pk}/")
    expect(reader.locator("#comments")).to_contain_text("كن أول من يعلّق")

    writer.goto(f"/a/{article.pk}/")
    assert writer.context.cookies() == []
    writer.get_by_role("link", name="اكتب تعليقًا").click()
    writer.get_by_label("الاسم").fill("سارة العلي")
    writer.locator("[name=text]").fill(TEXT)
    writer.get_by_role("button", name="أرسل التعليق").click()
    expect(writer.locator("#waiting")).to_contain_text("هل الرقم 2019 صحيح؟")
    expect(writer.locator("#waiting")).to_contain_text("لا يراها سواك")
    writer.reload()  # sends nothing again
    comment = Comment.objects.get()
    assert (comment.name, comment.text, comment.state) == ("سارة العلي", TEXT, "pending")

    reader.goto(f"/a/{article.pk}/comments/")
    expect(reader.locator("main")).not_to_contain_text("هل الرقم")
    decide_comments(by=moderator, comment_ids=[comment.pk], state="approved")
    reader.goto(f"/a/{article.pk}/")
    expect(reader.locator("#comments h2")).to_have_text("تعليق واحد")
    expect(reader.locator(".say .by")).to_have_text(["سارة العلي"])
    expect(reader.locator(".say > p:not(.meta)")).to_have_text(["هل الرقم 2019 صحيح؟", "عن S-400."])
    writer.goto(f"/a/{article.pk}/comments/")
    expect(writer.locator("#waiting")).to_have_count(0)

    reader.goto(f"/a/{article.pk}/comments/")
    reader.get_by_role("link", name="ردّ").click()
    expect(reader.locator("#write h2")).to_have_text("ردّ على سارة العلي")
    reader.get_by_label("الاسم").fill("قارئ")
    reader.locator("[name=text]").fill("نعم، صحيح.")
    reader.get_by_role("button", name="أرسل التعليق").click()
    reply = Comment.objects.exclude(pk=comment.pk).get()
    assert reply.parent_id == comment.pk
    decide_comments(by=moderator, comment_ids=[reply.pk], state="approved")
    reader.goto(f"/a/{article.pk}/")
    expect(reader.locator(".say .say")).to_contain_text("نعم، صحيح.")
    decide_comments(by=moderator, comment_ids=[comment.pk], state="rejected")
    reader.goto(f"/a/{article.pk}/")
    expect(reader.locator("main")).not_to_contain_text("نعم، صحيح.")


def test_a_refused_comment_comes_back_with_its_text(
    open_page: OpenPage, settings: Settings
) -> None:
    settings.COMMENT_LIMIT = 1
    article = factories.article()
    page = open_page(javascript=False)
    for text in ("الأول", "الثاني"):
        page.goto(f"/a/{article.pk}/comments/")
        page.get_by_label("الاسم").fill("سارة")
        page.locator("[name=text]").fill(text)
        with page.expect_response(lambda response: response.request.method == "POST") as sent:
            page.get_by_role("button", name="أرسل التعليق").click()
    assert sent.value.status == 429
    assert sent.value.headers["retry-after"].isdigit()
    expect(page.get_by_role("alert")).to_contain_text("نصك محفوظ أدناه")
    expect(page.locator("[name=text]")).to_have_value("الثاني")
    expect(page.get_by_label("الاسم")).to_have_value("سارة")
    assert Comment.objects.count() == 1
