"""What readers may not see is found, counted, suggested, related and fed nowhere, also while the
index still knows it as public; and whoever may see it finds it."""

import json
import re
from collections.abc import Callable
from urllib.parse import unquote

import pytest
from django.test import Client

from articles.models import Article, User
from articles.queries.suggestions_names import forget_names
from tests import factories
from tests.search import hidden
from tests.search.hidden import NEVER_SEEN, TAKEN_BACK, TITLE, WORD, World, addresses
from tests.services.state import nothing_changes

pytestmark = pytest.mark.django_db

# What a feed says of its own time changes with every write, and says nothing of what was written.
TIMES = re.compile(rb"<(updated|lastBuildDate|pubDate)>[^<]*</\1>")
Told = dict[str, tuple[int, bytes]]
"""Address -> status and body of its answer."""

ADMIN = "/admin/articles/article/"


@pytest.fixture
def world(search_index: Callable[[], None]) -> World:
    made = hidden.build()
    search_index()
    forget_names()
    return made


def told(client: Client, world: World) -> Told:
    """What each address answers."""
    answers = {}
    for path in addresses(world):
        response = client.get(path)
        body = response.content
        if "feed" in path:
            body = TIMES.sub(b"", body)
        if "suggestions" in path:  # which of them are as good as one another changes places
            typed, *columns = response.json()
            body = json.dumps(
                [typed, sorted(zip(*columns, strict=True))], ensure_ascii=False
            ).encode()
        answers[path] = response.status_code, body
    return answers


def differing(after: Told, before: Told) -> list[str]:
    """The addresses that answer otherwise than before the secret article was written."""
    return [path for path in before if after[path] != before[path]]


def naming(answers: Told, article: Article) -> list[str]:
    """The addresses whose answers name the article."""
    found = []
    for path, (_status, body) in answers.items():
        text = unquote(body.decode())
        if TITLE in text or f"/a/{article.pk}/" in text:
            found.append(path)
    return found


def hold(client: Client, world: World, article: Article, before: Told) -> None:
    """All addresses answer as they did before the article was written."""
    after = told(client, world)
    assert differing(after, before) == []
    assert naming(after, article) == []


@pytest.mark.parametrize("state", NEVER_SEEN)
def test_what_was_never_public_is_told_nowhere(
    world: World, client: Client, search_index: Callable[[], None], state: str
) -> None:
    before = told(client, world)
    article = hidden.secret(world)
    NEVER_SEEN[state](article)
    hold(client, world, article, before)
    search_index()
    hold(client, world, article, before)


@pytest.mark.parametrize("state", TAKEN_BACK)
def test_what_was_public_and_indexed_is_told_nowhere_from_then_on(
    world: World, client: Client, search_index: Callable[[], None], state: str
) -> None:
    before = told(client, world)
    article = hidden.secret(world)
    hidden.show(article)
    search_index()
    forget_names()
    public = differing(told(client, world), before)
    TAKEN_BACK[state](article)
    # The worker has not run: the index still knows the article as one that everybody may see.
    hold(client, world, article, before)
    search_index()
    hold(client, world, article, before)
    # These addresses do tell of it while it is public: so what is held above can fail.
    assert {
        f"/search/?q={WORD}", f"/search/feed.atom?q={WORD}", f"/search/feed.rss?q={WORD}",
        f"/search/feed.json?q={WORD}", f"/api/v1/search/?q={WORD}", "/api/v1/search/?q=القمح",
        f"/search/?q={hidden.TYPO}", f"/search/?source={world.source.pk}",
        f"/search/?topic={world.topic.pk}", f"/search/?section={world.section.pk}",
        "/search/?source_role=statement", f"/search/?year={hidden.YEAR}", "/search/?q=قبل:1960",
        "/search/?q=source:Gharnuq", "/search/suggestions/?q=الغرن", "/search/suggestions/?q=قنط",
        "/search/suggestions/?q=الهدا", "/search/suggestions/?q=النور",
        "/search/suggestions/?q=الزرا", f"/api/v1/articles/?q={WORD}&count=on",
    } <= set(public)  # fmt: skip


def test_counts_and_facets_without_it(
    world: World, client: Client, search_index: Callable[[], None]
) -> None:
    article = hidden.secret(world)
    hidden.show(article)
    search_index()
    assert facets(client, "القمح")["source"] == {world.shared.pk: 4, world.source.pk: 1}
    hidden.TAKEN_BACK["withdrawn"](article)
    for _ in range(2):
        found = client.get("/api/v1/search/?q=القمح").json()
        assert (found["count"], len(found["results"])) == (3, 3)
        counted = facets(client, "القمح")
        assert counted["source"] == {world.shared.pk: 3}
        assert counted["source_role"] == {"relayed": 3}
        assert counted["year"] == {2019: 3}
        assert world.topic.pk not in counted["topic"]
        assert world.section.pk not in counted["section"]
        search_index()


def facets(client: Client, q: str) -> dict[str, dict[object, int]]:
    found = client.get(f"/api/v1/search/?q={q}").json()["facets"]
    return {
        name: {value["value"]: value["count"] for value in values} for name, values in found.items()
    }


def test_a_source_that_was_rejected_or_is_only_suggested(
    world: World, client: Client, search_index: Callable[[], None]
) -> None:
    article = hidden.secret(world)
    hidden.show(article)
    suggested = factories.source("Suggested Post", "بريد مقترح")
    factories.citation(article, suggested, state="suggested")
    search_index()
    assert suggested.pk not in facets(client, WORD)["source"]
    assert world.source.pk in facets(client, WORD)["source"]
    hidden.reject_source(article, world.source)
    for _ in range(2):
        assert world.source.pk not in facets(client, WORD)["source"]
        found = client.get(f"/api/v1/search/?source={world.source.pk}").json()
        assert (found["count"], found["results"]) == (0, [])
        search_index()
    assert facets(client, WORD)["source"] == {world.shared.pk: 1}


def test_many_changes_that_the_index_has_not_followed(
    world: World, client: Client, search_index: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Too many to leave out by name: what is found is found, but nothing is counted."""
    article = hidden.secret(world)
    hidden.show(article)
    search_index()
    monkeypatch.setattr("articles.queries.index_state.MOST", 0)
    hidden.TAKEN_BACK["withdrawn"](article)
    assert naming(told(client, world), article) == []
    found = client.get(f"/api/v1/search/?q={WORD}").json()
    assert (found["state"], found["count"], found["facets"], found["results"]) == (
        "catching_up", None, None, [],
    )  # fmt: skip
    assert client.get("/search/suggestions/?q=الغرن").json()[1] == []


def test_whoever_may_see_it_finds_it(
    world: World, search_index: Callable[[], None], editor: User, contributor: User
) -> None:
    drafts = [hidden.secret(world), factories.draft(WORD, by=contributor)]
    search_index()
    desk, own = as_user(editor), as_user(contributor)
    path = f"/api/v1/search/?q={WORD}&status=draft"
    assert set(ids(desk, path)) == {draft.pk for draft in drafts}
    assert facets(desk, WORD)["status"] == {"draft": 2}
    assert ids(desk, f"/api/v1/search/?q={WORD}&status=published") == []
    assert ids(own, path) == [drafts[1].pk]
    assert "status" not in facets(own, WORD)
    assert set(listed(desk)) == {draft.pk for draft in drafts}
    assert listed(own) == [drafts[1].pk]
    assert len(json.loads(desk.get(f"/api/v1/articles/?q={WORD}").content)["results"]) == 2
    # The readers' pages are the same for everybody.
    anonymous = Client().get(f"/search/?q={WORD}").content
    assert desk.get(f"/search/?q={WORD}").content == anonymous
    assert TITLE not in anonymous.decode()


def test_who_may_not_ask_is_refused_and_nothing_changes(
    world: World, client: Client, search_index: Callable[[], None]
) -> None:
    hidden.secret(world)
    search_index()
    reader = User.objects.create_user("reader")
    clients = client, as_user(reader)
    with nothing_changes():
        for one in clients:
            for path in ("search", "articles"):
                response = one.get(f"/api/v1/{path}/?q={WORD}&status=draft")
                assert (response.status_code, response.json()["parameter"]) == (403, "status")
                assert one.get(f"/api/v1/{path}/?q={WORD}").json()["results"] == []
            assert one.get(ADMIN, {"q": WORD}).status_code == 302
            assert one.get(f"/search/?q={WORD}&status=draft").status_code in (200, 400)


def as_user(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def ids(client: Client, path: str) -> list[int]:
    return [found["article"]["id"] for found in client.get(path).json()["results"]]


def listed(client: Client) -> list[int]:
    response = client.get(ADMIN, {"q": WORD})
    return [article.pk for article in response.context["cl"].result_list]
