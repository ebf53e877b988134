"""The OpenAPI description: the committed copy, and whether answers are what it says."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import call_command
from django.test import Client
from django.utils import translation
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from articles.services.actors import COMMAND
from articles.services.publishing import withdraw
from tests import factories
from tests.api.asking import BASE, EVERYWHERE, get
from tests.web.world import World

COPY = Path(__file__).parent / "openapi.yaml"


def schema_of(client: Client) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"{BASE}schema/").json()
    return found


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_committed_copy(tmp_path: Path, language: str) -> None:
    """Renew it with `manage.py spectacular --file tests/api/openapi.yaml --validate`."""
    made = tmp_path / "openapi.yaml"
    with translation.override(language):
        call_command("spectacular", file=str(made), validate=True, fail_on_warn=True)
    assert made.read_text("utf-8") == COPY.read_text("utf-8")


@pytest.mark.django_db
def test_what_is_served_is_the_copy(client: Client) -> None:
    copy = yaml.safe_load(COPY.read_text("utf-8"))
    assert schema_of(client) == copy
    served = client.get(f"{BASE}schema/", headers={"accept": "application/yaml"})
    assert served["Content-Type"].startswith("application/yaml")
    assert yaml.safe_load(served.content) == copy
    assert copy["openapi"] == "3.1.0"


@pytest.mark.django_db
def test_every_address_and_parameter_is_described(client: Client) -> None:
    paths = schema_of(client)["paths"]
    expected = {f"{BASE}{name}/" for name in EVERYWHERE}
    expected |= {f"{BASE}{name}/{{id}}/" for name in EVERYWHERE if name != "changes"}
    assert set(paths) == expected | {
        BASE, f"{BASE}graph/", f"{BASE}search/", f"{BASE}articles/{{id}}/chain/",
    }  # fmt: skip
    names = [one["name"] for one in paths[f"{BASE}articles/"]["get"]["parameters"]]
    assert names == [
        "q", "source", "source_role", "topic", "section", "status", "published_from",
        "published_to", "modified_from", "modified_to", "ordering", "fields", "expand", "cursor",
        "page_size", "count",
    ]  # fmt: skip
    for operation in (path["get"] for path in paths.values()):
        for parameter in operation.get("parameters", []):
            assert parameter["description"]


def check(schema: dict[str, Any], path: str, status: int, body: Any) -> None:
    """Hold `body` to what the description says of `path` and `status`; nothing beside it."""
    resource: Resource[Any] = Resource.from_contents(schema, DRAFT202012)
    registry: Registry[Any] = Registry().with_resource("urn:api", resource)
    media = "application/json" if status == 200 else "application/problem+json"
    place = f"{path}/get/responses/{status}/content/{media}/schema".split("/get/", 1)
    pointer = "/".join(part.replace("~", "~0").replace("/", "~1") for part in [place[0]])
    rest = place[1].replace("application/", "application~1")
    target = {"$ref": f"urn:api#/paths/{pointer}/get/{rest}"}
    validator = Draft202012Validator(
        target, registry=registry, format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    errors = sorted(validator.iter_errors(body), key=str)
    assert not errors, (path, [(list(e.absolute_path), e.message) for e in errors[:3]])


def closed(schema: dict[str, Any]) -> dict[str, Any]:
    """The same description, in which a member that is not described is an error."""
    copy: dict[str, Any] = json.loads(json.dumps(schema))
    for component in copy["components"]["schemas"].values():
        if component.get("type") == "object":
            component["additionalProperties"] = False
    return copy


@pytest.mark.django_db
def test_answers_are_as_described(world: World, client: Client) -> None:
    factories.article("بلا شيء", date_unknown=True, byline_text="من مراسلنا")
    schema = closed(schema_of(client))
    for name in EVERYWHERE:
        path = f"{BASE}{name}/"
        params = {"expand": "corrections"} if name == "articles" else {}
        if name in ("citations", "comments", "corrections"):
            check(schema, path, 200, get(client, f"{name}/", expand="article"))
        page = get(client, f"{name}/", page_size=50, **params)
        check(schema, path, 200, page)
        if name != "changes":
            for row in page["results"]:
                check(schema, f"{path}{{id}}/", 200, get(client, f"{name}/{row['id']}/"))
    check(schema, BASE, 200, get(client, ""))
    check(schema, f"{BASE}graph/", 200, get(client, "graph/", count="on"))
    chain = get(client, f"articles/{world.article.pk}/chain/")
    check(schema, f"{BASE}articles/{{id}}/chain/", 200, chain)


@pytest.mark.django_db
def test_errors_are_as_described(world: World, client: Client) -> None:
    schema = closed(schema_of(client))
    article = world.article
    refused = client.get(f"{BASE}articles/?x=1&page_size=0").json()
    check(schema, f"{BASE}articles/", 400, refused)
    check(schema, f"{BASE}articles/", 403, client.get(f"{BASE}articles/?status=draft").json())
    missing = client.get(f"{BASE}articles/999999/").json()
    check(schema, f"{BASE}articles/{{id}}/", 404, missing)
    withdraw(by=COMMAND, article_id=article.pk, code="rights", reason="طلب.")
    gone = client.get(f"{BASE}articles/{article.pk}/").json()
    check(schema, f"{BASE}articles/{{id}}/", 410, gone)
    other = client.get(f"{BASE}changes/?since=00000000-0000-0000-0000-000000000000.1").json()
    check(schema, f"{BASE}changes/", 410, other)
