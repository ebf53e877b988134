"""Citations over the API: the chain that readers see, evidence as W3C selectors."""

import pytest
from django.test import Client

from articles.models import User
from articles.services.actors import COMMAND
from articles.services.citations import settle_citations
from articles.services.drafting import edit_article
from tests import factories
from tests.api.asking import BASE, faults, get, ids, rest, results
from tests.web.world import World

pytestmark = pytest.mark.django_db


def test_the_published_names_and_values(world: World, client: Client) -> None:
    near, middle, origin = results(client, "citations/", article=world.article.pk)
    assert list(near) == [
        "id", "article", "source", "name", "role", "via", "state", "confidence", "evidence",
        "consulted", "report_address", "archived_address", "rests_on",
    ]  # fmt: skip
    assert near["article"]["id"] == world.article.pk
    assert sorted(near["article"]) == ["id", "title", "uri", "url"]
    assert near["source"]["id"] == world.source.pk
    assert near["source"]["name"] == "DFNC.RU"
    assert near["source"]["names"] == {"ar": "موقع DFNC.RU", "ru": None, "en": "DFNC.RU"}
    assert near["source"]["kind"] == "other"
    assert near["source"]["url"].startswith(f"https://archive.example/sources/{world.source.pk}/")
    assert (near["role"], near["via"], near["state"]) == ("credit", None, "confirmed")
    assert middle["via"] == near["id"] and origin["via"] == middle["id"]
    assert origin["source"] is None and origin["name"] == "السفير"
    assert get(client, f"citations/{near['id']}/") == near
    of_article = get(client, f"articles/{world.article.pk}/")["citations"]
    assert of_article == [near, middle, origin]


def test_evidence_counts_code_points(client: Client) -> None:
    article = factories.article(body="<p>🚀 قال الناطق 𝒳 إن الأمر تمّ.</p><p>ثم سكت.</p>")
    made = factories.citation(article, name="الناطق", exact="الأمر تمّ")
    evidence = get(client, f"citations/{made.pk}/")["evidence"]
    quote, position = evidence["selectors"]
    assert evidence["target"] == "body" and evidence["revision"] == article.version
    assert quote["type"] == "TextQuoteSelector" and quote["exact"] == "الأمر تمّ"
    assert position["type"] == "TextPositionSelector"
    text = get(client, f"articles/{article.pk}/")["body_text"]
    assert text[position["start"] : position["end"]] == quote["exact"]
    assert text[: position["start"]].endswith(quote["prefix"])
    assert text[position["end"] :].startswith(quote["suffix"])


def test_words_that_an_edit_took_out_stay_in_the_newsroom(client: Client, editor: User) -> None:
    article = factories.article(body="<p>قال اسم يجب حجبه ذلك.</p>")
    made = factories.citation(article, name="المتحدث", exact="اسم يجب حجبه")
    assert get(client, f"citations/{made.pk}/")["evidence"] is not None
    edit_article(by=COMMAND, article_id=article.pk, base_version=2, body="<p>قال ذلك.</p>")
    for path in (f"citations/{made.pk}/", "citations/", f"articles/{article.pk}/"):
        assert "يجب حجبه" not in client.get(BASE + path).content.decode()
    assert get(client, f"citations/{made.pk}/")["evidence"] is None
    client.force_login(editor)
    kept = get(client, f"citations/{made.pk}/")["evidence"]
    assert kept["selectors"][0]["exact"] == "اسم يجب حجبه"


def test_the_chain_leads_past_what_readers_do_not_see(client: Client, editor: User) -> None:
    article = factories.article()
    near = factories.citation(article, name="قريب")
    hidden = factories.citation(article, name="مقترح", via=near, state="suggested")
    far = factories.citation(article, name="بعيد", via=hidden)
    assert [(row["id"], row["via"]) for row in results(client, "citations/")] == [
        (near.pk, None), (far.pk, near.pk),
    ]  # fmt: skip
    assert [row["via"] for row in get(client, f"articles/{article.pk}/")["citations"]] == [
        None, near.pk,
    ]  # fmt: skip
    assert client.get(f"{BASE}citations/{hidden.pk}/").status_code == 404
    client.force_login(editor)
    assert [(row["id"], row["via"]) for row in results(client, "citations/")] == [
        (near.pk, None), (hidden.pk, near.pk), (far.pk, hidden.pk),
    ]  # fmt: skip


def test_where_the_report_stands(client: Client) -> None:
    report, article = factories.article(), factories.article()
    made = rest(
        factories.citation(article, name="ناطق", consulted=True), rests_on=report,
        report_address="https://news.example/1", archived_address="https://web.example/1",
    )  # fmt: skip
    found = get(client, f"citations/{made.pk}/")
    assert {name: found[name] for name in list(found)[-4:]} == {
        "consulted": True,
        "report_address": "https://news.example/1",
        "archived_address": "https://web.example/1",
        "rests_on": f"https://archive.example/a/{report.pk}/",
    }
    assert get(client, f"articles/{article.pk}/")["citations"] == [found]
    bare = get(client, f"citations/{factories.citation(article, name='آخر').pk}/")
    assert [bare[name] for name in list(bare)[-4:]] == [False, None, None, None]


def test_a_report_that_readers_do_not_see_is_not_named(client: Client, editor: User) -> None:
    report, article = factories.draft(), factories.article()
    made = rest(factories.citation(article, name="ناطق"), rests_on=report)
    for path in (f"citations/{made.pk}/", "citations/", f"articles/{article.pk}/"):
        assert f"/a/{report.pk}/" not in client.get(BASE + path).content.decode()
    client.force_login(editor)
    assert get(client, f"citations/{made.pk}/")["rests_on"].endswith(f"/a/{report.pk}/")


def test_filters(client: Client) -> None:
    one, two = factories.article(), factories.article()
    agency = factories.source("Agency")
    first = factories.citation(one, agency, role="relayed")
    second = factories.citation(two, agency, role="credit")
    third = factories.citation(two, name="ناطق", role="spoken")
    assert ids(client, "citations/") == [first.pk, second.pk, third.pk]
    assert ids(client, "citations/", ordering="-id") == [third.pk, second.pk, first.pk]
    assert ids(client, "citations/", article=two.pk) == [second.pk, third.pk]
    assert ids(client, "citations/", source=agency.pk) == [first.pk, second.pk]
    assert ids(client, "citations/", source_role="spoken") == [third.pk]
    assert ids(client, "citations/", source=agency.pk, source_role="credit") == [second.pk]
    assert faults(client, "citations/", "source=9999") == [("source", "unknown_value")]
    assert faults(client, "citations/", "article=9999") == [("article", "unknown_value")]
    assert faults(client, "citations/", "source_role=said") == [("source_role", "invalid_choice")]


def test_the_state_is_for_whoever_settles_citations(
    client: Client, editor: User, moderator: User
) -> None:
    article = factories.article()
    shown = factories.citation(article, name="ظاهر")
    hidden = factories.citation(article, name="مقترح", state="suggested")
    refused = factories.citation(article, name="مرفوض", state="suggested")
    settle_citations(by=COMMAND, citation_ids=[refused.pk], state="rejected")
    assert client.get(f"{BASE}citations/?state=suggested").status_code == 403
    assert ids(client, "citations/") == [shown.pk]
    client.force_login(moderator)
    assert client.get(f"{BASE}citations/?state=suggested").status_code == 403
    assert ids(client, "citations/") == [shown.pk]
    client.force_login(editor)
    assert ids(client, "citations/", state="suggested") == [hidden.pk]
    assert ids(client, "citations/", state="rejected") == [refused.pk]
    assert len(get(client, f"articles/{article.pk}/")["citations"]) == 3


def test_expand_gives_the_whole_article(world: World, client: Client) -> None:
    found = results(client, "citations/", article=world.article.pk, expand="article")[0]["article"]
    whole = get(client, f"articles/{world.article.pk}/")
    del whole["citations"], whole["notices"]
    assert found == whole
    bare = results(client, "citations/", fields="role", expand="article")[0]
    assert sorted(bare) == ["article", "role"]
