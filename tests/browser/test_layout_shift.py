"""Nothing on a page moves while it loads: pictures have their room before they come."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pytest_django import Settings

from tests.browser.every_page import Indexing, build_every_page

pytestmark = pytest.mark.django_db(transaction=True)

SHIFTS = """() => new Promise(done => {
  let sum = 0
  new PerformanceObserver(list => list.getEntries().forEach(shift => sum += shift.value))
    .observe({type: 'layout-shift', buffered: true})
  setTimeout(() => done(sum), 200)
})"""


@pytest.mark.parametrize("width", [390, 1280])
def test_pictures_move_nothing(
    browser: Browser,
    live_server: object,
    settings: Settings,
    tmp_path: Path,
    width: int,
    search_index: Indexing,
) -> None:
    settings.MEDIA_ROOT = tmp_path
    _, paths = build_every_page(search_index)
    context = browser.new_context(
        base_url=str(live_server), viewport={"width": width, "height": 900}
    )
    page = context.new_page()
    # When fonts come is the machine's affair; every page asks for all of them in its head.
    page.route("**/*.woff2", lambda route: route.abort())
    for kind in ("front", "article", "source", "archive"):
        page.goto(paths[kind], wait_until="networkidle")
        assert page.evaluate(SHIFTS) < 0.01, kind
    context.close()
