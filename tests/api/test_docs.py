"""The documentation as a page: both languages, every code and parameter, nothing from elsewhere."""

import re

import pytest
from django.test import Client

from articles.api.problems import KINDS
from articles.api.reading import described
from articles.api.registry import RESOURCES
from tests.api.asking import BASE

pytestmark = pytest.mark.django_db

DOCS = f"{BASE}docs/"


def test_in_both_languages(client: Client) -> None:
    arabic = client.get(DOCS)
    english = client.get(DOCS, headers={"accept-language": "en"})
    for response, language, direction in ((arabic, "ar", "rtl"), (english, "en", "ltr")):
        assert response.status_code == 200
        assert response["Content-Language"] == language
        assert response["Vary"] == "Accept-Language"
        assert f'<html lang="{language}" dir="{direction}">' in response.content.decode()
    assert arabic["ETag"] != english["ETag"]
    again = client.get(DOCS, headers={"if-none-match": arabic["ETag"]})
    assert again.status_code == 304


def test_every_resource_parameter_member_and_code(client: Client) -> None:
    page = client.get(DOCS, headers={"accept-language": "en"}).content.decode()
    for name, view in RESOURCES.items():
        assert f'<h3 id="{name}s">' in page
        for parameter, _ in described(view.LIST):
            assert f'<code dir="ltr">{parameter}</code>' in page, parameter
        for member in view.serializer_class.members():
            assert f'<code dir="ltr">{member}</code>' in page, member
    for code in KINDS:
        assert f'id="problem-{code}"' in page
    assert "20 rows, and at most 100" in page


def test_a_problem_names_its_place_in_it(client: Client) -> None:
    kind = client.get(f"{BASE}nothing/").json()["type"]
    assert kind.startswith("https://archive.example/api/v1/docs/#problem-")
    assert f'id="{kind.partition("#")[2]}"' in client.get(DOCS).content.decode()


def test_nothing_inline_and_nothing_from_elsewhere(client: Client) -> None:
    response = client.get(DOCS)
    page = response.content.decode()
    assert "<script" not in page and "<style" not in page
    assert not re.search(r"\s(style|on\w+)=", page)
    loaded = re.findall(r'<link rel="(?:stylesheet|preload|icon)"[^>]*href="([^"]*)"', page)
    assert loaded and all(address.startswith("/static/") for address in loaded)
    assert "unsafe-inline" not in response["Content-Security-Policy"]


def test_reading_it_only(client: Client) -> None:
    response = Client(enforce_csrf_checks=True).post(DOCS)
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


def test_the_short_address_leads_to_the_root(client: Client) -> None:
    response = client.get("/api/")
    assert (response.status_code, response["Location"]) == (302, BASE)
