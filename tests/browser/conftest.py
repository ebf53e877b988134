"""A browser, the site served as it is in production, and pages that fail on any complaint."""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from articles.web.page_cache import PAGES
from tests.web.conftest import _no_kept_pages  # noqa: F401

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
OpenPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder."""
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    # Playwright keeps an event loop in this thread, where Django then allows no queries: but no
    # other code runs while a test asks the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium_path, args=FLAGS)
        yield started
        started.close()
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE")


@pytest.fixture
def open_page(browser: Browser, live_server: object) -> Iterator[OpenPage]:
    """Opens a page in a reader's browser of its own: `open_page(width=390, javascript=False)`.

    At the end no page may have logged an error (a script that failed, a file that is missing,
    code that the Content-Security-Policy stopped).
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def opened(
        width: int = 1280,
        *,
        javascript: bool = True,
        scheme: str = "light",
        bypass_csp: bool = False,
    ) -> Page:
        context = browser.new_context(
            base_url=str(live_server),
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
            java_script_enabled=javascript,
            locale="ar",
            bypass_csp=bypass_csp,
        )
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.extend(_complaint(message, page)))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    PAGES.clear()
    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def _complaint(message: ConsoleMessage, page: Page) -> list[str]:
    place = message.location.get("url", "").split("#")[0]
    if message.type not in ("error", "warning"):
        return []
    # A page that is answered with 404 or 429 on purpose is logged too: a test looks at that.
    if message.text.startswith("Failed to load resource") and place == page.url.split("#")[0]:
        return []
    return [f"{place}: {message.text}"]
