"""The address of an erased article answers, and says nothing of what stood there."""

import pytest
from django.test import Client

from articles.models import User
from articles.services.erasure import erase_article
from tests import factories
from tests.web.world import build

pytestmark = pytest.mark.django_db


def test_its_address_says_only_that_it_was_erased(chief: User, client: Client) -> None:
    world = build(2)
    article = world.article
    path = f"/a/{article.pk}/{article.slug}/"
    assert client.get(path).status_code == 200
    erase_article(by=chief, article_id=article.pk, reason="أمر محكمة رقم 7")
    for asked in (path, f"/a/{article.pk}/", f"/a/{article.pk}/comments/"):
        response = client.get(asked)
        assert response.status_code == 410, asked
        for word in (article.title, "New Defence Order", "محكمة"):
            assert word not in response.content.decode()
    assert client.get(f"/a/{article.pk}/original/").status_code == 404
    for page in ("/", f"/sections/{world.section.slug}/"):
        assert f"/a/{article.pk}/" not in client.get(page).content.decode()


def test_of_an_erased_draft_nothing_is_said_either(chief: User, client: Client) -> None:
    draft = factories.draft("سرّ")
    assert client.get(f"/a/{draft.pk}/").status_code == 404
    erase_article(by=chief, article_id=draft.pk, reason="أمر محكمة رقم 7")
    response = client.get(f"/a/{draft.pk}/")
    assert response.status_code == 410 and "سرّ" not in response.content.decode()
