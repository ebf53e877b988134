"""Safe HTML: what is kept, what goes, that hostile input stays harmless, and plain text both ways."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.html import from_plain, sanitise, text_of
from articles.text.normalise import clean_text

ALLOWED = {
    "p": set(), "br": set(), "h2": set(), "h3": set(), "blockquote": set(), "ul": set(), "ol": set(),
    "li": set(), "strong": set(), "em": set(), "b": set(), "i": set(), "sub": set(), "sup": set(),
    "cite": set(), "q": set(), "a": {"href", "rel"}, "bdi": {"lang", "dir"},
}  # fmt: skip
ADDRESS = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
PIECES = st.sampled_from(
    ["<p>", "</p>", "<div>", "</div>", "<script>", "</script>", "<a href='", "javascript:x'>", "</a>", "<",
     "<svg><style>", "<!--", "-->", "<td>", "<table>", "<math>", "<bdi dir=rtl>", "&lt;", "&nbsp;", "&#0;", "نص",
     " ", "\n", "\u0301", "&#13;", "&#x85;", "&#1;", "\r", "\x00", "<img src=x onerror=alert(1)>", "<h1>", "<li>", "<br>", "\"'>", "<template>"]
)  # fmt: skip


def harmless(html: str) -> None:
    """Fails unless a browser's parser finds nothing but what an article may hold."""
    for element in html5lib.parseFragment(html, namespaceHTMLElements=False).iter():
        if element.tag == "DOCUMENT_FRAGMENT":
            continue
        assert element.tag in ALLOWED, (element.tag, html)
        assert set(element.attrib) <= ALLOWED[element.tag], (element.attrib, html)
        if "href" in element.attrib:
            assert ADDRESS.match(element.attrib["href"]), html


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>نص <strong>مهم</strong> و<em>مائل</em></p>",
        "<h2>عنوان</h2>\n<blockquote><p>قول</p></blockquote>\n<ul><li>أ</li><li>ب</li></ul>",
        '<p><a href="https://e.example/a?b=1&amp;c=2" rel="nofollow noopener">رابط</a></p>',
        '<p><bdi lang="en" dir="ltr">S-400</bdi> H<sub>2</sub>O x<sup>2</sup></p>',
        "<p>سطر<br>سطر</p>",
        "<p>3 &lt; 5 &amp; 7 &gt; 6</p>",
        "<p>أ&nbsp;ب</p>",
        "<p>نص \u202eمقلوب\u202c</p>",
    ],
)
def test_what_an_article_may_hold_stays(html: str) -> None:
    assert sanitise(html) == html


@pytest.mark.parametrize(
    ("html", "safe"),
    [
        ("<p onclick=x style=y class=z id=i title=t lang=en>نص</p>", "<p>نص</p>"),
        ("<p>أ<script>alert(1)</script>ب</p>", "<p>أب</p>"),
        ("<style>p{}</style><title>x</title><p>نص</p>", "<p>نص</p>"),
        ("<p>أ<iframe src=x>fallback</iframe><svg><text>s</text></svg>ب</p>", "<p>أب</p>"),
        ("<p><img src=x onerror=alert(1)>نص</p>", "<p>نص</p>"),
        ("<p><span>نص</span> <font color=red>آخر</font></p>", "<p>نص آخر</p>"),
        ("<div>أ</div><div>ب</div>", "<p>أ</p><p>ب</p>"),
        ("<h1>أ</h1><h5>ب</h5>", "<h2>أ</h2><h3>ب</h3>"),
        ("<p></p><p> &nbsp;<br></p><p>نص</p><ul><li></li></ul>", "<p>نص</p>"),
        ("<p>غير مغلق", "<p>غير مغلق</p>"),
        ("<p>نص<!-- تعليق --></p>", "<p>نص</p>"),
        ('<a href="javascript:alert(1)">أ</a>', '<a rel="nofollow noopener">أ</a>'),
        ('<a href="/path">أ</a>', '<a rel="nofollow noopener">أ</a>'),
        ('<a href="//e.example">أ</a>', '<a rel="nofollow noopener">أ</a>'),
        ('<a href="data:text/html,x">أ</a>', '<a rel="nofollow noopener">أ</a>'),
        ('<a href="mailto:a@e.example">أ</a>', '<a href="mailto:a@e.example" rel="nofollow noopener">أ</a>'),
        ('<bdi dir="up" lang="ar">أ</bdi>', '<bdi lang="ar">أ</bdi>'),
        ("<p>e\u0301</p>", "<p>é</p>"),
        ("<p>أ&#13;ب&#1;ج\x00\x07&#xFEFF;</p>", "<p>أ\nبج</p>"),
        ("نص بلا وسوم", "نص بلا وسوم"),
    ],
)  # fmt: skip
def test_what_goes_and_what_becomes_ours(html: str, safe: str) -> None:
    assert sanitise(html) == safe
    assert sanitise(safe) == safe


def test_cells_of_a_table_do_not_run_together() -> None:
    safe = sanitise("<table><tr><td>أ</td><td>ب</td></tr><tr><td>ج</td></tr></table>")
    assert text_of(safe).split() == ["أ", "ب", "ج"]
    harmless(safe)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("<p>أ</p><p>ب</p>", "أ\n\nب"),
        ("<p>أ</p>\n<p>ب</p>", "أ\n\nب"),
        ("<h2>أ</h2><p>ب<br>ج</p>", "أ\n\nب\nج"),
        ("<p>أ</p><ul><li>ب</li><li>ج</li></ul><p>د</p>", "أ\n\nب\nج\n\nد"),
        ("<blockquote><p>أ</p></blockquote><p>ب</p>", "أ\n\nب"),
        ("<p>أ\n  ب\t<b>ج</b> <i>د</i></p>", "أ ب ج د"),
        ("<p>3 &lt; 5 &amp;amp; 6</p>", "3 < 5 &amp; 6"),
        ("<p>أ&nbsp;ب</p>", "أ\u00a0ب"),
        ("<p>أ</p> نص <p>ب</p>", "أ\n\nنص\n\nب"),
        ("نص <strong>مهم</strong>", "نص مهم"),
    ],
)
def test_text_of(html: str, text: str) -> None:
    assert text_of(html) == text


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("أ\n\nب", "<p>أ</p>\n<p>ب</p>"),
        ("أ\nب", "<p>أ<br>ب</p>"),
        ("<script>alert(1)</script> & \"x\"", "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; \"x\"</p>"),
        ("أ\u00a0ب", "<p>أ&nbsp;ب</p>"),
        ("\n\n أ \n\n\n\n ب ", "<p>أ</p>\n<p>ب</p>"),
    ],
)  # fmt: skip
def test_from_plain(text: str, html: str) -> None:
    assert from_plain(text) == html


@given(st.text() | st.lists(PIECES).map("".join))
def test_plain_text_comes_back(text: str) -> None:
    html = from_plain(text)
    assert text_of(html) == clean_text(text)
    assert sanitise(html) == html
    harmless(html)


@given(st.text() | st.lists(PIECES).map("".join))
def test_sanitising_is_final(html: str) -> None:
    safe = sanitise(html)
    assert sanitise(safe) == safe
    harmless(safe)
    assert clean_text(text_of(safe)) == text_of(safe)


def payloads(corpus: Path) -> Iterator[str]:
    folder = corpus / "hostile"
    if not folder.is_dir():
        pytest.skip("the corpus has no folder 'hostile'")
    yield from json.loads((folder / "blns.json").read_text("utf-8"))
    for name in ("payloadbox-xss-payload-list.txt", "dompurify-expect.mjs", "AwesomeXSS-README.md",
                 "PATT-xss-filter-bypass.md", "PATT-xss-polyglot.md", "OWASP-XSS_Filter_Evasion_Cheat_Sheet.md"):  # fmt: skip
        text = (folder / name).read_text("utf-8")
        yield text
        yield from text.splitlines()
    for path in [
        *sorted((folder / "bleach-tests").iterdir()),
        *sorted((folder / "PATT-svg").iterdir()),
    ]:
        yield path.read_text("utf-8")


def test_hostile_input_of_the_corpus_stays_harmless(corpus: Path) -> None:
    count, seen = 0, set()
    for payload in payloads(corpus):
        for html in (payload, f"<p>{payload}</p>", f'<a href="{payload}">أ</a>'):
            safe = sanitise(html)
            count += 1
            if safe not in seen:
                seen.add(safe)
                harmless(safe)
                assert sanitise(safe) == safe, html
    assert count > 20_000
