"""What tests of the admin share: a browser session for each role."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests import factories


@pytest.fixture
def as_role(db: None) -> Callable[..., Client]:
    """as_role("editor", sections=[...]) is a client that is logged in with that role."""

    def login(role: str, **fields: object) -> Client:
        client = Client()
        client.force_login(factories.user(role, **fields))  # type: ignore[arg-type]
        return client

    return login
