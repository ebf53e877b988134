"""What a reader's browser fetches for a page: how many bytes, from where, and for how long it keeps them."""

import re
from pathlib import Path
from random import Random

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from tests import factories

pytestmark = pytest.mark.django_db

MOST_OF_PAGE = 60 * 1024  # bytes on the wire, without pictures and fonts
MOST_OF_FONTS = 120 * 1024
# What a page names that a browser fetches with it, and what a browser would run or apply.
FETCHED = re.compile(
    r'<(?:link rel="(?:stylesheet|preload|icon)"|script|img)[^>]*(?:href|src)="([^"]+)"'
)
INLINE = re.compile(
    r"<style|<script(?![^>]*(?: src=|ld\+json))|\sstyle=|\son[a-z]+=", re.IGNORECASE
)


@pytest.fixture
def collected(settings: Settings, tmp_path: Path) -> None:
    """The readers' static files as a site in production serves them: hashed and compressed."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    others = ["admin", "vendor", "rest_framework", "django_extensions", "debug_toolbar"]
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=others)


def long_body(words: int = 2000) -> str:
    """Paragraphs of words that hardly repeat, which pack worse than any language does."""
    dice = Random(4)
    made = [
        "".join(dice.choices("ابتثجحدرسصطعفقكلمنهوي", k=dice.randint(2, 8))) for _ in range(words)
    ]
    return "".join(f"<p>{' '.join(made[at : at + 50])}.</p>" for at in range(0, words, 50))


def fetch(client: Client, path: str) -> tuple[int, dict[str, str]]:
    """(bytes on the wire, headers) of one address, as a browser asks for it."""
    response = client.get(path, headers={"Accept-Encoding": "gzip"})
    assert response.status_code == 200, path
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return len(content), dict(response.headers)


def test_a_long_article(collected: None, client: Client) -> None:
    article = factories.article("مادة طويلة", body=long_body())
    for number in range(12):
        factories.citation(article, factories.source(f"Source of the weight {number}"))
    path = f"/a/{article.pk}/{article.slug}/"
    page = client.get(path).content.decode()
    assert len(re.sub("<[^>]+>", " ", page).split()) > 1500
    assert INLINE.findall(page) == []
    addresses = set(FETCHED.findall(page))
    assert len(addresses) >= 9
    weights = {"page": fetch(client, path)[0], "fonts": 0}
    for address in sorted(addresses):
        assert address.startswith("/static/"), address  # of this origin
        weight, headers = fetch(client, address)
        assert re.search(r"\.[0-9a-f]{12}\.\w+$", address), address
        assert headers["Cache-Control"] == "max-age=315360000, public, immutable", address
        font = address.endswith(".woff2")  # packed already
        assert font or headers["Content-Encoding"] == "gzip", address
        weights["fonts" if font else "page"] += weight
    assert weights["page"] <= MOST_OF_PAGE and weights["fonts"] <= MOST_OF_FONTS
