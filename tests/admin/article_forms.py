"""Filling in the article's form as a browser without JavaScript does."""

from html.parser import HTMLParser
from typing import Any

from django.test import Client
from django.urls import reverse

from articles.models import Article

ADD = "/admin/articles/article/add/"


class _Fields(HTMLParser):
    """Names and values of the fields of the form with the id `article_form`."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self.inside = False
        self.select = self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "form":
            self.inside = found.get("id") == "article_form"
        name = found.get("name") or ""
        if not self.inside:
            return
        if tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in found:
            self.values.setdefault(self.select, []).append(found.get("value") or "")
        elif tag == "textarea":
            self.text = name
            self.values[name] = [""]
        elif tag == "input" and name and found.get("type") not in ("submit", "button"):
            if found.get("type") in ("checkbox", "radio") and "checked" not in found:
                return
            default = "on" if found.get("type") == "checkbox" else ""
            self.values.setdefault(name, []).append(found.get("value") or default)

    def handle_data(self, data: str) -> None:
        if self.text:
            self.values[self.text][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.text:
            # The first line end after the tag belongs to the markup.
            self.values[self.text][0] = (
                self.values[self.text][0].removeprefix("\r\n").removeprefix("\n")
            )
            self.text = ""
        elif tag == "select":
            self.select = ""
        elif tag == "form":
            self.inside = False


def change(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def step(article: Article, name: str) -> str:
    return reverse("admin:articles_article_step", args=[article.pk, name])


def fields(html: str) -> dict[str, list[str]]:
    """What a browser would send back from this page, without the buttons."""
    parser = _Fields()
    parser.feed(html)
    return parser.values


def filled(client: Client, path: str, **values: Any) -> dict[str, Any]:
    """The form at `path` as it comes, with `values` typed in."""
    response = client.get(path)
    assert response.status_code == 200, response.status_code
    return fields(response.content.decode()) | values
