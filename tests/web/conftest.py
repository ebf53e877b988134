"""What tests of pages share: static files as they lie, no page kept from the test before."""

from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import Settings

from articles.web.page_cache import PAGES


@pytest.fixture(autouse=True)
def _plain_static_files(settings: Settings) -> None:
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture(autouse=True)
def _no_kept_pages() -> Iterator[None]:
    """Transactions that are rolled back count their changes from the same number again."""
    PAGES.clear()
    yield
    PAGES.clear()


@pytest.fixture
def client() -> Client:
    return Client()
