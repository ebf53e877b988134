"""Errors as problem documents: their codes, their language, what else they carry."""

import pytest
from django.test import Client
from django.test.client import RequestFactory
from django.utils import translation

from articles.api.handler import problem_response
from articles.api.language import language_of
from articles.api.problems import KINDS
from articles.models import Article
from tests import factories
from tests.api.asking import BASE, LISTS
from tests.web.world import World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["nothing", "nothing/", "articles/1/2/", "a\nb", "articles/1"])
def test_unknown_addresses(client: Client, path: str) -> None:
    response = client.get(BASE + path)
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    found = response.json()
    assert sorted(found) == ["code", "detail", "instance", "status", "title", "type"]
    assert found["type"] == "https://archive.example/api/v1/docs/#problem-not_found"
    assert (found["status"], found["code"]) == (404, "not_found")
    assert response["Cache-Control"] == "no-store"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "ETag" not in response


def test_without_the_slash_at_the_end(world: World, client: Client) -> None:
    for path in ("articles", f"articles/{world.article.pk}", "changes", "schema", "docs"):
        plain, slashed = client.get(BASE + path), client.get(f"{BASE}{path}/")
        assert plain.status_code == 200
        assert plain["Content-Type"] == slashed["Content-Type"]
        if path != "docs":
            assert plain.json().get("results") == slashed.json().get("results")
    response = client.get(f"{BASE}articles?fields=id&page_size=2")
    assert len(response.json()["results"]) == 2
    assert client.get(response.json()["next"]).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_writing_is_refused_and_changes_nothing(
    world: World, client: Client, editor: object, method: str
) -> None:
    rows = list(Article.objects.order_by("pk").values_list("pk", "version", "status"))
    checked = Client(enforce_csrf_checks=True)
    checked.force_login(editor)  # type: ignore[arg-type]
    for who in (client, checked):
        for name in (*LISTS, "changes", "schema"):
            response = getattr(who, method)(f"{BASE}{name}/", "{}", content_type="application/json")
            assert response.status_code == 405, name
            assert response["Allow"] == "GET, HEAD, OPTIONS"
            assert response.json()["code"] == "method_not_allowed"
        path = f"{BASE}articles/{world.article.pk}/"
        assert getattr(who, method)(path, "{}", content_type="application/json").status_code == 405
    assert rows == list(Article.objects.order_by("pk").values_list("pk", "version", "status"))


def test_other_formats_are_406(client: Client) -> None:
    for accept in ("text/html", "application/xml", "text/csv"):
        response = client.get(f"{BASE}articles/", headers={"accept": accept})
        assert response.status_code == 406
        assert response["Content-Type"] == "application/problem+json"
        assert response.json()["code"] == "not_acceptable"
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    for accept in ("application/json", "*/*", "application/*", browser):
        response = client.get(f"{BASE}articles/", headers={"accept": accept})
        assert (response.status_code, response["Content-Type"]) == (200, "application/json")


@pytest.mark.parametrize(
    ("header", "language"),
    [("", "ar"), ("en", "en"), ("ar", "ar"), ("en-GB,en;q=0.9,ar;q=0.8", "en"), ("fr,en", "en"),
     ("ar-QA", "ar"), ("fr", "ar"), ("*", "ar"), ("en;q=0", "ar"), ("fr, *;q=0.5, en;q=0.1", "ar"),
     ("\x00", "ar"), ("en" * 500, "ar")],
)  # fmt: skip
def test_the_language_of_errors(client: Client, header: str, language: str) -> None:
    request = RequestFactory().get("/", headers={"accept-language": header})
    assert language_of(request) == language
    response = client.get(f"{BASE}articles/?x=1", headers={"accept-language": header})
    assert response["Content-Language"] == language
    assert "Accept-Language" in response["Vary"]
    with translation.override(language):
        assert response.json()["title"] == str(KINDS["invalid_parameters"].title)


def test_what_went_wrong_on_our_side_is_not_told(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("password of the database")

    monkeypatch.setattr("articles.queries.api_articles.listed", fail)
    response = client.get(f"{BASE}articles/", headers={"accept-language": "en"})
    assert (response.status_code, response.json()["code"]) == (500, "internal_error")
    assert "password" not in response.content.decode()
    assert "password of the database" in caplog.text


def test_every_kind_says_what_it_is() -> None:
    assert {kind.status for kind in KINDS.values()} == {
        400, 403, 404, 405, 406, 410, 412, 415, 429, 500, 503,
    }  # fmt: skip


def test_throttled_says_how_long_to_wait() -> None:
    from rest_framework.exceptions import Throttled

    request = RequestFactory().get("/")
    response = problem_response(Throttled(wait=4.2), {"request": request})
    assert (response.status_code, response["Retry-After"]) == (429, "5")


def test_forbidden_parameters_are_named_before_wrong_ones(client: Client) -> None:
    factories.article()
    response = client.get(f"{BASE}articles/?status=draft&x=1")
    assert (response.status_code, response.json()["parameter"]) == (403, "status")
