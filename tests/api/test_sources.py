"""Sources over the API: all names, found by any of them, and where a merged one went."""

import pytest
from django.test import Client

from articles.models import Source
from tests import factories
from tests.api.asking import faults, get, ids, results
from tests.web.world import World

pytestmark = pytest.mark.django_db


def test_the_published_names_and_values(world: World, client: Client) -> None:
    found = get(client, f"sources/{world.source.pk}/")
    assert list(found) == [
        "id", "url", "name", "names", "kind", "country", "domains", "owner", "parent",
        "merged_into",
    ]  # fmt: skip
    assert found["name"] == "DFNC.RU"
    assert found["url"].startswith(f"https://archive.example/sources/{world.source.pk}/")
    assert found["names"] == [
        {"name": "موقع DFNC.RU", "language": "ar", "kind": "canonical"},
        {"name": "DFNC.RU", "language": "en", "kind": "canonical"},
    ]
    assert (found["kind"], found["country"], found["domains"]) == ("other", "RU", ["dfnc.ru"])
    assert found["owner"]["name"] == "New Defence Order (publisher)"
    assert sorted(found["owner"]) == ["id", "name", "url"]
    assert found["parent"] is None and found["merged_into"] is None


def test_found_by_any_name_in_any_spelling(client: Client) -> None:
    paper = factories.source("Kommersant", "صحيفة كوميرسانت")
    factories.source("Other", "أخرى")
    for q in ("kommer", "KOMMERSANT", "كوميرسانت", "صحيفة كومير", "صحيفه"):
        assert ids(client, "sources/", q=q) == [paper.pk], q
    assert ids(client, "sources/", q="mersant") == []
    assert ids(client, "sources/", q="!!!") == []
    assert ids(client, "sources/", q="%") == []


def test_kind_country_and_order(client: Client) -> None:
    beta = factories.source("Beta", "ب", kind="agency", country="QA")
    alpha = factories.source("Alpha", "أ", kind="agency", country="RU")
    site = factories.source("Gamma", "ج", kind="site", country="QA")
    assert ids(client, "sources/") == [alpha.pk, beta.pk, site.pk]
    assert ids(client, "sources/", ordering="-name") == [site.pk, beta.pk, alpha.pk]
    assert ids(client, "sources/", ordering="id") == [beta.pk, alpha.pk, site.pk]
    assert ids(client, "sources/", kind="agency") == [alpha.pk, beta.pk]
    assert ids(client, "sources/", kind="agency", country="qa") == [beta.pk]
    assert faults(client, "sources/", "country=QAT") == [("country", "invalid")]
    assert faults(client, "sources/", "kind=paper") == [("kind", "invalid_choice")]


def test_a_merged_source_says_where_it_went(client: Client) -> None:
    old, new = factories.source("Old"), factories.source("New")
    Source.objects.filter(pk=old.pk).update(merged_into=new)
    found = get(client, f"sources/{old.pk}/")
    assert found["merged_into"]["id"] == new.pk


def test_fields(client: Client) -> None:
    factories.source("One")
    assert sorted(results(client, "sources/", fields="id,names")[0]) == ["id", "names"]
    assert faults(client, "sources/", "expand=owner") == [("expand", "unknown_parameter")]
