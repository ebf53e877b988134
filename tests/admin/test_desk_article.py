"""The desk of one article by its forms: each act, who may, what a late one meets, its queries."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from articles.models import Article, Citation, CitationStep, Source, User
from articles.services.actors import COMMAND
from articles.services.citations import Evidence, add_citation
from articles.services.drafting import edit_article
from articles.services.settling import Act, apply_act
from tests import factories
from tests.admin.forms import said

pytestmark = pytest.mark.django_db

BODY = (
    "<p>نقلت وكالة الأنباء القطرية عن السفير أن الزيارة قائمة.</p>"
    "<p>وكان البلدان قد وقعا اتفاقية للتعاون دخلت حيز التنفيذ لمدة خمس سنوات كاملة.</p>"
)
AGENCY = "وكالة الأنباء القطرية"
PART = {"X-Desk": "part"}


@pytest.fixture
def article(db: None) -> Article:
    return factories.article("سفير قطر", body=BODY)


@pytest.fixture
def desk(as_role: Any) -> Client:
    client: Client = as_role("editor")
    return client


def suggested(article: Article, name: str = AGENCY, exact: str = AGENCY, **more: Any) -> Citation:
    return add_citation(
        by=COMMAND, article_id=article.pk, role="relayed", name=name, state="suggested",
        evidence=Evidence("body", exact) if exact else None, **more,
    )  # fmt: skip


def at(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/desk/"


def act(client: Client, citation: Citation, kind: str, **more: Any) -> Any:
    """Send one of the citation's forms as the page has it now."""
    citation.refresh_from_db()
    sent = {"act": kind, "citation": citation.pk, "version": citation.version, **more}
    return client.post(at(citation.article), sent)


def state(article: Article) -> list[tuple[Any, ...]]:
    rows = article.citations.order_by("position", "pk")
    return list(rows.values_list("state", "role", "via", "source", "name", "exact", "version"))


def test_each_act_leads_back_to_its_citation(desk: Client, article: Article) -> None:
    citation = suggested(article)
    answer = act(desk, citation, "confirm")
    assert (answer.status_code, answer["Location"]) == (302, f"{at(article)}#c{citation.pk}")
    citation.refresh_from_db()
    assert citation.state == "confirmed"
    assert said(desk.get(at(article))) == [f"أُكّد: {AGENCY}."]
    for kind, expected in (("reject", "rejected"), ("reopen", "suggested")):
        act(desk, citation, kind)
        citation.refresh_from_db()
        assert citation.state == expected


def test_role_link_source_and_evidence(desk: Client, article: Article) -> None:
    first, second = suggested(article), suggested(article, "السفير", "السفير")
    source = factories.source("Qatar News Agency")
    act(desk, second, "role", role="spoken")
    act(desk, second, "via", via=first.pk)
    act(desk, first, "source", choice=f"source:{source.pk}")
    act(desk, first, "evidence", target="body", exact=" الزيارة قائمة ")
    for citation in (first, second):
        citation.refresh_from_db()
    assert (second.role, second.via_id, second.state) == ("spoken", first.pk, "suggested")
    assert (first.source, first.state, first.exact) == (source, "confirmed", "الزيارة قائمة")
    act(desk, first, "clear")
    first.refresh_from_db()
    assert (first.exact, first.evidence_state) == ("", "none")


def test_confirming_stores_what_was_chosen_beside_it(desk: Client, article: Article) -> None:
    first, second = suggested(article), suggested(article, "السفير", "السفير")
    more = {"was_role": "relayed", "role": "spoken", "was_via": "", "via": first.pk}
    act(desk, second, "confirm", **more)
    second.refresh_from_db()
    assert (second.role, second.via_id, second.state) == ("spoken", first.pk, "confirmed")


def test_a_new_source_and_a_new_citation(desk: Client, article: Article) -> None:
    citation = suggested(article)
    new = {"new_name": "قنا", "new_kind": "agency", "new_country": "qa"}
    act(desk, citation, "source", choice="new:", **new)
    source = Source.objects.get()
    assert (source.label, source.kind, source.country) == ("قنا", "agency", "QA")
    start = article.body_text.index("السفير")
    span = {"target": "body", "start": start, "end": start + 6, "exact": "السفير"}
    sent = {"act": "add", "role": "spoken", "via": citation.pk, "choice": "", **span}
    assert desk.post(at(article), sent).status_code == 302
    added = article.citations.get(name="السفير")
    assert (added.role, added.via_id, added.start, added.state) == (
        "spoken", citation.pk, start, "confirmed",
    )  # fmt: skip


def test_undone_and_done_again(desk: Client, article: Article) -> None:
    citation = suggested(article)
    act(desk, citation, "confirm")
    step = CitationStep.objects.get()
    assert f'name="step" value="{step.pk}"' in desk.get(at(article)).content.decode()
    desk.post(at(article), {"act": "undo", "step": step.pk})
    citation.refresh_from_db()
    assert citation.state == "suggested"
    assert said(desk.get(at(article)))[-1] == "تراجعتَ عن: تأكيد استشهاد."
    desk.post(at(article), {"act": "redo", "step": CitationStep.objects.latest("pk").pk})
    citation.refresh_from_db()
    assert citation.state == "confirmed"
    assert said(desk.get(at(article)))[-1] == "أُعيد: تأكيد استشهاد."


def test_all_that_is_open(desk: Client, article: Article) -> None:
    citations = [suggested(article), suggested(article, "السفير", "السفير")]
    page = desk.get(at(article)).content.decode()
    versions = re.search(r'name="versions" value="([^"]*)"', page)
    assert versions is not None
    assert versions[1].split() == [f"{one.pk}:{one.version}" for one in citations]
    desk.post(at(article), {"act": "confirm_all", "versions": versions[1]})
    assert [row[0] for row in state(article)] == ["confirmed", "confirmed"]


@pytest.mark.parametrize(
    "sent",
    [
        {"act": "confirm"},
        {"act": "confirm", "citation": "x", "version": "1"},
        {"act": "explode", "citation": "1", "version": "1"},
        {"act": "undo"},
        {"act": "source", "choice": "new:"},
        {"act": "role", "role": "nonsense"},
        {"act": "via", "via": "999"},
        {"act": "evidence", "target": "body", "exact": "ليست فيه"},
        {"act": "confirm_all", "versions": "1"},
        {},
    ],
)
def test_a_form_of_nobody_s_changes_nothing(
    desk: Client, article: Article, sent: dict[str, str]
) -> None:
    citation = suggested(article)
    if sent.get("act") in ("source", "role", "via", "evidence"):
        sent = sent | {"citation": str(citation.pk), "version": str(citation.version)}
    before = state(article)
    assert desk.post(at(article), sent).status_code == 302
    assert desk.post(at(article), sent, headers=PART).status_code == 422
    assert state(article) == before
    assert CitationStep.objects.count() == 0


@pytest.mark.parametrize("role", ["moderator", "administrator", "contributor"])
def test_who_may_not_settle_sees_no_desk(as_role: Any, article: Article, role: str) -> None:
    citation = suggested(article)
    before = state(article)
    client = as_role(role)
    for path in ("", "ask/", *(["news/"] if role != "contributor" else [])):
        assert client.get(at(article) + path).status_code == 403
    assert act(client, citation, "confirm").status_code == 403
    assert state(article) == before


def test_a_draft_of_others_is_not_there_and_an_own_one_is(as_role: Any) -> None:
    client = as_role("contributor")
    owner = User.objects.get(pk=client.session["_auth_user_id"])
    other, own = factories.draft(body=BODY), factories.draft(body=BODY, by=owner)
    citation = suggested(own)
    for path in ("", "ask/", "news/"):
        assert client.get(at(other) + path).status_code == 404
    assert client.get(at(own)).status_code == 200
    assert act(client, citation, "confirm").status_code == 302
    assert state(own)[0][0] == "confirmed"


def test_a_late_act_meets_the_other_and_can_still_be_done(
    desk: Client, article: Article, chief: User
) -> None:
    citation = suggested(article)
    seen = citation.version
    done = Act("reject", citation.pk, seen)
    apply_act(by=chief, article_id=article.pk, act=done)
    sent = {"act": "role", "role": "spoken", "citation": citation.pk, "version": seen}
    before = state(article)
    answer = desk.post(at(article), sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert state(article) == before
    assert chief.get_username() in page
    assert "وأردتَ أنت: الدور: قول" in page.replace("\u00a0", " ")
    block = page[page.index("desk-conflict") :]
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', block)[:6])
    assert fields["role"] == "spoken"
    citation.refresh_from_db()
    assert fields["version"] == str(citation.version)
    again = {name: fields[name] for name in ("act", "role", "citation", "version")}
    assert desk.post(at(article), again).status_code == 302
    citation.refresh_from_db()
    assert (citation.role, citation.state) == ("spoken", "rejected")


def test_sent_twice_it_is_done_once(desk: Client, article: Article) -> None:
    citation = suggested(article)
    sent = {"act": "add", "role": "spoken", "choice": "", "exact": "السفير", "target": "body",
            "seen": 0}  # fmt: skip
    for again in ({}, {"again": "1"}):
        assert desk.post(at(article), sent | again, headers=PART).status_code == 200
    assert article.citations.count() == 2
    sent = {"act": "confirm", "citation": citation.pk, "version": citation.version,
            "seen": CitationStep.objects.latest("pk").pk}  # fmt: skip
    first = desk.post(at(article), sent, headers=PART)
    second = desk.post(at(article), sent | {"again": "1"}, headers=PART)
    assert [first.status_code, second.status_code] == [200, 200]
    citation.refresh_from_db()
    assert json.loads(first["X-Desk-Versions"]) == {
        str(citation.pk): [sent["version"], citation.version]
    }
    assert second["X-Desk-Versions"] == first["X-Desk-Versions"]
    assert CitationStep.objects.count() == 2


def test_a_script_gets_only_the_part(desk: Client, article: Article) -> None:
    citation = suggested(article)
    sent = {"act": "confirm", "citation": citation.pk, "version": citation.version}
    answer = desk.post(at(article), sent, headers=PART)
    text = answer.content.decode().strip()
    assert (answer.status_code, answer["X-Desk"]) == (200, "part")
    assert text.startswith('<div id="desk-part"') and "<html" not in text
    assert f'data-said="أُكّد: {AGENCY}."' in text


def test_news_only_of_others(desk: Client, article: Article, chief: User) -> None:
    citation = suggested(article)
    page = desk.get(at(article)).content.decode()
    shown = re.search(r'data-state="([^"]+)" data-step="(\d+)" data-version="(\d+)"', page)
    assert shown is not None
    asked = {"step": shown[2], "version": shown[3]}
    same = {"If-None-Match": f'"{shown[1]}"'}
    assert desk.get(at(article) + "news/", asked, headers=same).status_code == 304
    apply_act(by=chief, article_id=article.pk, act=Act("confirm", citation.pk, citation.version))
    news = desk.get(at(article) + "news/", asked, headers=same)
    assert news.status_code == 200
    assert news.json()["text"] == f"{chief}: تأكيد استشهاد"
    edit_article(by=COMMAND, article_id=article.pk, base_version=article.version, title="عنوان آخر")
    news = desk.get(at(article) + "news/", asked, headers=same)
    assert "حُرّر نص المادة." in news.json()["text"]


def test_stale_evidence_is_linked_to_the_new_words(desk: Client, article: Article) -> None:
    citation = suggested(article)
    body = BODY.replace(AGENCY, "وكالة قطر للأنباء")
    edit_article(by=COMMAND, article_id=article.pk, base_version=article.version, body=body)
    page = desk.get(at(article)).content.decode()
    block = page[page.index('class="warn"') :]
    assert "تغيّر النص، وهو الآن في النسخة 3" in block
    fields = dict(re.findall(r'name="(target|start|end)" value="([^"]*)"', block))
    act(desk, citation, "relink", **fields)
    citation.refresh_from_db()
    assert (citation.exact, citation.evidence_state) == ("وكالة قطر للأنباء", "found")
