"""What tests of the API share: the public address, and the addresses of all resources."""

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
def world() -> World:
    """Four articles of one section, topic, person and source, with chain, correction, comments."""
    return build(1)
