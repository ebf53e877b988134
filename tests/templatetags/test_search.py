"""Titles, passages and headlines of results, as they stand on the page."""

from typing import NamedTuple

import pytest
from django.utils import translation

from articles.models import Article
from articles.queries.search import Hit, Meant
from articles.search.highlight import Passage, Span
from articles.templatetags.search import (
    facet_values,
    found_headline,
    marked_title,
    meant_words,
    snippet,
)

TEXT = "قال السفير إن التعاون ماضٍ. وأضاف أن الاتفاق قائم، وأن غيره مؤجل.\n\nولا جديد في غيره."


def hit(*parts: tuple[str, ...]) -> Hit:
    """A hit with these parts of TEXT as passages, the further words of each marked in it."""
    passages = []
    for part, *words in parts:
        start = TEXT.index(part)
        marks = [start + part.index(word) for word in words]
        spans = tuple(Span(at, at + len(word)) for at, word in zip(marks, words, strict=True))
        passages.append(Passage(start, start + len(part), spans))
    return Hit(Article(), text=TEXT, passages=tuple(passages))


@pytest.mark.parametrize(
    ("parts", "html"),
    [
        # Whole sentences, to the end of a paragraph.
        ([("قال السفير إن التعاون ماضٍ.", "السفير")], "قال <mark>السفير</mark> إن التعاون ماضٍ."),
        ([("ولا جديد في غيره.", "جديد")], "ولا <mark>جديد</mark> في غيره."),
        ([("وأضاف أن الاتفاق قائم، وأن غيره مؤجل.", "أن")], "وأضاف <mark>أن</mark> الاتفاق قائم، وأن غيره مؤجل."),
        # Words left out before, after, between.
        ([("السفير إن التعاون", "السفير")], "…<mark>السفير</mark> إن التعاون…"),
        ([("قال السفير", "السفير"), ("الاتفاق قائم", "قائم")], "قال <mark>السفير</mark>… الاتفاق <mark>قائم</mark>…"),
        ([("قال السفير إن التعاون ماضٍ.", "قال"), ("ولا جديد في غيره.", "غيره")],
         "<mark>قال</mark> السفير إن التعاون ماضٍ. … ولا جديد في <mark>غيره</mark>."),
        # Words side by side are marked as one.
        ([("إن التعاون ماضٍ", "إن", "التعاون", "ماضٍ")], "…<mark>إن التعاون ماضٍ</mark>…"),
    ],
)  # fmt: skip
def test_snippet(parts: list[tuple[str, ...]], html: str) -> None:
    assert snippet(hit(*parts)) == html


def test_marked_title() -> None:
    title = "مجلة New Defence: <1>"
    found = Hit(Article(title=title), title_marks=(Span(0, 4), Span(9, 16)))
    assert marked_title(found) == (
        '<mark>مجلة</mark> <bdi lang="en" dir="ltr">New <mark>Defence</mark></bdi>: &lt;1&gt;'
    )


@pytest.mark.parametrize(
    ("total", "words"),
    [
        (0, "لا مواد عن «<bdi>&lt;قطر&gt;</bdi>»"),
        (1, "مادة واحدة عن «<bdi>&lt;قطر&gt;</bdi>»"),
        (2, "مادتان عن «<bdi>&lt;قطر&gt;</bdi>»"),
        (3, "<strong>3</strong> مواد عن «<bdi>&lt;قطر&gt;</bdi>»"),
        (11, "<strong>11</strong> مادة عن «<bdi>&lt;قطر&gt;</bdi>»"),
        (1100, "<strong>1,100</strong> مادة عن «<bdi>&lt;قطر&gt;</bdi>»"),
        (None, "مواد عن «<bdi>&lt;قطر&gt;</bdi>»"),
    ],
)
def test_the_headline_counts_in_six_forms(total: int | None, words: str) -> None:
    with translation.override("ar"):
        assert found_headline(total, "<قطر>") == words


def test_the_headline_without_words() -> None:
    with translation.override("ar"):
        assert found_headline(3, "") == "<strong>3</strong> مواد"
        assert found_headline(None, "") == "مواد اختيارك"


def test_what_was_meant() -> None:
    meant = Meant("", (("<كوميرسانت>", True), (" و NASA", False)), 1)
    assert meant_words(meant) == "«<bdi><em>&lt;كوميرسانت&gt;</em> و NASA</bdi>»"


class _Value(NamedTuple):
    path: str
    label: str
    count: int
    chosen: bool = False


def test_facet_values() -> None:
    values = [
        _Value("/search/?q=a&year=2019", "TASS <1>", 1200),
        _Value("/search/?q=a", "2019", 3, chosen=True),
    ]
    assert facet_values(values) == (
        '<li><a href="/search/?q=a&amp;year=2019" rel="nofollow">'
        '<bdi lang="en" dir="ltr">TASS &lt;1&gt;</bdi></a><span>1,200</span></li>'
        '<li><a aria-current="true" href="/search/?q=a" rel="nofollow">2019'
        '<span class="vh">، أزل</span></a><span>3</span></li>'
    )
