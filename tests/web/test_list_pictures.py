"""Lists: the picture of an article at the end of its row, for no query more."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Image
from articles.services.renditions import make_renditions
from articles.templatetags.addresses import article_path
from tests import factories
from tests.web.reading import tree

pytestmark = pytest.mark.django_db

AT = datetime(2019, 6, 18, 9, 30, tzinfo=UTC)


def test_at_the_end_of_the_row_and_only_where_there_is_one(client: Client, image: Image) -> None:
    section, topic, person = factories.section(), factories.topic(), factories.person()
    source = factories.source()
    filed = {"section": section, "topics": [topic], "people": [person], "dated": "2019-06-18"}
    paths = [
        f"/sections/{section.slug}/", f"/topics/{topic.slug}/", f"/sources/{source.pk}/{source.slug}/",
        f"/people/{person.pk}/{person.slug}/", "/archive/2019/06/", "/archive/2019/06/18/",
    ]  # fmt: skip
    factories.citation(factories.article(at=AT, **filed), source)
    before = {path: _queries(client, path) for path in paths}
    shown = factories.article(at=AT, lead_image=image, **filed)
    factories.citation(shown, source)
    make_renditions(image_id=image.pk)
    assert {path: _queries(client, path) for path in paths} == before
    for path in paths:
        rows = tree(client, path).findall(".//article[@class='item row']")
        assert [row[-1].get("class") == "card" for row in rows] == [True, False], path
        (picture,) = rows[0].iter("img")
        assert rows[0][-1].get("href") == article_path(shown)
        assert (picture.get("width"), picture.get("loading")) == ("640", "lazy")


def _queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)
