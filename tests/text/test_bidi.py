"""Isolation: each foreign run in a bdi of its language, so that punctuation stays in its place."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.bidi import (
    LONGEST_WHOLE,
    isolate_html,
    isolate_marked,
    isolate_text,
    isolate_whole,
)
from articles.text.html import sanitise


def en(run: str) -> str:
    return f'<bdi lang="en" dir="ltr">{run}</bdi>'


def nb(run: str) -> str:
    return f'<bdi class="nb" lang="en" dir="ltr">{run}</bdi>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("نص فقط 2019", "نص فقط 2019"),
        ("المصدر: موقع DFNC.RU.", f"المصدر: موقع {nb('DFNC.RU')}."),
        ("منظومة S-400، أشار", f"منظومة {nb('S-400')}، أشار"),
        ("مجلة ” New Defence Order. Strategy” الروسية", f"مجلة ” {en('New Defence Order. Strategy')}” الروسية"),
        ("شركة AT & T قالت", f"شركة {en('AT &amp; T')} قالت"),
        ("(BBC)", f"({en('BBC')})"),
        ("صحيفة Коммерсантъ", 'صحيفة <bdi lang="ru" dir="ltr">Коммерсантъ</bdi>'),
        ("3M و 5G", f"{en('3M')} و {en('5G')}"),
        ("<b>x</b>", f"&lt;{en('b')}&gt;{en('x')}&lt;/{en('b')}&gt;"),
        ('"أ" & \'ب\'', "&quot;أ&quot; &amp; &#x27;ب&#x27;"),
        ("https://e.example/a?b=1", nb("https://e.example/a?b=1")),
        ("https://e.example/" + "a" * 30, en("https://e.example/" + "a" * 30)),
    ],
)  # fmt: skip
def test_isolate_text(text: str, html: str) -> None:
    assert isolate_text(text) == html


@pytest.mark.parametrize(
    ("text", "marks", "html"),
    [
        ("قال السفير & غيره", [(4, 10)], "قال <mark>السفير</mark> &amp; غيره"),
        ("أ", [(0, 1)], "<mark>أ</mark>"),
        # One run stays one, so that its words keep their order, whatever of it is marked.
        ("مجلة New Defence Order أمس", [(9, 16)], f"مجلة {en('New <mark>Defence</mark> Order')} أمس"),
        ("مجلة New Defence Order أمس", [(0, 8), (17, 22)], f"<mark>مجلة </mark>{en('<mark>New</mark> Defence <mark>Order</mark>')} أمس"),
        ("عن S-400.", [(3, 8)], f"عن {nb('<mark>S-400</mark>')}."),
        ("<a> و<b>", [(0, 1), (5, 8)], f"<mark>&lt;</mark>{en('a')}&gt; و<mark>&lt;</mark>{en('<mark>b</mark>')}<mark>&gt;</mark>"),
    ],
)  # fmt: skip
def test_isolate_marked(text: str, marks: list[tuple[int, int]], html: str) -> None:
    assert isolate_marked(text, marks) == html


def test_what_is_foreign_alone_is_one_run_with_its_marks() -> None:
    assert isolate_whole("NASA: Report (1)", [(6, 12)]) == en("NASA: <mark>Report</mark> (1)")
    assert isolate_whole("NASA", [(0, 4)]) == en("<mark>NASA</mark>")


@given(st.text(alphabet="ab Cд&<قط.", max_size=30), st.lists(st.integers(0, 30), max_size=6))
def test_marks_lose_no_letter(text: str, places: list[int]) -> None:
    edges = sorted(set(places))
    marks = list(zip(edges[::2], edges[1::2], strict=False))
    html = isolate_marked(text, marks)
    assert unescape(re.sub("<[^<>]*>", "", html)) == text
    assert re.sub("</?mark>", "", html) == isolate_text(text)
    marked = "".join(re.findall("<mark>(.*?)</mark>", html, flags=re.DOTALL))
    assert unescape(marked) == "".join(text[start:end] for start, end in marks)


def test_long_runs_may_break() -> None:
    assert LONGEST_WHOLE == 24
    assert isolate_text("a-" + "b" * 22) == nb("a-" + "b" * 22)
    assert isolate_text("a-" + "b" * 23) == en("a-" + "b" * 23)


@pytest.mark.parametrize(
    ("html", "isolated"),
    [
        ("<p>قال BBC</p>", f"<p>قال {en('BBC')}</p>"),
        ('<p><bdi lang="en" dir="ltr">BBC</bdi> وCNN</p>', f"<p>{en('BBC')} و{en('CNN')}</p>"),
        ("<p><bdi>x <b>y</b></bdi> z</p>", f"<p><bdi>x <b>y</b></bdi> {en('z')}</p>"),
        ('<a href="https://e.example">أ</a>', '<a href="https://e.example">أ</a>'),
        ("<p>AT &amp; T</p>", f"<p>{en('AT &amp; T')}</p>"),
        ("<p>&lt;script&gt;</p>", f"<p>&lt;{en('script')}&gt;</p>"),
    ],
)
def test_isolate_html(html: str, isolated: str) -> None:
    assert isolate_html(html) == isolated


@given(st.text() | st.text("ab BC.-&1ن <>\"'я،"))
def test_nothing_but_isolation_is_added(text: str) -> None:
    html = isolate_text(text)
    assert unescape(re.sub("</?bdi[^>]*>", "", html)) == text
    assert html.count("<bdi") == html.count("</bdi>")
    assert html.count("<") == 2 * html.count("<bdi")


@given(st.text("ab BC.-&1ن<>pbdi/ "))
def test_isolating_safe_html_keeps_its_words(text: str) -> None:
    safe = sanitise(text)
    assert re.sub("</?bdi[^>]*>", "", isolate_html(safe)).replace("&quot;", '"').replace(
        "&#x27;", "'"
    ) == re.sub("</?bdi[^>]*>", "", safe)
