"""What tests of the admin share: static files as they lie, a browser session for each role."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import Settings

from tests import factories


@pytest.fixture(autouse=True)
def _plain_static_files(settings: Settings) -> None:
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture
def as_role(db: None) -> Callable[..., Client]:
    """as_role("editor", sections=[...]) is a client that is logged in with that role."""

    def login(role: str, **fields: object) -> Client:
        client = Client()
        client.force_login(factories.user(role, **fields))  # type: ignore[arg-type]
        return client

    return login
