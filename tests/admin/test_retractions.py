"""What was taken back, in the admin: noted, with notices written, dismissed and taken back."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Alert, Article, Citation, Notice, Retraction
from articles.services.actors import COMMAND
from articles.services.retractions import retract
from tests import factories
from tests.admin.forms import said
from tests.web.reading import strict, text, texts

pytestmark = pytest.mark.django_db
Login = Callable[..., Client]
LIST = "/admin/retractions/"


def resting(on: Article, **fields: object) -> Article:
    article = factories.article(**fields)  # type: ignore[arg-type]
    row = factories.citation(article, name="وكالة")
    Citation.objects.filter(pk=row.pk).update(rests_on=on)
    return article


def everything() -> list[object]:
    return [list(model.objects.order_by("pk").values())
            for model in (Retraction, Notice, Alert, Article)]  # fmt: skip


def test_withdrawing_leads_to_what_depends_on_it(as_role: Login) -> None:
    first, alone = factories.article("أصل"), factories.article()
    second = resting(first)
    client = as_role("editor")
    sent = {"base_version": 2, "code": "error", "reason": "تبيّن أنه مفبرك."}
    page = client.post(f"/admin/articles/article/{first.pk}/step/withdraw/", sent, follow=True)
    assert page.redirect_chain == [(f"{LIST}{Retraction.objects.get().pk}/", 302)]
    tree = strict(page.content)
    assert [box.get("value") for box in tree.findall(".//input[@name='ticked']")] == [
        str(second.pk)
    ]
    assert text(tree.find(".//textarea")) == (
        "تستند هذه المادة إلى «أصل» التي سحبناها. السبب: تبيّن أنه مفبرك."
    )
    step = f"/admin/articles/article/{alone.pk}/step/withdraw/"
    page = client.post(step, sent, follow=True)
    assert page.redirect_chain == [(f"/admin/articles/article/{alone.pk}/change/", 302)]


def test_a_report_of_a_source_is_noted(as_role: Login) -> None:
    source = factories.source("TASS", "تاس")
    row = factories.citation(factories.article(), source)
    Citation.objects.filter(pk=row.pk).update(report_address="https://tass.example/1")
    client = as_role("editor")
    before = everything()
    page = client.post(LIST, {"source": source.pk, "address": "tass", "reason": "خطأ"})
    assert list(page.context["form"].errors) == ["address"]
    assert everything() == before
    sent = {"source": source.pk, "address": "https://tass.example/1", "reason": "سحبته."}
    page = client.post(LIST, sent, follow=True)
    assert [row["one"].article.pk for row in page.context["waiting"]] == [row.article_id]
    assert "سُحب من «تاس»" in page.context["waiting"][0]["text"]
    assert texts(strict(client.get(LIST).content), ".//table[@class='queue']/tbody/tr/th/a") == [
        "تاس"
    ]


def test_notices_one_by_one_and_all(as_role: Login) -> None:
    first = factories.article()
    one, two, three, four = (resting(first) for _n in range(4))
    retraction = retract(by=COMMAND, article=first, reason="خطأ.")
    client, path = as_role("editor"), f"{LIST}{retraction.pk}/"
    client.post(path, {"write": one.pk, f"text-{one.pk}": "تنبيه أول.", f"text-{two.pk}": "x"})
    client.post(path, {"dismiss": two.pk})
    both = {"all": 1, "ticked": [three.pk, four.pk],
            f"text-{three.pk}": "ثالث.", f"text-{four.pk}": "رابع."}  # fmt: skip
    assert said(client.post(path, both, follow=True))[-1] == "كُتب تنبيهان."
    assert list(Notice.objects.order_by("article").values_list("article", "text", "dismissed")) == [
        (one.pk, "تنبيه أول.", False), (two.pk, "", True), (three.pk, "ثالث.", False),
        (four.pk, "رابع.", False),
    ]  # fmt: skip
    context = client.get(path).context
    assert (context["waiting"], context["counts"]) == ([], (0, 4, 0))
    empty = client.post(path, {"write": two.pk, f"text-{two.pk}": " "}, follow=True)
    assert said(empty)[-1] == "اكتب ما ينبغي أن يعرفه القراء."
    assert Notice.objects.get(article=two).dismissed
    client.post(path, {"undo": 1})
    assert (Retraction.objects.count(), Notice.objects.count()) == (0, 0)


def test_who_may_not_publish_there_writes_nothing(as_role: Login) -> None:
    mine, other = factories.section(), factories.section()
    first = factories.article(section=other)
    second = resting(first, section=other)
    third = resting(first, section=mine)
    retraction = retract(by=COMMAND, article=first, reason="خطأ.")
    path = f"{LIST}{retraction.pk}/"
    before = everything()
    for role in ("contributor", "moderator", "administrator"):
        client = as_role(role)
        sent = {"write": second.pk, f"text-{second.pk}": "تنبيه."}
        assert [client.get(LIST).status_code, client.get(path).status_code] == [403, 403]
        assert client.post(path, sent).status_code == 403
    editor = as_role("editor", sections=[mine])
    page = editor.get(path)
    assert [row["one"].article.pk for row in page.context["waiting"]] == [third.pk]
    assert page.context["counts"] == (1, 0, 1)
    editor.post(path, {"write": second.pk, f"text-{second.pk}": "تنبيه."})
    editor.post(path, {"all": 1, "ticked": [third.pk, second.pk], f"text-{third.pk}": "أ",
                       f"text-{second.pk}": "ب"})  # fmt: skip
    editor.post(path, {"undo": 1})
    assert everything() == before


def test_as_many_queries_for_20_rows_as_for_one(as_role: Login) -> None:
    first = factories.article()
    client = as_role("editor")
    resting(first)
    retraction = retract(by=COMMAND, article=first, reason="خطأ.")

    def costs() -> list[int]:
        found = []
        for path in (LIST, f"{LIST}{retraction.pk}/"):
            with CaptureQueriesContext(connection) as captured:
                assert client.get(path).status_code == 200
            found.append(len(captured))
        return found

    one = costs()
    for _n in range(19):
        resting(first)
        retract(by=COMMAND, article=factories.article(), reason="خطأ.")
    assert costs() == one
    assert max(one) <= 12
