"""What tests of pages read out of them."""

from xml.etree.ElementTree import Element

import html5lib
from django.test import Client


def tree(client: Client, path: str, status: int = 200) -> Element:
    """The page at `path` as a tree; raises html5lib's ParseError for the slightest error in it."""
    response = client.get(path)
    assert response.status_code == status, (path, response.status_code)
    return strict(response.content)


def strict(content: bytes) -> Element:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(content.decode())


def text(element: Element | None) -> str:
    """The words of an element, blanks between them as one."""
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def texts(page: Element, path: str) -> list[str]:
    return [text(found) for found in page.findall(path)]


def facts(page: Element) -> dict[str, str]:
    """Label -> value of the list of facts in the head of a page."""
    return {
        text(row.find("dt")): text(row.find("dd"))
        for row in page.findall(".//dl[@class='facts']/div")
    }


def rows(page: Element) -> list[tuple[str, str, str]]:
    """(date, headline, what stands at the end) of each article of a list."""
    return [
        (text(row.find("p")), text(row.find(".//h3")), "".join(texts(row, "p[2]")))
        for row in page.findall(".//article")
        if "row" in (row.get("class") or "").split()
    ]


def counted(page: Element, kind: str = "months") -> list[tuple[str, str]]:
    """(name, count) of each entry of a counted list."""
    return [
        (text(entry.find("a")), text(entry.find("span")))
        for entry in page.findall(".//ol/li")
        if any(
            kind in (ol.get("class") or "").split() for ol in page.findall(".//ol") if entry in ol
        )
    ]
