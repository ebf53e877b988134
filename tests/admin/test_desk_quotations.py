"""The same quotation in other articles, on the desk: its exact words, whose may be seen, the cost."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Article, User
from articles.services.quotations import remember_quotations
from tests import factories

pytestmark = pytest.mark.django_db

SAID = "لن نقبل أن تفرض علينا شروط من الخارج"
OTHER = "لن نقبل أن تفرض علينا شروط من الغرب"
PART = {"X-Desk": "part"}


def body(*said: str) -> str:
    return "".join(f"<p>وقال وزير الخارجية سيرغي لافروف: «{words}».</p>" for words in said)


def remembered(article: Article) -> Article:
    remember_quotations(article_ids=[article.pk])
    return article


def told(title: str, *said: str) -> Article:
    return remembered(factories.article(title, body=body(*said), dated="2019-06-18"))


def quotations(client: Client, article: Article, **more: Any) -> Any:
    return client.get(f"/admin/articles/article/{article.pk}/desk/quotations/", **more)


def rows(answer: Any) -> list[str]:
    """What the list says of each other article, as plain words."""
    found = re.findall(r"<li>(.*?)</li>", answer.content.decode().split('id="desk-q"')[1], re.S)
    cells = (re.sub("</t[hd]>", " ", row) for row in found)
    return [" ".join(re.sub("<[^>]+>", "", row).split()) for row in cells]


def test_each_article_that_has_the_words_and_how_it_words_them(as_role: Any) -> None:
    article = told("الأولى", SAID)
    same, differs = told("بالكلام نفسه", SAID), told("بكلام قريب", OTHER)
    answer = quotations(as_role("editor"), article)
    page = answer.content.decode()
    assert f"«<q>{SAID}</q>»" in page
    assert "ورد هذا الاقتباس أيضًا في:" in page
    told_on = "18 حزيران/يونيو 2019، قالها هناك سيرغي لافروف"
    assert rows(answer) == [
        f"{same.title} {told_on}، بالحرف",
        f"{differs.title} {told_on} هنا هناك {SAID} {OTHER}",
    ]
    assert "<del>الخارج</del>" in page and "<ins>الغرب</ins>" in page
    assert f'href="/a/{same.pk}/' in page


def test_the_desk_leads_there_only_where_the_text_quotes(as_role: Any) -> None:
    client = as_role("editor")
    for article, link in ((told("تقتبس", SAID), True), (factories.article("لا تقتبس"), False)):
        page = client.get(f"/admin/articles/article/{article.pk}/desk/").content.decode()
        assert (f"/admin/articles/article/{article.pk}/desk/quotations/" in page) is link
    part = quotations(client, told("وحدها", "ستبقى أبوابنا مفتوحة أمام كل من يريد الحوار"))
    assert "لا ترد في مادة أخرى." in part.content.decode()


def test_a_script_gets_only_the_part(as_role: Any) -> None:
    told("أخرى", SAID)
    answer = quotations(as_role("editor"), told("الأولى", SAID), headers=PART)
    assert (answer["X-Desk"], "<html" in answer.content.decode()) == ("part", False)
    assert len(rows(answer)) == 1


def test_only_articles_that_the_person_may_see(as_role: Any) -> None:
    client = as_role("contributor")
    writer = User.objects.get(pk=client.session["_auth_user_id"])
    own, second = (
        remembered(factories.draft(title, body=body(SAID), by=writer)) for title in ("لي", "ولي")
    )
    public = told("للجميع", SAID)
    draft = remembered(factories.draft("مسودة غيري", body=body(SAID)))
    titles = [re.split(" 18 | بلا", row)[0] for row in rows(quotations(client, own))]
    assert sorted(titles) == sorted([public.title, f"{second.title} مسودة،"])
    editor_sees = quotations(as_role("editor"), own).content.decode()
    assert draft.title in editor_sees
    assert f'href="/admin/articles/article/{draft.pk}/change/"' in editor_sees


@pytest.mark.parametrize("role", ["moderator", "contributor"])
def test_who_may_not_settle_is_refused(as_role: Any, role: str) -> None:
    told("أخرى", SAID)
    draft = remembered(factories.draft("مسودة", body=body(SAID)))
    shown = told("منشورة", SAID)
    client = as_role(role)
    assert quotations(client, shown).status_code == 403
    assert quotations(client, draft).status_code == 404


def test_as_many_queries_for_20_articles_as_for_one(as_role: Any) -> None:
    said = [f"ستبقى أبوابنا مفتوحة أمام كل من يريد الحوار في اليوم {n}" for n in range(20)]
    one, many = told("واحد", SAID), told("كثير", *said)
    told("أخرى", SAID)
    for number in range(20):
        told(f"مثلها {number}", *said)
    client = as_role("editor")
    counts = []
    for article, listed in ((one, 1), (many, 100)):
        with CaptureQueriesContext(connection) as captured:
            answer = quotations(client, article, headers=PART)
        assert len(rows(answer)) == listed
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 8
