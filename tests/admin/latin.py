"""Finds what a page of the admin says in Latin letters alone."""

import re
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
SILENT = {"script", "style", "template", "code", "bdi"}
"""Elements whose text is no interface: <code> and <bdi> hold what somebody or something named."""
SPOKEN = ("aria-label", "aria-description", "alt", "placeholder", "title")
BUTTONS = {"submit", "button", "reset"}
_LATIN = re.compile(r"[A-Za-z]{2}")
_ARABIC = re.compile(r"[\u0621-\u064a]")
# Names of formats and standards, addresses, domains, codes of countries: no language has words for
# them.
DATA = re.compile(
    r"""https?://\S+ | [0-9a-f]{12,} | \b[a-z]+/[a-z0-9.+-]+\b | [\w.]+@[\w.]+ |
        (?<![\w.])(?:[\w-]+\.)+[a-z]{2,}\b | ^[A-Z]{2}$ | \b(?:SHA-256|URL|JSON|HTML|EDTF|AVIF|WebP|JPEG|PNG)\b""",
    re.VERBOSE,
)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        spoken = [named.get(name) for name in SPOKEN]
        if tag == "input" and named.get("type") in BUTTONS:
            spoken.append(named.get("value"))
        if tag == "optgroup":
            spoken.append(named.get("label"))
        for text in spoken:
            self._weigh(text or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not SILENT.intersection(self.open):
            self._weigh(data)

    def _weigh(self, text: str) -> None:
        said = " ".join(DATA.sub(" ", text).split())
        if _LATIN.search(said) and not _ARABIC.search(said):
            self.found.append(said)


def latin_only(html: str) -> list[str]:
    """Texts of the page, and of attributes that are read out, without a letter of Arabic."""
    page = _Page()
    page.feed(html)
    return page.found
