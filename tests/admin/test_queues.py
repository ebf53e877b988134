"""The queues in the admin: what they show, what their forms do, and who may open them."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.attribution.types import Disagreement
from articles.models import Alert, Article, Citation, CitationStep, Source
from articles.services.actors import COMMAND
from articles.services.alerts import remember_footers
from articles.services.drafting import edit_article
from tests import factories
from tests.admin.forms import said
from tests.web.reading import strict, text, texts

pytestmark = pytest.mark.django_db
Login = Callable[..., Client]
SUGGESTIONS, NAMES = "/admin/queues/suggestions/", "/admin/queues/names/"
SETTLE, STALE, ALERTS = (
    "/admin/queues/names/settle/",
    "/admin/queues/stale/",
    "/admin/queues/alerts/",
)


def suggested(name: str = "كوميرسانت", **fields: object) -> Citation:
    return factories.citation(factories.article(**fields), name=name, state="suggested")  # type: ignore[arg-type]


def stale() -> Citation:
    article = factories.article(body="<p>ذكرت تاس أن اللقاء انتهى.</p>")
    row = factories.citation(article, name="تاس", exact="ذكرت تاس")
    body = "<p>أوردت تاس أن اللقاء انتهى.</p>"
    edit_article(by=COMMAND, article_id=article.pk, base_version=2, body=body)
    row.refresh_from_db()
    return row


def alert() -> Alert:
    article = factories.article()
    remember_footers({article.pk: (Disagreement("footer_alone", "وكالة", ("صحيفة",)),)})
    return Alert.objects.get(article=article)


def everything() -> list[object]:
    return [list(model.objects.order_by("pk").values())
            for model in (Citation, Source, Alert, CitationStep)]  # fmt: skip


def test_the_first_page_counts_each_queue(as_role: Login) -> None:
    suggested()
    suggested("تاس")
    stale()
    alert()
    waiting = as_role("editor").get("/admin/").context["waiting"]
    assert [(line.count, line.url) for line in waiting if "/queues/" in line.url] == [
        (2, SUGGESTIONS), (2, NAMES), (1, STALE), (1, ALERTS),
    ]  # fmt: skip


def test_begin_opens_the_desk_of_the_first_article(as_role: Login) -> None:
    first, second = suggested(), suggested()
    page = strict(as_role("editor").get(f"{SUGGESTIONS}?order=new").content)
    assert texts(page, ".//table[@class='queue']/tbody/tr/th/a") == [
        second.article.title, first.article.title,
    ]  # fmt: skip
    begin = page.find(".//p[@class='queue-start']/a")
    assert begin is not None and text(begin) == "ابدأ"
    assert f"/{second.article_id}/" in (begin.get("href") or "")


def test_a_name_is_settled_everywhere_after_a_preview_and_taken_back(as_role: Login) -> None:
    rows = [suggested() for _n in range(3)]
    source = factories.source("Kommersant", "كوميرسانت")
    client = as_role("editor")
    (shown,) = client.get(NAMES).context["page"].items
    assert (shown.name, shown.many, shown.sources) == ("كوميرسانت", 3, [source])
    asked = {"name": "كوميرسانت", "decision": "existing", "known": source.pk, "confirm": "on"}
    before = everything()
    preview = client.post(SETTLE, {**asked, "step": "preview"})
    assert everything() == before
    page = strict(preview.content)
    ticks = [box.get("value") for box in page.findall(".//input[@name='article']")]
    assert ticks == [str(row.article_id) for row in rows]
    sent = {
        box.get("name"): box.get("value") for box in page.findall(".//form//input[@type='hidden']")
    }
    sent.pop("csrfmiddlewaretoken", None)
    done = client.post(SETTLE, {**sent, "step": "settle", "article": ticks[:2]}, follow=True)
    states = [(row.source_id, row.state) for row in Citation.objects.order_by("pk")]
    assert states == [(source.pk, "confirmed")] * 2 + [(None, "suggested")]
    assert said(done) == ["حُسم في مادتين."]
    back = client.post(done.redirect_chain[-1][0], follow=True)
    assert said(back) == ["جرى التراجع عنه في مادتين."]
    assert {(row.source_id, row.state) for row in Citation.objects.all()} == {(None, "suggested")}
    assert strict(back.content).find(".//div[@class='queue-acts']/form") is None


def test_a_new_source_or_none(as_role: Login) -> None:
    suggested()
    suggested("مصدر مطلع")
    client = as_role("editor")
    new = {"name": "كوميرسانت", "decision": "new", "new_name": "Kommersant",
           "label": "كوميرسانت", "kind": "newspaper"}  # fmt: skip
    ids = list(Citation.objects.order_by("pk").values_list("article", flat=True))
    client.post(SETTLE, {**new, "step": "settle", "article": ids})
    made = Source.objects.get()
    assert (made.name, made.label, made.kind) == ("Kommersant", "كوميرسانت", "newspaper")
    none = {"name": "مصدر مطلع", "decision": "none"}
    client.post(SETTLE, {**none, "step": "settle", "article": ids})
    assert list(Citation.objects.order_by("pk").values_list("source", "state")) == [
        (made.pk, "suggested"), (None, "rejected"),
    ]  # fmt: skip


def test_a_decision_that_says_nothing_is_refused(as_role: Login) -> None:
    suggested()
    client = as_role("editor")
    before = everything()
    for sent in ({"decision": "existing"}, {"decision": "new"}, {}):
        page = client.post(SETTLE, {"name": "كوميرسانت", "step": "settle", **sent})
        assert page.status_code == 200 and page.context["form"].errors
    assert client.get(f"{SETTLE}?name=«»").status_code == 404
    assert everything() == before


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        ("refind", ("أوردت تاس", "found", "confirmed")),
        ("clear", ("", "none", "confirmed")),
        ("reject", ("ذكرت تاس", "missing", "rejected")),
    ],
)
def test_stale_evidence_is_settled(as_role: Login, act: str, expected: tuple[str, ...]) -> None:
    row = stale()
    client = as_role("editor")
    page = strict(client.get(STALE).content)
    assert text(page.find(".//del")) == "ذكرت" and text(page.find(".//ins")) == "أوردت"
    sent = {"citation": row.pk, "version": row.version, "act": act}
    assert len(said(client.post(STALE, sent, follow=True))) == 1
    row.refresh_from_db()
    assert (row.exact, row.evidence_state, row.state) == expected
    assert client.get(STALE).context["rows"] == []


def test_an_act_on_another_version_changes_nothing(as_role: Login) -> None:
    row = stale()
    before = everything()
    sent = {"citation": row.pk, "version": row.version + 1, "act": "clear"}
    as_role("editor").post(STALE, sent)
    as_role("editor").post(STALE, {**sent, "act": "x"})
    assert everything() == before


def test_alerts_are_decided_on(as_role: Login) -> None:
    one = alert()
    client = as_role("editor")
    page = client.get(f"{ALERTS}?kind=footer")
    assert "وكالة" in page.content.decode() and [
        row.alert.pk for row, _url in page.context["rows"]
    ] == [one.pk]
    client.post(f"{ALERTS}?kind=footer", {"alert": one.pk, "state": "dismissed"})
    one.refresh_from_db()
    assert one.state == "dismissed" and one.by is not None
    assert client.get(ALERTS).context["rows"] == []
    client.post(ALERTS, {"alert": one.pk, "state": "open"})
    one.refresh_from_db()
    assert (one.state, one.by) == ("open", None)
    assert client.get(f"{ALERTS}?kind=x").status_code == 404


@pytest.mark.parametrize("role", ["contributor", "moderator", "administrator"])
def test_who_may_not_settle_sees_and_changes_nothing(as_role: Login, role: str) -> None:
    name, row, one = suggested(), stale(), alert()
    client = as_role(role)
    before = everything()
    asks = [
        client.get(path).status_code for path in (SUGGESTIONS, NAMES, f"{SETTLE}?name=تاس", STALE, ALERTS)
    ] + [
        client.post(SETTLE, {"name": name.name, "decision": "none", "step": "settle",
                             "article": name.article_id}).status_code,
        client.post(STALE, {"citation": row.pk, "version": row.version, "act": "clear"}).status_code,
        client.post(ALERTS, {"alert": one.pk, "state": "dismissed"}).status_code,
    ]  # fmt: skip
    assert asks == [403] * 8
    assert everything() == before
    assert Client().get(STALE).status_code == 302


def test_as_many_queries_for_20_rows_as_for_one(as_role: Login) -> None:
    client = as_role("editor")
    places = (SUGGESTIONS, NAMES, STALE, ALERTS)

    def add() -> None:
        suggested(f"اسم {Article.objects.count()}")
        stale()
        alert()

    def costs() -> list[int]:
        found = []
        for path in places:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(path).status_code == 200
            found.append(len(captured))
        return found

    add()
    one = costs()
    for _n in range(19):
        add()
    assert costs() == one
    assert max(one) <= 12


@pytest.mark.parametrize("path", [SUGGESTIONS, NAMES, STALE, ALERTS])
def test_a_cursor_of_another_list_is_no_page(as_role: Login, path: str) -> None:
    assert as_role("editor").get(f"{path}?cursor=xyz").status_code == 404
