"""Topics and sections over the API, by id and by slug."""

import pytest
from django.test import Client

from tests import factories
from tests.api.asking import BASE, get, ids

pytestmark = pytest.mark.django_db


def test_topics(client: Client) -> None:
    second, first = factories.topic("ب"), factories.topic("الأمن")
    assert ids(client, "topics/") == [first.pk, second.pk]
    assert ids(client, "topics/", ordering="-name") == [second.pk, first.pk]
    found = get(client, f"topics/{first.pk}/")
    assert list(found) == ["id", "name", "slug", "url", "description"]
    assert (found["name"], found["slug"], found["description"]) == ("الأمن", "الأمن", None)
    assert get(client, f"topics/{first.slug}/") == found
    assert get(client, f"topics/{first.pk}/", fields="name") == {"name": "الأمن"}
    assert client.get(f"{BASE}topics/لا-يوجد/").status_code == 404


def test_sections(client: Client) -> None:
    last = factories.section("أخيرًا", position=9)
    first = factories.section("الشؤون الدولية", position=1, description="العالم")
    assert ids(client, "sections/") == [first.pk, last.pk]
    found = get(client, f"sections/{first.slug}/")
    assert list(found) == ["id", "name", "slug", "url", "description", "position"]
    assert (found["description"], found["position"]) == ("العالم", 1)
    assert get(client, f"sections/{first.pk}/") == found
