"""Corrections over the API."""

import pytest
from django.test import Client

from articles.services.actors import COMMAND
from articles.services.publishing import correct
from tests import factories
from tests.api.asking import get, ids, results
from tests.web.world import World

pytestmark = pytest.mark.django_db


def test_the_published_names_and_values(client: Client) -> None:
    article = factories.article("عنوان")
    made = correct(by=COMMAND, article_id=article.pk, text="الصواب كذا.")
    [found] = results(client, "corrections/")
    assert sorted(found) == ["article", "at", "id", "revision", "text"]
    assert (found["id"], found["text"], found["revision"]) == (made.pk, "الصواب كذا.", 3)
    assert found["article"]["title"] == "عنوان"
    assert get(client, f"corrections/{made.pk}/") == found
    whole = get(client, f"corrections/{made.pk}/", expand="article")["article"]
    assert whole["version"] == 3 and whole["status"] == "published"


def test_newest_first_and_of_one_article(world: World, client: Client) -> None:
    every = ids(client, "corrections/")
    assert len(every) == 4 and every == sorted(every, reverse=True)
    assert ids(client, "corrections/", ordering="at") == every[::-1]
    [one] = results(client, "corrections/", article=world.article.pk)
    assert one["article"]["id"] == world.article.pk
