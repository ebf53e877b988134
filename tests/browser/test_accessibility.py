"""axe-core finds nothing on any page: WCAG 2.1 A and AA and good practice, in light and dark."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from tests import factories
from tests.browser.conftest import OpenPage
from tests.browser.every_page import Indexing, build_every_page

pytestmark = pytest.mark.django_db(transaction=True)

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What a colour scheme or a narrow window can change; the rest is looked at once.
OF_LOOKS = ["color-contrast", "target-size", "link-in-text-block", "scrollable-region-focusable"]
RUN = """async options => (await axe.run(document, options)).violations.flatMap(broken =>
  broken.nodes.map(node => `${broken.id}: ${node.target.join(' ')} (${
    node.any.concat(node.all, node.none).map(check => check.message).join('; ')})`))"""


@pytest.fixture(autouse=True)
def _media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def complaints(page: Page, path: str, *, without: tuple[str, ...] = ()) -> list[str]:
    """What axe says of a page: all rules on a desk in light, those of looks on a phone in dark."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light")
    page.goto(path)
    # Through the debugger, where no Content-Security-Policy applies; the page may not know one
    # either, because axe sets styles of elements while it measures them.
    page.evaluate(f"() => {{ {AXE} }}")
    page.add_style_tag(content="* { transition: none !important }")
    off = {name: {"enabled": False} for name in without}
    options: dict[str, Any] = {"resultTypes": ["violations"], "rules": off}
    found = page.evaluate(RUN, options | {"runOnly": {"type": "tag", "values": TAGS}})
    page.set_viewport_size({"width": 390, "height": 900})
    page.emulate_media(color_scheme="dark")
    looks = [name for name in OF_LOOKS if name not in without]
    dark = page.evaluate(RUN, options | {"runOnly": {"type": "rule", "values": looks}})
    return [f"{path} {one}" for one in found] + [f"{path} in dark: {one}" for one in dark]


def test_readers_pages(open_page: OpenPage, live_server: object, search_index: Indexing) -> None:
    _, paths = build_every_page(search_index)
    page = open_page(bypass_csp=True)
    assert [line for path in paths.values() for line in complaints(page, path)] == []


def test_the_admin(open_page: OpenPage, search_index: Indexing) -> None:
    world, _ = build_every_page(search_index)
    factories.draft("مسودة")
    page = open_page(bypass_csp=True)
    found = complaints(page, "/admin/login/")
    page.fill("#id_username", factories.user("chief editor").username)
    page.fill("#id_password", "secret-word")
    page.keyboard.press("Enter")
    expect(page.locator("#user-tools")).to_be_visible()
    article = f"/admin/articles/article/{world.article.pk}/change/"
    for path in ("/admin/", "/admin/articles/article/"):
        found += complaints(page, path)
    # Select2, which Django ships, puts a span into its list of chosen values.
    found += complaints(page, article, without=("list",))
    assert found == []
