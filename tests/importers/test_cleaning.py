"""What is cleaned is clean, and says by code what was cleaned."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.importers.cleaning import Cleaning
from articles.importers.reasons import CLEANINGS
from articles.text.normalise import clean_text


@pytest.mark.parametrize(
    ("value", "expected", "codes"),
    [
        ("نص نظيف.\n\nفقرة.", "نص نظيف.\n\nفقرة.", ()),
        ("نص\x00 هنا", "نص هنا", ("nul-removed",)),
        ("نص\x1b\x07 هنا\ufeff", "نص هنا", ("control-removed",)),
        ("نص \x00\x9c", "نص", ("nul-removed", "control-removed")),
        ("نص \ud800 هنا", "نص \ufffd هنا", ("surrogate-replaced",)),
        ("نص \u202eمقلوب\u202c", "نص \u202eمقلوب\u202c", ("bidi-override",)),
        ("اسم \u2067DFNC.RU\u2069\u200f", "اسم \u2067DFNC.RU\u2069\u200f", ()),
        ("سطر\r\nثان\x85ثالث\u2028رابع", "سطر\nثان\nثالث\nرابع", ()),
        ("<b>نص</b> 3 < 5", "<b>نص</b> 3 < 5", ("markup-escaped",)),
        ("3 < 5 و 7 > 6", "3 < 5 و 7 > 6", ()),
    ],
)
def test_plain(value: str, expected: str, codes: tuple[str, ...]) -> None:
    cleaning = Cleaning()
    assert cleaning.plain(value) == expected
    assert cleaning.codes == codes


@pytest.mark.parametrize(
    ("value", "expected", "codes"),
    [
        ("  عنوان\n في\tسطر  ", "عنوان في سطر", ()),
        ("\u202eعنوان\u202c", "عنوان", ("bidi-removed",)),
        ("A  title ", "A title", ()),
        ("A <b>title</b>", "A <b>title</b>", ("markup-escaped",)),
        ("A\x00B", "AB", ("nul-removed",)),
        ("", "", ()),
    ],
)
def test_line(value: str, expected: str, codes: tuple[str, ...]) -> None:
    cleaning = Cleaning()
    assert cleaning.line(value) == expected
    assert cleaning.codes == codes


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("https://example.org/a?b=c#d", True),
        ("HTTP://example.org", True),
        ("http://example.org/أخبار/خبر؟.html", True),
        ("http://example.org/\u0634\u0651\u064e", True),
        ("", True),
        ("http://example.org/\x00", False),
        ("http://example.org/\ud800", False),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org/a", False),
        ("/a", False),
        ("https://", False),
        ("https:///a", False),
        ('https://example.org/"onload=', False),
        ("https://example.org/a b", False),
        ("https://example.org/" + "a" * 2000, False),
    ],
)
def test_address(value: str, kept: bool) -> None:
    cleaning = Cleaning()
    assert cleaning.address(value) == (value if kept else "")
    assert cleaning.codes == (
        () if kept else ("bad-url:" + "".join(filter(str.isprintable, value[:60])),)
    )


def test_what_hides_in_an_address_is_written_out() -> None:
    cleaning = Cleaning()
    assert cleaning.address("http://example.org/\ufeff\u202eخبر") == (
        "http://example.org/%EF%BB%BF%E2%80%AEخبر"
    )
    assert cleaning.codes == ()


def test_a_name_that_is_too_long_is_left_out() -> None:
    cleaning = Cleaning()
    assert cleaning.name("ن" * 10, "publisher", 10) == "ن" * 10
    assert cleaning.name("ن" * 11, "publisher", 10) == ""
    assert cleaning.codes == ("too-long:publisher",)


def test_codes_are_noted_once_and_hold_no_control_characters() -> None:
    cleaning = Cleaning()
    cleaning.note("bad-date", "2024\x00\n\ud800" + "9" * 100)
    cleaning.note("nul-removed")
    cleaning.note("nul-removed")
    assert cleaning.codes == ("bad-date:2024" + "9" * 53, "nul-removed")


@pytest.mark.parametrize(
    "markup",
    [
        "<script>x</script>",
        "<SCRIPT src=x>",
        "< script>",
        "<p onclick=x()>",
        "<img src=x\tonerror = x>",
        '<a href="javascript:x()">',
        "<a href='data: text/html,x'>",
        "<iframe src=x></iframe>",
        "<svg/onload=x>",
        "</style>",
    ],
)
def test_dangerous_markup_is_noted(markup: str) -> None:
    cleaning = Cleaning()
    cleaning.markup(f"<p>نص {markup}</p>")
    assert cleaning.codes == ("script-removed",)


def test_harmless_markup_is_not_noted() -> None:
    cleaning = Cleaning()
    value = '<p>زر onclick=x <a href="https://example.org/on=1">script</a> \u0338</p>'
    assert cleaning.markup(value) == value
    assert cleaning.codes == ()


@given(st.text(st.characters(categories=("L", "N", "P", "Z", "C", "S", "M"))))
def test_every_text_comes_out_clean(value: str) -> None:
    cleaning = Cleaning()
    text = cleaning.plain(value)
    line = cleaning.line(value)
    cleaning.markup(value).encode()
    text.encode()
    assert clean_text(text) == text
    assert line == " ".join(line.split())
    assert "\n" not in line
    assert {code.partition(":")[0] for code in cleaning.codes} <= CLEANINGS.keys()
