"""What search engines show of a page: each says in a sentence what is there."""

import pytest
from django.test import Client

from tests import factories
from tests.web.reading import tree
from tests.web.world import build

pytestmark = pytest.mark.django_db


def described(client: Client, path: str) -> str:
    found = tree(client, path).findall("./head/meta[@name='description']")
    assert len(found) == 1, path
    return found[0].get("content") or ""


def test_every_page_is_described(client: Client) -> None:
    world = build(1)
    for path in [*world.paths().values(), *world.forms().values()]:
        assert 15 <= len(described(client, path)) <= 200, path


def test_of_a_source_and_of_the_archive(client: Client) -> None:
    source = factories.source('Der "Blick"', "صحيفة <بليك>")
    page = f"/sources/{source.pk}/{source.slug}/"
    assert described(client, page) == "ما استند إلى صحيفة <بليك> من موادنا، وعمّن ينقل."
    assert described(client, "/archive/") == (
        "المواد بالسنة والشهر واليوم، مرتّبة بتواريخها هي حيث عُرفت."
    )
