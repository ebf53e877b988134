"""Articles from JSON Lines: what comes in, field by field, from one data file per case."""

import json

import pytest

from articles.importers.jsonl import JSONL
from articles.importers.records import ArticleRecord
from articles.text.html import text_of
from tests.importers.reading import BODY, BODY_HTML, DATA, outcomes, read, read_bytes, records


def test_a_plain_article() -> None:
    first, second = records(read(JSONL, "plain.jsonl"))
    raw = (DATA / "plain.jsonl").read_bytes().split(b"\n")
    assert first == ArticleRecord(
        key="jsonl:art-1",
        raw=raw[0],
        media_type="application/json",
        position=1,
        title="مكتبة جديدة في المدينة 1",
        body_html=BODY_HTML,
        body_text=BODY,
        language="ar",
        dated="2024-03-10T09:30:00+03:00",
        publisher_name="صحيفة الميناء",
        url="https://example.org/1",
        byline=("سلمى حداد",),
        category="ثقافة",
        rights="CC BY 4.0",
    )
    assert (second.key, second.raw, second.position) == ("jsonl:art-2", raw[1], 2)
    assert (second.dated, second.byline, second.category) == ("2024-03-11", (), "")
    assert text_of(first.body_html) == first.body_text


def test_gzip_is_told_by_its_bytes_whatever_the_name() -> None:
    items = records(read(JSONL, "gzip-named-jsonl.jsonl"))
    assert [item.key for item in items] == [f"jsonl:art-{number}" for number in range(1, 41)]
    assert json.loads(items[39].raw)["id"] == "art-40"


def test_byte_order_mark_crlf_and_blank_lines() -> None:
    first, second = records(read(JSONL, "bom-crlf-blank.jsonl"))
    plain = records(read(JSONL, "plain.jsonl"))
    assert (first.position, second.position) == (1, 4)
    assert first.raw == plain[0].raw
    assert not second.raw.endswith(b"\r")


def test_a_last_line_without_its_end() -> None:
    assert [item.key for item in records(read(JSONL, "no-last-newline.jsonl"))] == [
        "jsonl:art-1",
        "jsonl:art-2",
    ]


def test_dates() -> None:
    assert [(item.dated, item.cleaned) for item in records(read(JSONL, "dates.jsonl"))] == [
        ("2024", ()),
        ("2024-03", ()),
        ("2024-03-10", ()),
        ("2024-03-10T09:30:15Z", ()),
        ("2024-03-10", ("no-offset:2024-03-10 09:30",)),
        ("2024-03-10T09:30:15+03:00", ()),
        ("2024-03-10T09:30:15+03:00", ()),
        ("", ()),
        ("1600-01-01", ()),
        ("2024?", ()),
        ("2024-03-10T09:30:15-03:30", ()),
        ("", ()),
    ]


def test_impossible_dates_land_as_unknown() -> None:
    assert [(item.dated, item.cleaned) for item in records(read(JSONL, "bad-dates.jsonl"))] == [
        ("", ("bad-date:0000-00-00",)),
        ("", ("bad-date:9999-12-31",)),
        ("", ("bad-date:2024-13-01",)),
        ("", ("bad-date:2023-02-29",)),
        ("", ("bad-date:0001-01-01T00:00:00Z",)),
        ("", ("bad-date:الأحد الماضي",)),
        ("", ("bad-date:1599-12-31",)),
        ("", ("bad-date:2024-03-10T25:00:00",)),
    ]


def test_nul_characters_are_taken_out() -> None:
    first, second = records(read(JSONL, "nul.jsonl"))
    assert first.title == "مكتبة جديدة"
    assert first.body_text == "افتتحت البلدية مكتبة.\n\nانتهى."
    assert first.cleaned == second.cleaned == ("nul-removed",)
    assert (second.body_text, second.body_html) == (BODY, BODY_HTML)
    assert second.raw.count(b"\x00") == 2


def test_control_characters_are_taken_out() -> None:
    (item,) = records(read(JSONL, "controls.jsonl"))
    assert (item.body_text, item.cleaned) == ("سطر أول.\n\nسطر ثان.", ("control-removed",))


def test_lone_surrogates_are_replaced_and_pairs_joined() -> None:
    first, second = records(read(JSONL, "surrogates.jsonl"))
    assert (first.body_text, first.cleaned) == ("نص \ufffd هنا", ("surrogate-replaced",))
    assert (second.body_text, second.cleaned) == ("وجه \U0001f600 ضاحك", ())


def test_scripts_in_plain_text_are_text() -> None:
    first, second = records(read(JSONL, "script-in-plain.jsonl"))
    assert first.title == "عنوان <script>alert(1)</script>"
    assert first.body_html == (
        "<p>أول &lt;script&gt;alert(1)&lt;/script&gt; فقرة.</p>\n<p>والنسبة 3 &lt; 5 هنا.</p>"
    )
    assert first.body_text == "أول <script>alert(1)</script> فقرة.\n\nوالنسبة 3 < 5 هنا."
    assert first.cleaned == ("markup-escaped",)
    assert (second.body_text, second.cleaned) == ("النسبة 3 < 5 و 7 > 6.", ())


def test_scripts_in_html_are_taken_out() -> None:
    first, second, third = read(JSONL, "script-in-html.jsonl")
    assert isinstance(first, ArticleRecord)
    assert isinstance(second, ArticleRecord)
    assert first.body_html.replace(' rel="nofollow noopener"', "") == (
        "<p>أعلنت <strong>الوزارة</strong> القرار.</p><p>ثم <a>أضافت</a>.</p>"
    )
    assert first.body_text == "أعلنت الوزارة القرار.\n\nثم أضافت."
    assert first.cleaned == ("script-removed",)
    assert (second.body_text, second.cleaned) == ("فقرة أولى.\n\nفقرة ثانية.", ())
    assert outcomes([third]) == [(3, "empty-body", "")]


def test_bidi_overrides_stay_in_the_text_and_leave_titles_and_names() -> None:
    first, second = records(read(JSONL, "bidi.jsonl"))
    assert first.title == "خبر مقلوب هنا"
    assert first.body_text == "نص \u202eمقلوب\u202c هنا."
    assert (first.byline, first.publisher_name) == (("سلمى حداد",), "الميناء")
    assert first.cleaned == ("bidi-removed", "bidi-override")
    assert (second.body_text, second.cleaned) == ("اسم \u2067DFNC.RU\u2069 معزول\u200f.", ())


def test_addresses_that_are_not_of_the_web_are_left_out() -> None:
    items = records(read(JSONL, "bad-url.jsonl"))
    assert [item.url for item in items] == ["", "", "http://example.org/أخبار/خبر؟", ""]
    assert [item.cleaned for item in items] == [
        ("bad-url:javascript:alert(1)",),
        ("bad-url:/path",),
        (),
        ("bad-url:https://example.org/" + "a" * 40,),
    ]


def test_an_abstract_becomes_the_standfirst_unless_it_is_the_opening() -> None:
    items = records(read(JSONL, "abstract.jsonl"))
    assert [item.standfirst for item in items] == [
        "",
        "عشرون ألف كتاب في متناول القراء، وقاعة للأطفال.",
        "",
    ]


def test_language() -> None:
    assert [item.language for item in records(read(JSONL, "language.jsonl"))] == ["und", "ar"]


def test_names_that_are_too_long_are_left_out() -> None:
    first, second, third = read(JSONL, "too-long.jsonl")
    assert outcomes([first]) == [(1, "title-too-long", "501 characters")]
    assert isinstance(second, ArticleRecord)
    assert (second.publisher_name, second.category, second.rights, second.byline) == ("",) * 3 + (
        (),
    )
    assert second.cleaned == (
        "too-long:byline",
        "too-long:publisher",
        "too-long:category",
        "too-long:licence",
    )
    assert isinstance(third, ArticleRecord)
    assert third.byline == ("القاهرة - سلمى حداد",)


REFUSALS = {
    "empty-body.jsonl": [
        (1, "empty-body", ""),
        (2, "empty-body", ""),
        (3, "empty-body", ""),
        (4, "empty-body", ""),
        (5, "مكتبة جديدة في المدينة 5", ""),
    ],
    "missing-title.jsonl": [
        (1, "missing-title", ""),
        (2, "missing-title", ""),
        (3, "missing-title", ""),
        (4, "مكتبة جديدة في المدينة 4", ""),
    ],
    "missing-id.jsonl": [
        (1, "missing-id", ""),
        (2, "missing-id", ""),
        (3, "مكتبة جديدة في المدينة 3", ""),
        (4, "bad-id", "201 characters"),
    ],
    "not-an-object.jsonl": [
        (1, "not-an-object", "array"),
        (2, "not-an-object", "string"),
        (3, "not-an-object", "null"),
        (4, "not-an-object", "number"),
        (5, "مكتبة جديدة في المدينة 1", ""),
    ],
    "bad-type.jsonl": [
        (1, "bad-type", "byline: array"),
        (2, "bad-type", "title: number"),
        (3, "bad-type", "published: number"),
        (4, "bad-type", "body: object"),
        (5, "bad-type", "url: boolean"),
        (6, "مكتبة جديدة في المدينة 6", ""),
    ],
    "bad-utf8.jsonl": [
        (1, "bad-utf8", "byte 152 of the line"),
        (2, "مكتبة جديدة في المدينة 2", ""),
    ],
    "duplicate-id.jsonl": [
        (1, "مكتبة جديدة في المدينة 1", ""),
        (2, "مكتبة جديدة في المدينة 2", ""),
        (3, "duplicate-id", "art-1: line 1"),
        (4, "empty-body", ""),
        (5, "duplicate-id", "art-3: line 4"),
    ],
}


@pytest.mark.parametrize("name", REFUSALS)
def test_refusals_leave_the_rest_alone(name: str) -> None:
    items = read(JSONL, name)
    lines = (DATA / name).read_bytes().splitlines()
    assert outcomes(items) == REFUSALS[name]
    assert [item.raw for item in items] == lines


def test_bad_json() -> None:
    items = read(JSONL, "bad-json.jsonl") + read_bytes(JSONL, b"[" * 200_000)
    assert [getattr(item, "code", "landed") for item in items] == [
        "bad-json",
        "bad-json",
        "bad-json",
        "landed",
        "bad-json",
    ]
    assert getattr(items[1], "detail", "") == "Expecting value: line 1 column 1 (char 0)"
    assert getattr(items[1], "reason", "") == "The line is not valid JSON."


def test_a_refused_item_is_known_by_its_key_where_it_has_one() -> None:
    assert [item.key for item in read(JSONL, "empty-body.jsonl")][:1] == ["jsonl:art-1"]
    assert [item.key for item in read(JSONL, "missing-id.jsonl")] == [None, None, "jsonl:17", None]
