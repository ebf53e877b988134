"""Pages for what went wrong: none asks the database, each tells the reader where to go on."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from articles.web import errors
from articles.web.errors import failed, not_found, refused
from tests.web.reading import strict, text, texts

pytestmark = pytest.mark.django_db


def asked(path: str = "/x/") -> HttpRequest:
    return RequestFactory().get(path, headers={"accept-language": "en"})


@pytest.mark.parametrize(
    ("handler", "status", "heading", "caching"),
    [
        (lambda r: not_found(r, None), 404, "لا شيء في هذا العنوان", "public, no-cache"),
        (
            lambda r: refused(r, PermissionDenied()),
            403, "هذه الصفحة ليست مفتوحة لك", "private, no-store",
        ),
        (failed, 500, "حدث خطأ لدينا", "no-store"),
    ],
)  # fmt: skip
def test_in_arabic_without_the_database(  # type: ignore[no-untyped-def]
    handler, status: int, heading: str, caching: str
) -> None:
    with CaptureQueriesContext(connection) as queries:
        response = handler(asked())
    assert len(queries) == 0
    assert (response.status_code, response["Cache-Control"]) == (status, caching)
    page = strict(response.content)
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    assert texts(page, ".//h1") == [heading]
    assert page.find(".//meta[@name='robots']") is not None
    assert page.find(".//main//a[@href='/']") is not None


def test_an_error_of_the_code_gets_the_page(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("articles.web.front.front", broken)
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 500
    assert "secret detail" not in response.content.decode()
    assert text(strict(response.content).find(".//h1")) == "حدث خطأ لدينا"
    assert not response.cookies


def test_where_even_the_page_cannot_be_made(settings: Settings) -> None:
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "no.such.Storage"}}
    errors_page = failed(asked())
    assert errors_page.status_code == 500
    assert errors.LAST_RESORT in errors_page.content.decode()
