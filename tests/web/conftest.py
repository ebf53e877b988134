"""What tests of pages share: no page kept from the test before, a picture."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image as Pillow
from pytest_django import Settings

from articles.models import Image
from articles.services.actors import COMMAND
from articles.services.images import add_image
from articles.web.page_cache import PAGES


@pytest.fixture(autouse=True)
def _no_kept_pages() -> Iterator[None]:
    """Transactions that are rolled back count their changes from the same number again."""
    PAGES.clear()
    yield
    PAGES.clear()


@pytest.fixture
def client() -> Client:
    return Client()


@pytest.fixture
def image(settings: Settings, tmp_path: Path) -> Image:
    """A picture of 900 by 900 pixels; its renditions are not made yet."""
    settings.MEDIA_ROOT = tmp_path
    out = BytesIO()
    Pillow.new("RGB", (900, 900), "#97281a").save(out, "PNG")
    return add_image(by=COMMAND, file=ContentFile(out.getvalue(), "a.png"), alt="لوح أحمر")
