"""Draws the demo archive's pictures anew from their SVG sources; run by hand, see README.md.

    python -m articles.demo.render_pictures [key ...]

Needs the development requirements and Debian's chromium. Without keys it draws those whose
source is newer than their picture.
"""

import argparse
import io
from pathlib import Path

from PIL import Image, ImageColor

FOLDER = Path(__file__).parent / "pictures"
CHROMIUM = "/usr/bin/chromium"
WIDTH, HEIGHT = 1600, 1000
PAPER = "#fbfaf6"
# What style.css draws with, and in how many steps each edge of it fades into the paper.
FADES = {
    "#1d1b17": 7,
    "#57524a": 4,
    "#97281a": 6,
    "#8a8377": 2,
    "#d8d3c7": 2,
    "#f3d9ce": 1,
    "#f2efe7": 1,
}


def stale(svg: Path) -> bool:
    """Whether the drawing has no picture yet or was changed after it was made."""
    made = svg.with_suffix(".webp")
    return not made.exists() or made.stat().st_mtime < svg.stat().st_mtime


def colours() -> Image.Image:
    """The palette of every picture: its paper is the page's to the bit."""
    paper = ImageColor.getrgb(PAPER)
    steps = list(paper)
    for name, count in FADES.items():
        ink = ImageColor.getrgb(name)
        for step in range(1, count + 1):
            steps += [round(p + (i - p) * step / count) for p, i in zip(paper, ink, strict=True)]
    palette = Image.new("P", (1, 1))
    palette.putpalette(steps)
    return palette


def compact(png: bytes) -> bytes:
    """The screenshot as lossless WebP of few colours, which is all that a line drawing has."""
    flat = Image.open(io.BytesIO(png)).convert("RGB")
    few = flat.quantize(palette=colours(), dither=Image.Dither.NONE).convert("RGB")
    out = io.BytesIO()
    few.save(out, "WEBP", lossless=True, quality=100, method=6)
    return out.getvalue()


def render(drawings: list[Path]) -> None:
    """Write the picture of each drawing beside it; raises playwright's error without chromium."""
    from playwright.sync_api import sync_playwright  # only developers have it

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        for svg in drawings:
            page.goto(svg.as_uri())
            page.evaluate("() => document.fonts.ready.then(() => null)")
            svg.with_suffix(".webp").write_bytes(compact(page.screenshot()))
        browser.close()


def main() -> None:
    """Draw the pictures that the command line names, or the stale ones."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("key", nargs="*", help="an article's key, such as a4-paper")
    keys = parser.parse_args().key
    drawings = [FOLDER / f"{key}.svg" for key in keys] or [
        svg for svg in sorted(FOLDER.glob("*.svg")) if stale(svg)
    ]
    render(drawings)


if __name__ == "__main__":
    main()
