"""Articles from pasted text: what comes in, from one data file per case."""

import gzip
import hashlib
import io
from pathlib import Path

import pytest

from articles.importers.limits import MAX_BODY, MAX_LINE, MAX_TITLE
from articles.importers.records import ArticleRecord, Credit, Rejected
from articles.importers.text import TEXT
from articles.text.html import text_of
from tests.importers.reading import DATA, outcomes, read, read_bytes, records

TITLE = "بلدية المدينة تفتتح مكتبة جديدة"
BODY = (
    "افتتحت البلدية مكتبة عامة جديدة صباح الأحد، وفق ما أعلنت.\n\n"
    "وتضم المكتبة عشرين ألف كتاب وقاعة للأطفال."
)
BODY_HTML = (
    "<p>افتتحت البلدية مكتبة عامة جديدة صباح الأحد، وفق ما أعلنت.</p>\n"
    "<p>وتضم المكتبة عشرين ألف كتاب وقاعة للأطفال.</p>"
)
FOOTER = "المصدر: موقع PORT.EXAMPLE"
CREDIT = Credit(
    target="footer",
    exact=FOOTER,
    prefix="",
    suffix="",
    start=0,
    end=25,
    name="PORT.EXAMPLE",
    kind_word="موقع",
    cue="المصدر",
)


def only(data: bytes) -> ArticleRecord:
    (item,) = records(read_bytes(TEXT, data))
    return item


def test_a_pasted_article() -> None:
    (item,) = records(read(TEXT, "pasted.txt"))
    assert item == ArticleRecord(
        key="text:03376d28afb36427aa0748cd62b83bc58e9ebfed25df7e1db3d1dee90845f385",
        raw=(DATA / "pasted.txt").read_bytes(),
        media_type="text/plain",
        position=1,
        title=TITLE,
        body_html=BODY_HTML,
        body_text=BODY,
        footer=FOOTER,
        prompt="كن أول من يعلّق",
        language="ar",
        credits=(CREDIT,),
    )
    assert text_of(item.body_html) == item.body_text
    assert item.footer[CREDIT.start : CREDIT.end] == CREDIT.exact


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("pasted-crlf-bom.txt", ()),
        ("pasted-utf16.txt", ("utf16",)),
        ("pasted-utf16-no-mark.txt", ("utf16",)),
        ("pasted-windows-1256.txt", ("windows-1256",)),
        ("pasted-nul.txt", ("nul-removed",)),
    ],
)
def test_the_same_article_in_other_bytes(name: str, cleaned: tuple[str, ...]) -> None:
    (plain,) = records(read(TEXT, "pasted.txt"))
    (item,) = records(read(TEXT, name))
    assert item.raw == (DATA / name).read_bytes() != plain.raw
    assert item.cleaned == cleaned
    for field in ("key", "title", "body_html", "body_text", "footer", "prompt", "credits"):
        assert getattr(item, field) == getattr(plain, field), field


def test_damaged_utf8_is_marked() -> None:
    (item,) = records(read(TEXT, "pasted-bad-utf8.txt"))
    assert item.cleaned == ("invalid-utf8",)
    assert item.body_text == BODY.replace("عشرين", "\ufffdشرين")


def test_scripts_are_text() -> None:
    (item,) = records(read(TEXT, "pasted-script.txt"))
    assert item.cleaned == ("markup-escaped",)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in item.body_html
    assert item.body_text == BODY.replace("ألف", "ألف <script>alert(1)</script>")


def test_bidi_overrides_leave_the_title_and_stay_in_the_text() -> None:
    (item,) = records(read(TEXT, "pasted-bidi.txt"))
    assert item.cleaned == ("bidi-removed", "bidi-override")
    assert item.title == TITLE
    assert item.body_text == BODY.replace("عشرين", "\u202eعشرين\u202c")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("empty.txt", "empty-body"),
        ("pasted-blank.txt", "empty-body"),
        ("pasted-title-only.txt", "empty-body"),
        ("binary.dat", "bad-utf8"),
    ],
)
def test_what_is_no_article_is_refused_and_kept(name: str, code: str) -> None:
    (item,) = read(TEXT, name)
    assert isinstance(item, Rejected)
    assert (item.code, item.key, item.position) == (code, None, 1)
    assert item.raw == (DATA / name).read_bytes()


def test_a_title_and_a_credit_alone_are_no_article() -> None:
    assert outcomes(read_bytes(TEXT, "عنوان\nالمصدر: أ\n".encode())) == [(1, "empty-body", "")]


def test_a_title_of_nothing_but_overrides_is_none() -> None:
    data = "\u202e\u202c\nنص الفقرة".encode()
    assert outcomes(read_bytes(TEXT, data)) == [(1, "missing-title", "")]


def test_a_first_line_longer_than_a_title() -> None:
    assert only(("ع" * MAX_TITLE + "\nنص").encode()).title == "ع" * MAX_TITLE
    data = ("ع" * (MAX_TITLE + 1) + "\nنص").encode()
    assert outcomes(read_bytes(TEXT, data)) == [(1, "title-too-long", "501 characters")]


def test_too_much_text() -> None:
    data = ("عنوان\n" + "ن" * MAX_BODY).encode()
    assert outcomes(read_bytes(TEXT, data)) == [(1, "too-large", f"{MAX_BODY + 6} characters")]
    data = b"x\n" + b"a" * MAX_LINE
    assert outcomes(read_bytes(TEXT, data)) == [(1, "too-large", f"more than {MAX_LINE} bytes")]


def test_lines_are_paragraphs_unless_blank_lines_are() -> None:
    assert only("ع\nأ\nب\n\n".encode()).body_html == "<p>أ</p>\n<p>ب</p>"
    verse = only("ع\n\nأ\nب\n\nج\n".encode())
    assert verse.body_html == "<p>أ<br>ب</p>\n<p>ج</p>"
    assert verse.body_text == "أ\nب\n\nج"


def test_no_date_is_made_up() -> None:
    item = only("عنوان\nصدر البيان في 18 حزيران/يونيو 2019.\nالمصدر: أ".encode())
    assert (item.dated, item.publisher_name, item.byline) == ("", "", ())


def test_gzip_is_unpacked_and_a_broken_one_refused() -> None:
    packed = gzip.compress((DATA / "pasted.txt").read_bytes(), mtime=0)
    assert only(packed) == records(read(TEXT, "pasted.txt"))[0]
    (item,) = read_bytes(TEXT, packed[:-20])
    assert isinstance(item, Rejected) and item.code == "truncated"


def test_a_file_that_is_stored_already_is_passed_over() -> None:
    assert read(TEXT, "pasted.txt", start=1) == []


class _Broken(io.BytesIO):
    def read(self, size: int | None = -1) -> bytes:
        raise OSError("the disk is gone")


def test_a_disk_that_fails_is_a_refusal() -> None:
    assert outcomes(list(TEXT.read(_Broken(), source="x"))) == [
        (1, "unreadable", "the disk is gone")
    ]


def test_the_seed_article(seed: Path) -> None:
    (item,) = records(read_bytes(TEXT, seed.read_bytes()))
    assert hashlib.sha256(item.raw).digest() == hashlib.sha256(seed.read_bytes()).digest()
    lines = seed.read_text("utf-8").splitlines()
    assert item.title == lines[0]
    assert item.body_text == "\n\n".join(lines[1:-2])
    assert item.body_html.count("<p>") == 9
    assert (item.footer, item.prompt) == ("المصدر: موقع DFNC.RU", "قم بكتابة اول تعليق")
    (credit,) = item.credits
    assert (credit.name, credit.kind_word, credit.cue) == ("DFNC.RU", "موقع", "المصدر")
    assert (item.dated, item.cleaned) == ("", ())
