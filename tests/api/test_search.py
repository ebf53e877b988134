"""The search over the API: what its answers are made of, and what it refuses."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Article, User
from articles.queries.search import Facet, FacetValue, Hit, Meant, Results
from articles.search.asked import Filters, Understood
from articles.search.highlight import Passage, Span
from articles.services.actors import COMMAND
from articles.services.drafting import edit_article
from articles.services.publishing import withdraw
from tests.api.asking import BASE, faults, get
from tests.api.test_schema import check, closed, schema_of
from tests.web.world import World, build

pytestmark = pytest.mark.django_db

NOTHING = Understood()


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[[Results], list[dict[str, Any]]]:
    """answer(results) lets the search give `results`; returns the list of what it was asked."""
    asked: list[dict[str, Any]] = []

    def give(results: Results) -> list[dict[str, Any]]:
        def search(q: str, filters: Filters, **rest: Any) -> Results:
            asked.append({"q": q, "filters": filters, **rest})
            if rest["cursor"] == "bad":
                raise ValueError("not a cursor")
            return results

        monkeypatch.setattr("articles.api.views.search.search", search)
        return asked

    return give


def hit(article: Article) -> Hit:
    """The article with «سفير» marked in its title, and S-400 in its text."""
    at = article.body_text.index("S-400")
    passage = Passage(at - 11, at + 5, (Span(at, at + 5),))
    return Hit(article, (Span(0, 4),), "body_text", article.body_text, (passage,))


def page(world: World) -> Results:
    understood = Understood(words=("سفير", "S-400"), phrases=("لا جديد",), after=date(2019, 1, 1))
    facets = (
        Facet("section", (FacetValue(world.section.pk, world.section.name, 4, chosen=True),)),
        Facet("source_role", (FacetValue("credit", "تذييل", 3),)),
    )
    return Results(
        understood, Filters(), hits=(hit(world.article),), total=41, facets=facets,
        meant=Meant("سفير قطر", (("سفير ", False), ("قطر", True)), 7), next_cursor="after",
        notes=("فُهمت هكذا",),
    )  # fmt: skip


def test_the_whole_answer(world: World, client: Client, answer: Any) -> None:
    answer(page(world))
    body = get(client, "search/", q="سفير")
    assert list(body) == [
        "next", "previous", "count", "state", "query", "did_you_mean", "facets", "results",
    ]  # fmt: skip
    assert (body["count"], body["state"], body["previous"]) == (41, "ready", None)
    assert body["next"].startswith("http://testserver/api/v1/search/?q=")
    assert body["next"].endswith("&cursor=after")
    assert body["query"] == {
        "words": ["سفير", "S-400"], "phrases": ["لا جديد"], "without": [], "sources": [],
        "topics": [], "without_sources": [], "without_topics": [], "after": "2019-01-01",
        "before": None, "notes": ["فُهمت هكذا"],
    }  # fmt: skip
    assert body["did_you_mean"] == {"q": "سفير قطر", "total": 7}
    assert body["facets"] == {
        "section": [{"value": world.section.pk, "label": "الشؤون الدولية", "count": 4,
                     "chosen": True}],
        "source": [], "topic": [], "year": [],
        "source_role": [{"value": "credit", "label": "تذييل", "count": 3, "chosen": False}],
    }  # fmt: skip
    [found] = body["results"]
    assert list(found["article"]) == [
        "id", "uri", "url", "title", "standfirst", "section", "topics", "byline", "dated",
        "first_published_at", "published_at", "modified_at", "corrected_at", "status", "version",
    ]  # fmt: skip
    assert found["article"]["id"] == world.article.pk
    check(closed(schema_of(client)), f"{BASE}search/", 200, body)


def test_spans_count_code_points_of_the_version(world: World, client: Client, answer: Any) -> None:
    answer(page(world))
    article = world.article
    [found] = get(client, "search/", q="سفير", fields="body_text,version,title")["results"]
    assert list(found["article"]) == ["title", "body_text", "version"]
    title, passage = found["highlights"]
    assert (title["field"], title["revision"], title["text"]) == (
        "title", article.version, "سفير قطر: التعاون ماضٍ 0",
    )  # fmt: skip
    assert title["marks"] == [{"selectors": [
        {"type": "TextQuoteSelector", "exact": "سفير", "prefix": "",
         "suffix": " قطر: التعاون ماضٍ 0"},
        {"type": "TextPositionSelector", "start": 0, "end": 4},
    ]}]  # fmt: skip
    assert (passage["field"], passage["text"]) == ("body_text", "أما منظومة S-400")
    [[quote, position]] = [mark["selectors"] for mark in passage["marks"]]
    text = found["article"]["body_text"]
    assert text[position["start"] : position["end"]] == quote["exact"] == "S-400"
    whole = passage["selectors"][1]
    assert text[whole["start"] : whole["end"]] == passage["text"]


def test_what_it_is_asked(world: World, client: Client, answer: Any) -> None:
    asked = answer(page(world))
    get(
        client, "search/", q=" سفير ", section=world.section.slug,
        source=f"{world.source.pk}, {world.behind.pk}", source_role="relayed,credit",
        topic=world.topic.pk, year="2019,0", published_from="2019-06-01",
        published_to="2019-06-30", ordering="-published_at", page_size="7", facets="off",
        cursor="here",
    )  # fmt: skip
    get(client, "search/")
    assert asked[0]["q"] == "سفير"
    assert asked[0]["filters"] == Filters(
        sections=(world.section.pk,), sources=(world.source.pk, world.behind.pk),
        topics=(world.topic.pk,), roles=("relayed", "credit"), years=(2019, 0),
        since=date(2019, 6, 1), until=date(2019, 6, 30),
    )  # fmt: skip
    assert {key: asked[0][key] for key in ("newest_first", "cursor", "size", "facets")} == {
        "newest_first": True, "cursor": "here", "size": 7, "facets": False,
    }  # fmt: skip
    assert {key: asked[1][key] for key in ("q", "newest_first", "cursor", "size", "facets")} == {
        "q": "", "newest_first": None, "cursor": None, "size": 20, "facets": True,
    }  # fmt: skip


def test_what_is_refused(world: World, client: Client, answer: Any) -> None:
    asked = answer(page(world))
    assert faults(client, "search/", "topik=1&count=on") == [
        ("topik", "unknown_parameter"), ("count", "unknown_parameter"),
    ]  # fmt: skip
    assert faults(
        client, "search/",
        "q=&year=20x&published_from=2019&published_to=2019-02-30&ordering=dated&page_size=101"
        "&facets=yes&fields=corrections&source_role=said",
    ) == [
        ("q", "empty"), ("year", "invalid"), ("published_from", "invalid"),
        ("published_to", "invalid"), ("ordering", "invalid_choice"), ("page_size", "invalid"),
        ("facets", "invalid_choice"), ("fields", "invalid"), ("source_role", "invalid"),
    ]  # fmt: skip
    assert faults(client, "search/", "source=1,x&topic=nichts&section=9999") == [
        ("source", "unknown_value"), ("topic", "unknown_value"), ("section", "unknown_value"),
    ]  # fmt: skip
    assert faults(client, "search/", f"q={'x' * 501}") == [("q", "max_length")]
    assert asked == []
    assert faults(client, "search/", "cursor=bad") == [("cursor", "invalid")]


def test_states_are_for_the_newsroom(client: Client, answer: Any, editor: User) -> None:
    asked = answer(Results(NOTHING, Filters()))
    refused = client.get(f"{BASE}search/?status=draft")
    assert (refused.status_code, refused.json()["parameter"], asked) == (403, "status", [])
    client.force_login(editor)
    response = client.get(f"{BASE}search/?status=draft,published")
    assert response["Cache-Control"] == "private, no-store"
    assert asked[0]["filters"] == Filters(statuses=("draft", "published"))
    assert asked[0]["user"] == editor
    assert response.json()["facets"] == {
        "section": [], "source": [], "source_role": [], "topic": [], "year": [],
    }  # fmt: skip
    assert client.get(f"{BASE}search/?facets=off").json()["facets"] is None


@pytest.mark.parametrize("state", ["rebuilding", "absent"])
def test_while_there_is_no_index(client: Client, answer: Any, state: Any) -> None:
    answer(Results(NOTHING, Filters(), state=state, total=None))
    arabic = client.get(f"{BASE}search/?q=x")
    english = client.get(f"{BASE}search/?q=x", headers={"accept-language": "en"})
    assert (arabic.status_code, arabic["Retry-After"]) == (503, "10")
    assert arabic["Cache-Control"] == "no-store"
    assert (arabic.json()["code"], arabic.json()["title"]) == (
        "search_rebuilding", "يُعاد بناء البحث",
    )  # fmt: skip
    assert english.json()["title"] == "The search is being rebuilt"
    check(closed(schema_of(client)), f"{BASE}search/", 503, arabic.json())


def test_while_the_index_catches_up(world: World, client: Client, answer: Any) -> None:
    answer(
        Results(
            NOTHING,
            Filters(),
            state="catching_up",
            total=None,
            hits=(hit(world.article),),
            behind=True,
        )
    )
    response = client.get(f"{BASE}search/?q=x")
    body = response.json()
    assert (body["count"], body["facets"], len(body["results"])) == (None, None, 1)
    assert response["Cache-Control"] == "private, no-store"
    assert "Last-Modified" not in response
    check(closed(schema_of(client)), f"{BASE}search/", 200, body)


def test_what_is_kept_is_asked_for_again(world: World, client: Client, answer: Any) -> None:
    answer(page(world))
    first = client.get(f"{BASE}search/?q=x")
    assert first["Cache-Control"] == "public, no-cache"
    assert "Last-Modified" not in first
    assert set(first["Vary"].split(", ")) == {"Accept", "Accept-Language", "Cookie"}
    assert first["Link"] == f'<{first.json()["next"]}>; rel="next"'
    same = client.get(f"{BASE}search/?q=x", headers={"if-none-match": first["ETag"]})
    assert same.status_code == 304
    edit_article(
        by=COMMAND, article_id=world.article.pk, base_version=world.article.version, title="جديد"
    )
    again = client.get(f"{BASE}search/?q=x", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 200
    [found] = again.json()["results"]
    assert (found["article"]["title"], found["highlights"]) == ("جديد", [])


def test_what_is_hidden_since_it_was_found(world: World, client: Client, answer: Any) -> None:
    answer(page(world))
    withdraw(by=COMMAND, article_id=world.article.pk, code="error", reason="خطأ معلن.")
    assert get(client, "search/", q="x")["results"] == []


def test_as_many_queries_for_twenty_as_for_one(client: Client, answer: Any) -> None:
    build(5)
    articles = Article.objects.order_by("pk")
    costs = []
    for count in (1, 20):
        hits = tuple(map(hit, articles[:count]))
        answer(Results(NOTHING, Filters(), hits=hits, total=count))
        client.get(f"{BASE}search/?q=x")
        with CaptureQueriesContext(connection) as captured:
            names = "id,title,topics,byline,section,citations,notices"
            assert len(get(client, "search/", q="x", fields=names)["results"]) == count
        costs.append(len(captured))
    assert costs[0] == costs[1]


def test_a_real_answer(world: World, client: Client, indexed: Callable[[], None]) -> None:
    """What it says is in the articles' own texts, whichever form the words have there."""
    body = get(
        client,
        "search/",
        q="للسفير مصدر:DFNC.RU",
        page_size=2,
        fields="id,title,body_text,standfirst",
    )
    whole = get(client, "search/", q="للسفير")
    check(closed(schema_of(client)), f"{BASE}search/", 200, whole)
    assert (body["count"], len(body["results"]), body["state"]) == (4, 2, "ready")
    assert (body["query"]["words"], body["query"]["sources"]) == (["للسفير"], ["DFNC.RU"])
    assert {one["value"]: one["count"] for one in body["facets"]["source"]}[world.source.pk] == 4
    assert [(one["value"], one["count"]) for one in body["facets"]["section"]] == [
        (world.section.pk, 4)
    ]
    words = set()
    for found in body["results"]:
        for one in found["highlights"]:
            text = found["article"][one["field"]]
            for quote, position in [mark["selectors"] for mark in one["marks"]]:
                assert text[position["start"] : position["end"]] == quote["exact"]
                assert text[: position["start"]].endswith(quote["prefix"])
                assert text[position["end"] :].startswith(quote["suffix"])
                words.add(quote["exact"])
    assert {"سفير", "السفير"} <= words
    rest = client.get(body["next"]).json()
    seen = [found["article"]["id"] for found in (*body["results"], *rest["results"])]
    assert len(set(seen)) == 4 and rest["next"] is None


def test_it_is_in_the_documentation(client: Client) -> None:
    docs = client.get(f"{BASE}docs/", headers={"accept-language": "en"}).content.decode()
    assert '<h3 id="search">' in docs and '<code dir="ltr">did_you_mean</code>' in docs
    assert get(client, "")["search"] == "https://archive.example/api/v1/search/"
