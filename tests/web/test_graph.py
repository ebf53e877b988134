"""The page of the graph and its files: drawing, table and exports say the same, and no secret."""

import csv
import io
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, Source
from articles.queries.graph import PAGE_SIZE
from articles.services.actors import COMMAND
from articles.services.publishing import schedule, withdraw
from articles.templatetags.addresses import source_path
from tests import factories
from tests.web.reading import text, texts, tree
from tests.web.world import build

pytestmark = pytest.mark.django_db

SVG = "{http://www.w3.org/2000/svg}"
NS = "{http://graphml.graphdrawing.org/xmlns}"


def chained(article: Article, *sources: Source, role: str = "relayed") -> None:
    via = None
    for source in sources:
        via = factories.citation(article, source, via=via, role=role)


@pytest.fixture
def sources() -> list[Source]:
    """A site relays a paper in three articles, the paper a speaker in two of them."""
    site = factories.source("DFNC.RU", "موقع DFNC.RU", kind="site")
    paper = factories.source("Kommersant", "كوميرسانت", kind="newspaper")
    speaker = factories.source("Ambassador", "السفير", kind="person")
    for dated in ("2019-06-18", "2020-01"):
        chained(factories.article(f"في {dated}", dated=dated), site, paper, speaker)
    chained(factories.article("بلا", date_unknown=True), site, paper, role="quoted")
    return [site, paper, speaker]


def table(client: Client, query: str = "") -> list[tuple[str, ...]]:
    page = tree(client, f"/sources/graph/{query}")
    return [tuple(texts(row, "td")) for row in page.findall(".//tbody/tr")]


def test_the_table_and_its_links(client: Client, sources: list[Source]) -> None:
    site, paper, _ = sources
    assert table(client) == [("موقع DFNC.RU", "كوميرسانت", "3"), ("كوميرسانت", "السفير", "2")]
    page = tree(client, "/sources/graph/?from=2019&role=relayed")
    of_site = page.findall(".//tbody/tr")[1]
    assert [link.get("href") for link in of_site.findall(".//a")] == [
        source_path(site), source_path(paper),
        f"/sources/graph/articles/?before={site.pk}&source={paper.pk}&from=2019&role=relayed",
    ]  # fmt: skip
    behind = tree(client, f"/sources/graph/articles/?before={site.pk}&source={paper.pk}&from=2019")
    assert texts(behind, ".//h3") == ["في 2020-01", "في 2019-06-18"]
    assert texts(behind, ".//h1") == ["موقع DFNC.RU عن كوميرسانت"]
    assert texts(behind, ".//mark") == ["كوميرسانت"] * 2


def test_the_drawing_says_what_the_table_says(client: Client, sources: list[Source]) -> None:
    page = tree(client, "/sources/graph/")
    drawing = page.find(f".//{SVG}svg[@class='net']")
    assert drawing is not None and drawing.get("aria-hidden") == "true"
    assert texts(drawing, f"./{SVG}a/{SVG}title") == [
        "موقع DFNC.RU عن كوميرسانت: 3", "كوميرسانت عن السفير: 2",
        "موقع DFNC.RU", "كوميرسانت", "السفير",
    ]  # fmt: skip
    links = {link.get("href") for link in drawing.findall(f"{SVG}a")}
    assert links == {link.get("href") for link in page.findall(".//tbody//a")}
    assert {link.get("tabindex") for link in drawing.findall(f"{SVG}a")} == {"-1"}
    at = [float(dot.get("cx") or 0) for dot in drawing.findall(f".//{SVG}circle")]
    assert at == sorted(at, reverse=True) and len(set(at)) == 3  # from right to left
    assert [dot.get("class") for dot in drawing.findall(f".//{SVG}circle")] == [None, None, "root"]
    assert client.get("/sources/graph/").content == client.get("/sources/graph/").content


def test_sources_that_relay_each_other_are_drawn(client: Client) -> None:
    one, other = factories.source("One"), factories.source("Other")
    for pair in ((one, other), (one, other), (other, one)):
        chained(factories.article(), *pair)
    assert table(client) == [("One", "Other", "2"), ("Other", "One", "1")]
    drawing = tree(client, "/sources/graph/").find(f".//{SVG}svg[@class='net']")
    assert drawing is not None and len(drawing.findall(f".//{SVG}circle")) == 2


def test_filters_are_kept_in_the_form_and_in_what_leads_on(
    client: Client, sources: list[Source]
) -> None:
    assert table(client, "?from=2020") == [
        ("كوميرسانت", "السفير", "1"), ("موقع DFNC.RU", "كوميرسانت", "1"),
    ]  # fmt: skip
    assert table(client, "?role=quoted&kind=site&least=1") == [("موقع DFNC.RU", "كوميرسانت", "1")]
    assert table(client, "?least=3") == [("موقع DFNC.RU", "كوميرسانت", "3")]
    page = tree(client, "/sources/graph/?from=2019&to=2021-06&role=relayed&kind=site&least=2")
    values = {field.get("name"): field.get("value") for field in page.findall(".//main//input")}
    assert values == {"from": "2019", "to": "2021-06", "least": "2"}
    assert [option.get("value") for option in page.findall(".//option[@selected]")] == [
        "relayed", "site",
    ]  # fmt: skip
    files = page.findall(".//p[@class='files']/a")
    assert files[0].get("href") == (
        "/sources/graph.csv?from=2019&to=2021-06&role=relayed&kind=site&least=2"
    )
    assert text(tree(client, "/sources/graph/?kind=agency").find(".//p[@class='empty']"))


def test_a_bad_value_is_named_beside_its_field_and_nothing_is_lost(
    client: Client, sources: list[Source]
) -> None:
    path = "/sources/graph/?from=2019-13&to=2020&role=heard&kind=site&least=x"
    page = tree(client, path, 400)
    errors = {field.get("id"): text(field) for field in page.findall(".//span[@class='err']")}
    assert errors == {
        "from-e": "اكتب سنة أو شهرًا أو يومًا: 2019 أو \u20662019-06\u2069 أو \u20662019-06-18\u2069.",
        "role-e": "اختر دورًا من القائمة.",
        "least-e": "اكتب عددًا صحيحًا من 1 فأكثر.",
    }
    described = [field.get("aria-describedby") for field in page.findall(".//*[@aria-invalid]")]
    assert described == ["from-e", "role-e", "least-e"]
    values = {field.get("name"): field.get("value") for field in page.findall(".//main//input")}
    assert values == {"from": "2019-13", "to": "2020", "least": "x"}
    selected = [option.get("value") for option in page.findall(".//option[@selected]")]
    assert selected == ["heard", "site"]
    assert page.find(".//tbody") is None
    for name in ("csv", "graphml"):
        response = client.get(f"/sources/graph.{name}?from=x")
        assert response.status_code == 400 and response.content.decode().startswith("from: ")
    for wrong in ("cursor=nonsense",):
        assert client.get(f"/sources/graph/?{wrong}").status_code == 404


def test_an_edge_that_is_none(client: Client, sources: list[Source]) -> None:
    path = "/sources/graph/articles/"
    for query in ("", "?before=1", "?before=x&source=1", "?before=999999&source=999998",
                  f"?before={sources[0].pk}&source={sources[1].pk}&role=heard"):  # fmt: skip
        assert client.get(path + query).status_code == 404, query
    backwards = f"{path}?before={sources[1].pk}&source={sources[0].pk}"
    assert text(tree(client, backwards).find(".//p[@class='empty']"))


def test_csv(client: Client, sources: list[Source]) -> None:
    risky = factories.source("=HYPERLINK(1)", "+قناة, «أولى»")
    chained(factories.article(), risky, sources[2])
    response = client.get("/sources/graph.csv")
    assert response.streaming and response["Content-Type"] == "text/csv; charset=utf-8"
    content = response.getvalue()
    assert not content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
    pk = [source.pk for source in (*sources, risky)]
    assert rows == [
        ["relaying_id", "relaying_name", "relaying_name_ar", "relaying_kind", "source_id",
         "source_name", "source_name_ar", "source_kind", "articles"],
        [f"{pk[0]}", "DFNC.RU", "موقع DFNC.RU", "site", f"{pk[1]}", "Kommersant", "كوميرسانت",
         "newspaper", "3"],
        [f"{pk[1]}", "Kommersant", "كوميرسانت", "newspaper", f"{pk[2]}", "Ambassador", "السفير",
         "person", "2"],
        [f"{pk[3]}", "'=HYPERLINK(1)", "'+قناة, «أولى»", "other", f"{pk[2]}", "Ambassador",
         "السفير", "person", "1"],
    ]  # fmt: skip
    assert client.get("/sources/graph.csv?bom=1").getvalue() == b"\xef\xbb\xbf" + content
    filtered = client.get("/sources/graph.csv?least=3").getvalue().decode().splitlines()
    assert len(filtered) == 2


def test_graphml(client: Client, sources: list[Source]) -> None:
    chained(factories.article(), factories.source("A & B <x>", "«أ» & ب"), sources[2])
    root = ElementTree.fromstring(client.get("/sources/graph.graphml").getvalue())
    assert root.tag == f"{NS}graphml"
    assert [child.tag for child in root] == [f"{NS}key"] * 5 + [f"{NS}graph"]
    keys = {key.get("id"): (key.get("for"), key.get("attr.type")) for key in root.iter(f"{NS}key")}
    assert keys == {
        "label_ar": ("node", "string"), "label_en": ("node", "string"), "kind": ("node", "string"),
        "url": ("node", "string"), "articles": ("edge", "int"),
    }  # fmt: skip
    found = root.find(f"{NS}graph")
    assert found is not None and found.get("edgedefault") == "directed"
    nodes = {
        node.get("id"): {data.get("key"): data.text for data in node}
        for node in found.iter(f"{NS}node")
    }
    assert len(nodes) == 4
    assert nodes[f"s{sources[0].pk}"] | {"url": ""} == {
        "label_ar": "موقع DFNC.RU", "label_en": "DFNC.RU", "kind": "site", "url": "",
    }  # fmt: skip
    assert "A & B <x>" in {node["label_en"] for node in nodes.values()}
    edges = [
        (edge.get("source"), edge.get("target"), edge.findtext(f"{NS}data"))
        for edge in found.iter(f"{NS}edge")
    ]
    site, paper, speaker = (f"s{source.pk}" for source in sources)
    assert edges[:2] == [(site, paper, "3"), (paper, speaker, "2")]
    assert {end for edge in edges for end in edge[:2]} == nodes.keys()


@pytest.mark.parametrize("name", ["graph.csv", "graph.graphml", "graph/", "graph/?from=2019"])
def test_a_validator_of_the_state(client: Client, sources: list[Source], name: str) -> None:
    first = client.get(f"/sources/{name}")
    assert first["Cache-Control"] == "public, no-cache" and "Set-Cookie" not in first
    asked = {"if-none-match": first["ETag"]}
    again = client.get(f"/sources/{name}", headers=asked)
    assert again.status_code == 304 and again["ETag"] == first["ETag"]
    assert client.head(f"/sources/{name}").headers["ETag"] == first["ETag"]
    chained(factories.article(dated="2020"), *sources)
    changed = client.get(f"/sources/{name}", headers=asked)
    assert changed.status_code == 200 and changed["ETag"] != first["ETag"]


def test_what_readers_may_not_see_changes_nothing(client: Client) -> None:
    world = build(1)
    paths = [f"/sources/{name}" for name in ("graph/", "graph.csv", "graph.graphml", "origins/")]

    def bodies() -> list[bytes]:
        return [b"".join(client.get(path)) for path in paths]

    before = bodies()
    secret, other = factories.source("Secret"), world.source
    draft, scheduled, withdrawn = factories.draft(), factories.draft(), factories.article("سرّ")
    for article in (draft, scheduled, withdrawn):
        chained(article, other, secret)
    schedule(by=COMMAND, article_id=scheduled.pk, publish_at=timezone.now() + timedelta(days=1))
    withdraw(by=COMMAND, article_id=withdrawn.pk, code="error", reason="خطأ")
    for state in ("suggested", "rejected"):
        via = factories.citation(world.article, other, state=state)
        factories.citation(world.article, secret, via=via, state=state)
    assert bodies() == before


def test_as_many_queries_for_one_edge_as_for_a_full_page(client: Client) -> None:
    hub = factories.source("Hub")
    costs = []
    files: list[int] = []
    for count in (1, PAGE_SIZE + 1):
        article = factories.article()
        near = factories.citation(article, hub)
        for number in range(count):
            factories.citation(article, factories.source(f"Source {count}-{number}"), via=near)
        with CaptureQueriesContext(connection) as captured:
            page = tree(client, "/sources/graph/")
        costs.append(len(captured))
        for name in ("csv", "graphml"):
            with CaptureQueriesContext(connection) as captured:
                client.get(f"/sources/graph.{name}").getvalue()
            files.append(len(captured))
    assert costs == [4, 4]
    assert files == [3, 3, 3, 3]
    following = page.find(".//a[@rel='next']")
    assert following is not None and len(page.findall(".//tbody/tr")) == PAGE_SIZE
    rest = (following.get("href") or "").partition("#")[0]
    assert len(table(client, rest)) == 2
