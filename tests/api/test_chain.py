"""A chain as JSON-LD: PROV-O for the derivation, Web Annotation for the words, nothing hidden."""

from typing import Any

import pytest
from django.test import Client

from articles.api.serializers.chain import TERMS
from articles.models import User
from articles.services.actors import COMMAND
from articles.services.drafting import edit_article
from articles.services.publishing import withdraw
from tests import factories
from tests.api.asking import BASE, erase, faults, get, rest
from tests.web.world import World

pytestmark = pytest.mark.django_db

SITE = "https://archive.example"


def graph(client: Client, pk: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = get(client, f"articles/{pk}/chain/")["@graph"]
    return found


def report(pk: int) -> str:
    return f"{SITE}{BASE}citations/{pk}/#report"


def test_all_of_a_chain(client: Client) -> None:
    body = "<p>🚀 نقل الموقع عن الوكالة 𝒳 قول السفير.</p>"
    article = factories.article("عنوان", body=body, language="ar")
    here = factories.article()
    site, agency = (
        factories.source("Site", kind="site"),
        factories.source("A. Person", kind="person"),
    )
    near = rest(
        factories.citation(article, site, exact="الموقع", role="quoted", consulted=True),
        rests_on=here, report_address="https://news.example/1",
        archived_address="https://web.example/1",
    )  # fmt: skip
    middle = factories.citation(article, agency, exact="الوكالة", role="relayed", via=near)
    far = factories.citation(article, name="السفير", role="spoken", via=middle)
    uri = f"{SITE}/a/{article.pk}/"
    text = article.body_text
    begin = text.index("الوكالة")
    assert graph(client, article.pk) == [
        {
            "id": uri,
            "type": "Entity",
            "title": {"@value": "عنوان", "@language": "ar"},
            "wasDerivedFrom": [report(near.pk)],
            "wasQuotedFrom": [report(near.pk)],
            "hadPrimarySource": [report(far.pk)],
        },
        {
            "id": report(near.pk),
            "type": "Entity",
            "role": "quoted",
            "consulted": True,
            "wasAttributedTo": [f"{SITE}/sources/{site.pk}/"],
            "wasDerivedFrom": [report(middle.pk)],
            "wasQuotedFrom": [],
            "alternateOf": [f"{SITE}/a/{here.pk}/"],
            "atLocation": ["https://news.example/1", "https://web.example/1"],
        },
        {
            "id": report(middle.pk),
            "type": "Entity",
            "role": "relayed",
            "consulted": False,
            "wasAttributedTo": [f"{SITE}/sources/{agency.pk}/"],
            "wasDerivedFrom": [report(far.pk)],
            "wasQuotedFrom": [],
            "alternateOf": [],
            "atLocation": [],
        },
        {
            "id": report(far.pk),
            "type": "Entity",
            "role": "spoken",
            "consulted": False,
            "wasAttributedTo": [f"_:name-{far.pk}"],
            "wasDerivedFrom": [],
            "wasQuotedFrom": [],
            "alternateOf": [],
            "atLocation": [],
        },
        {"id": f"{SITE}/sources/{site.pk}/", "type": "Organization", "name": "Site"},
        {"id": f"{SITE}/sources/{agency.pk}/", "type": "Person", "name": "A. Person"},
        {"id": f"_:name-{far.pk}", "type": "Agent", "name": "السفير"},
        annotation(uri, near.pk, article.version, text, "الموقع", text.index("الموقع")),
        annotation(uri, middle.pk, article.version, text, "الوكالة", begin),
    ]


def annotation(
    uri: str, pk: int, revision: int, text: str, exact: str, start: int
) -> dict[str, Any]:
    end = start + len(exact)
    return {
        "id": f"{SITE}{BASE}citations/{pk}/#evidence",
        "type": "Annotation",
        "motivation": "oa:identifying",
        "body": report(pk),
        "target": {
            "type": "SpecificResource",
            "source": uri,
            "text": "body",
            "revision": revision,
            "selector": [
                {"type": "TextQuoteSelector", "exact": exact,
                 "prefix": text[max(0, start - 32) : start], "suffix": text[end : end + 32]},
                {"type": "TextPositionSelector", "start": start, "end": end},
            ],
        },
    }  # fmt: skip


def test_every_term_is_in_the_context_that_comes_with_it(world: World, client: Client) -> None:
    document = get(client, f"articles/{world.article.pk}/chain/")
    context = document["@context"]
    assert list(document) == ["@context", "@graph"]  # with a name, most programs find nothing

    def terms(node: Any) -> set[str]:
        if isinstance(node, list):
            return set().union(*map(terms, node)) if node else set()
        if not isinstance(node, dict):
            return set()
        named = {node["type"]} if "type" in node else set()
        return named | node.keys() | set().union(*map(terms, node.values()))

    used = {term for term in terms(document["@graph"]) if not term.startswith("@")}
    assert used <= context.keys()
    for term in context.values():
        full = term if isinstance(term, str) else term["@id"] if isinstance(term, dict) else "@"
        prefix = full.partition(":")[0]
        assert full.startswith(("@", "http")) or prefix in context, full
    docs = client.get(f"{BASE}docs/").content.decode()
    assert context["isnad"] == f"{SITE}{BASE}docs/#chain-"
    for term in TERMS:
        assert context[term] == {"@id": f"isnad:{term}"}
        assert f'id="chain-{term}"' in docs


def test_links_point_to_what_is_there(world: World, client: Client) -> None:
    nodes = graph(client, world.article.pk)
    ids = {node["id"] for node in nodes}
    assert len(ids) == len(nodes)
    for node in nodes:
        for term in ("wasDerivedFrom", "wasQuotedFrom", "hadPrimarySource", "wasAttributedTo"):
            assert set(node.get(term, [])) <= ids
        if node["type"] == "Annotation":
            assert node["body"] in ids and node["target"]["source"] in ids


def test_the_media_type_is_negotiated(world: World, client: Client) -> None:
    path = f"{BASE}articles/{world.article.pk}/chain/"
    for accept, content_type in (
        ("*/*", "application/ld+json"),
        ("application/ld+json", "application/ld+json"),
        ("application/json", "application/json"),
    ):
        response = client.get(path, headers={"accept": accept})
        assert (response.status_code, response["Content-Type"]) == (200, content_type)
    assert client.get(path, headers={"accept": "text/turtle"}).status_code == 406
    assert client.get(path.rstrip("/")).content == client.get(path).content
    refused = client.post(path)
    assert (refused.status_code, refused["Content-Type"]) == (405, "application/problem+json")


def test_what_is_not_confirmed_is_not_in_it(client: Client, editor: User) -> None:
    article, draft = factories.article(), factories.draft("سر")
    near = rest(factories.citation(article, name="قريب"), rests_on=draft)
    hidden = factories.citation(article, name="مقترح", via=near, state="suggested")
    far = factories.citation(article, name="بعيد", via=hidden)
    for who in (None, editor):
        if who is not None:
            client.force_login(who)
        nodes = {node["id"]: node for node in graph(client, article.pk)}
        assert report(hidden.pk) not in nodes
        assert nodes[report(near.pk)]["wasDerivedFrom"] == [report(far.pk)]
        assert "مقترح" not in {node.get("name") for node in nodes.values()}
        seen = [f"{SITE}/a/{draft.pk}/"] if who else []
        assert nodes[report(near.pk)]["alternateOf"] == seen


def test_words_that_an_edit_took_out_stay_in_the_newsroom(client: Client) -> None:
    article = factories.article(body="<p>قال اسم يجب حجبه ذلك.</p>")
    factories.citation(article, name="المتحدث", exact="اسم يجب حجبه")
    assert [node["type"] for node in graph(client, article.pk)][-1] == "Annotation"
    edit_article(by=COMMAND, article_id=article.pk, base_version=2, body="<p>قال ذلك.</p>")
    answer = client.get(f"{BASE}articles/{article.pk}/chain/").content.decode()
    assert "يجب حجبه" not in answer and 'Annotation",' not in answer.partition("@graph")[2]


def test_one_name_is_one_agent(client: Client) -> None:
    article = factories.article()
    first = factories.citation(article, name="السفير")
    second = factories.citation(article, name="السفير", role="spoken")
    nodes = graph(client, article.pk)
    assert [node["id"] for node in nodes if node["type"] == "Agent"] == [f"_:name-{first.pk}"]
    assert nodes[2]["id"] == report(second.pk)
    assert nodes[2]["wasAttributedTo"] == [f"_:name-{first.pk}"]


def test_an_article_without_a_chain(client: Client) -> None:
    (only,) = graph(client, factories.article().pk)
    assert (only["wasDerivedFrom"], only["hadPrimarySource"]) == ([], [])


def test_problems(world: World, client: Client) -> None:
    article = world.article
    path = f"articles/{article.pk}/chain/"
    assert faults(client, path, "fields=id") == [("fields", "unknown_parameter")]
    for pk in (factories.draft().pk, 999_999, "x", "٧"):
        response = client.get(f"{BASE}articles/{pk}/chain/")
        assert (response.status_code, response.json()["code"]) == (404, "not_found")
    withdraw(by=COMMAND, article_id=article.pk, code="rights", reason="طلب.")
    gone = client.get(BASE + path)
    assert (gone.status_code, gone.json()["reason_code"]) == (410, "rights")
    assert gone["Content-Type"] == "application/problem+json"
    erase(article)
    gone = client.get(BASE + path)
    assert (gone.status_code, gone.json()["code"]) == (410, "erased")


def test_a_change_of_the_chain_changes_its_etag(world: World, client: Client) -> None:
    path = f"{BASE}articles/{world.article.pk}/chain/"
    before = client.get(path)["ETag"]
    assert client.get(path, headers={"if-none-match": before}).status_code == 304
    factories.citation(world.article, name="جديد")
    after = client.get(path, headers={"if-none-match": before})
    assert after.status_code == 200 and after["ETag"] != before
