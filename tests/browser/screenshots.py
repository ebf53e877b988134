"""Takes the README's pictures of the site: `python -m tests.browser.screenshots`.

It starts a site of its own with the demo archive, in a temporary folder, and removes it again.
"""

import re
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.chromium import chromium
from tests.newsroom.site import ROOT, Site, folder, free_port, wait_for

FOLDER = ROOT / "docs" / "screenshots"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
COLOURS = 96  # text is grey with a little red: a palette holds it
WORDS = "الثانية الكبيسة"  # of the article that is shown: three papers, one origin
WAITING = "from articles.models import Job; print(Job.objects.filter(failed_at=None).count())"


def main() -> int:
    """Write the pictures; returns the exit status."""
    path = chromium()
    if path is None:
        print("There is no chromium to take screenshots with.", file=sys.stderr)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    with folder() as var:
        site = Site(var, free_port())
        site.start()
        try:
            wait_for("the sizes of all pictures", lambda: _no_work_waits(site))
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
                _take_all(browser, site)
                browser.close()
        finally:
            site.stop()
    return 0


def _no_work_waits(site: Site) -> bool:
    return site.manage("shell", "-v", "0", "-c", WAITING).stdout.strip() == "0"


def _take_all(browser: Browser, site: Site) -> None:
    page = _open(browser, site, 1280, 1000)
    page.goto("/")
    _save(page, "front-light")
    article = _find_article(page)
    _save(page, "article-light")
    for name, width, height, scheme in (
        ("article-phone", 390, 844, "light"),
        ("article-phone-dark", 390, 844, "dark"),
    ):
        page = _open(browser, site, width, height, scheme)
        page.goto(article)
        _save(page, name)
    page = _open(browser, site, 1280, 1000)
    _enter(page, site)
    number = re.findall(r"/a/(\d+)/", article)[0]
    page.goto(f"/admin/articles/article/{number}/change/")
    page.locator(".isnad-text").wait_for()
    _save(page, "admin-light")


def _open(browser: Browser, site: Site, width: int, height: int, scheme: str = "light") -> Page:
    context = browser.new_context(
        base_url=site.url,
        viewport={"width": width, "height": height},
        color_scheme=scheme,  # type: ignore[arg-type]
        locale="ar",
    )
    return context.new_page()


def _find_article(page: Page) -> str:
    """Go to the article that is shown; returns its address."""
    page.goto(f"/search/?q={WORDS}")
    page.locator("main h3 a").first.click()
    page.locator("article .body").wait_for()
    return page.url


def _enter(page: Page, site: Site) -> None:
    name, password = re.findall(r"Sign in as (\S+) with the password (\S+)", site.out)[0]
    page.goto("/admin/login/")
    page.fill("#id_username", name)
    page.fill("#id_password", password)
    page.keyboard.press("Enter")
    page.locator("#user-tools").wait_for()


def _save(page: Page, name: str) -> None:
    """Write what the window shows as a small PNG."""
    page.wait_for_load_state("networkidle")
    shot = Image.open(BytesIO(page.screenshot())).convert("RGB")
    path: Path = FOLDER / f"{name}.png"
    shot.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1024} KB")


if __name__ == "__main__":
    sys.exit(main())
