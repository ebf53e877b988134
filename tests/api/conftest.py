"""What tests of the API share: the public address, and the addresses of all resources."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import Settings

from tests.web.world import World, build


@pytest.fixture(autouse=True)
def _public_address(settings: Settings) -> None:
    settings.SITE_URL = "https://archive.example"


@pytest.fixture
def client() -> Client:
    return Client()


@pytest.fixture
def indexed(search_index: Callable[[], None]) -> Callable[[], None]:
    """An index of what there is, brought up to date again by calling it."""
    search_index()
    return search_index


@pytest.fixture
def world() -> World:
    """Four articles of one section, topic, person and source, with chain, correction, comments."""
    return build(1)
