"""`import_articles`: what it stores and says; the seed article from its file to readers' pages."""

import gzip
import hashlib
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from articles.models import Article, Change, ImportBatch, ImportRecord, Original
from tests import factories
from tests.importers.reading import DATA
from tests.management.importing import counts, run

pytestmark = pytest.mark.django_db


def line(number: int, **fields: Any) -> bytes:
    """A line of JSON Lines: an article, unless `fields` make it something else."""
    given = {"id": f"n{number}", "title": f"عنوان {number}", "body": f"فقرة {number}."}
    return json.dumps(given | fields, ensure_ascii=False).encode() + b"\n"


def test_a_file_and_its_summary() -> None:
    out, err = run(DATA / "plain.jsonl")
    assert out == [
        "2 items of 1 file",
        "  created            2",
        "  unchanged          0",
        "  rejected           0",
        "  cleaned            0",
        f"Each item with its outcome and reason: {reverse('admin:articles_importrecord_changelist')}",
    ]
    assert err == []
    batch = ImportBatch.objects.get()
    assert (batch.origin, batch.format, batch.done, batch.by) == ("plain.jsonl", "jsonl", 2, None)
    assert batch.finished_at is not None
    assert batch.sha256 == hashlib.sha256((DATA / "plain.jsonl").read_bytes()).hexdigest()
    assert set(Article.objects.values_list("status", "section")) == {("draft", None)}


def test_the_same_again_changes_nothing() -> None:
    run(DATA / "plain.jsonl", DATA / "pasted.txt")
    before = counts()
    for _ in range(2):
        out, _ = run(DATA / "plain.jsonl", DATA / "pasted.txt")
        assert out[:5] == [
            "plain.jsonl: imported before, nothing changed",
            "pasted.txt: imported before, nothing changed",
            "3 items of 2 files",
            "  created            0",
            "  unchanged          3",
        ]
    assert counts() == before


def test_the_same_articles_in_another_file_are_here_already(tmp_path: Path) -> None:
    run(DATA / "plain.jsonl")
    more = tmp_path / "more.jsonl"
    more.write_bytes((DATA / "plain.jsonl").read_bytes() + b"\n" + line(3))
    out, _ = run(more)
    assert out[:3] == ["3 items of 1 file", "  created            1", "  unchanged          2"]
    assert Article.objects.count() == 3


def test_a_folder_gives_its_files_in_order(tmp_path: Path) -> None:
    folder = tmp_path / "incoming"
    (folder / "more").mkdir(parents=True)
    (folder / ".hidden").mkdir()
    for name in ("b.jsonl", "a.txt", "more/c.jsonl.gz", ".hidden/d.jsonl", ".e.jsonl"):
        path = folder / name
        text = "عنوان\nنص\n".encode() if name.endswith("txt") else line(ord(path.name[0]))
        path.write_bytes(gzip.compress(text) if name.endswith("gz") else text)
    out, _ = run(folder)
    assert out[:2] == ["3 items of 3 files", "  created            3"]
    assert list(ImportBatch.objects.order_by("pk").values_list("origin", "format")) == [
        ("incoming/a.txt", "text"),
        ("incoming/b.jsonl", "jsonl"),
        ("incoming/more/c.jsonl.gz", "jsonl"),
    ]


def test_no_name_says_where_on_this_machine_a_file_lies() -> None:
    run(DATA / "plain.jsonl", DATA / "pasted.txt")
    places = [*ImportBatch.objects.values_list("origin", flat=True)]
    places += Original.objects.values_list("origin", flat=True)
    assert sorted(places) == [
        "https://example.org/1", "https://example.org/2", "pasted.txt", "pasted.txt:1", "plain.jsonl",
    ]  # fmt: skip


def test_what_cannot_be_read_is_one_line_and_the_rest_lands(tmp_path: Path) -> None:
    empty, picture = tmp_path / "empty", tmp_path / "picture.png"
    empty.mkdir()
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00")
    out, err = StringIO(), StringIO()
    paths = [tmp_path / "nothing.txt", picture, empty, DATA / "plain.jsonl"]
    with pytest.raises(CommandError) as caught:
        call_command("import_articles", *map(str, paths), stdout=out, stderr=err)
    assert str(caught.value) == "3 of 4 files could not be read; see above."
    assert caught.value.returncode == 1
    assert err.getvalue().splitlines() == [
        f"{tmp_path}/nothing.txt: No such file or directory",
        f"{picture}: not a file of a known format",
        f"{empty}: no files in this folder, or none that may be read",
    ]
    assert out.getvalue().splitlines()[1] == "  created            2"
    assert Article.objects.count() == 2


def test_a_given_format_is_taken_whatever_the_content() -> None:
    run(DATA / "plain.jsonl", format="text")
    row = ImportRecord.objects.get()
    assert (row.batch.format, row.outcome) == ("text", "created")
    with pytest.raises(CommandError) as caught:
        run(DATA / "plain.jsonl", format="pdf")
    assert str(caught.value) == "pdf: not a known format (known: jsonl, text)"


def test_published_in_a_section_by_an_editor() -> None:
    section = factories.section("ثقافة", slug="culture")
    editor = factories.user("editor", sections=[section])
    run(DATA / "plain.jsonl", publish=True, section="culture", by=editor.username)
    rows = Article.objects.values_list("status", "section", "created_by")
    assert set(rows) == {("published", section.pk, editor.pk)}
    assert ImportBatch.objects.get().by == editor
    assert list(Change.objects.filter(article__isnull=False).values_list("op", flat=True)) == ["published"] * 2  # fmt: skip


def test_categories_that_are_names_of_sections_file_articles() -> None:
    section = factories.section("ثقافة")
    run(DATA / "plain.jsonl")
    assert list(Article.objects.order_by("pk").values_list("section", flat=True)) == [
        section.pk,
        None,
    ]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"section": "nowhere"}, "There is no section 'nowhere'."),
        ({"by": "nobody"}, "There is no account 'nobody'."),
        ({"by": "mod"}, "mod may not import this: "),
    ],
)
def test_what_is_refused_leaves_nothing(options: dict[str, str], message: str) -> None:
    factories.user("moderator", username="mod")
    with pytest.raises(CommandError) as caught:
        run(DATA / "plain.jsonl", **options)
    assert str(caught.value).startswith(message)
    assert counts() == (0, 0, 0, 0, 0, 0)


def test_progress_goes_to_stderr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.management.progress.EVERY", 0)
    _, err = run(DATA / "plain.jsonl")
    assert len(err) == 1 and err[0].startswith("plain.jsonl: 2 items, 100%, ")
    assert run(DATA / "pasted.txt", verbosity=0)[1] == []


def test_bad_input_in_one_batch(tmp_path: Path) -> None:
    """Each line is refused or cleaned for its own reason; what stands between comes in."""
    large = "ن" * 2_500_000  # 5 MB as UTF-8
    lines = [
        line(1),
        line(2, body=""),
        line(3, body=large),
        line(4, body="نص\x00 هنا", title="عن\x00وان"),
        line(5).replace("فقرة".encode(), b"\xd9\xff"),
        line(6, body=None, body_html="<p>نص</p><script>alert(1)</script>"),
        line(7, body="<script>alert(1)</script>"),
        line(8, body="نص \u202eمقلوب\u202c", title="عن\u202eوان"),
        line(9, published="0000-01-01"),
        line(10, published="9999-12-31"),
        line(1, body="نص آخر"),
        b"{broken\n",
        line(13),
        *(line(number, body="نص " * 500 + str(number)) for number in range(14, 60)),
    ]
    path = tmp_path / "bad.jsonl.gz"
    path.write_bytes(gzip.compress(b"".join(lines), mtime=0)[:-30])
    out, err = run(path)
    assert err == []
    got = {
        row.position: (row.outcome, row.code or " ".join(row.cleaned))
        for row in ImportRecord.objects.select_related("article")
    }
    broken = max(got)
    assert {position: got[position] for position in (*range(1, 14), broken)} == {
        1: ("created", ""),
        2: ("rejected", "empty-body"),
        3: ("rejected", "too-large"),
        4: ("created", "nul-removed"),
        5: ("rejected", "bad-utf8"),
        6: ("created", "script-removed"),
        7: ("created", "markup-escaped"),
        8: ("created", "bidi-removed bidi-override"),
        9: ("created", "bad-date:0000-01-01"),
        10: ("created", "bad-date:9999-12-31"),
        11: ("rejected", "duplicate-id"),
        12: ("rejected", "bad-json"),
        13: ("created", ""),
        broken: ("rejected", "truncated"),
    }
    assert all(row.reason for row in ImportRecord.objects.filter(outcome="rejected"))
    assert all(got[position] == ("created", "") for position in range(14, broken))
    assert broken > 20
    rejected = ImportRecord.objects.get(position=5)
    assert rejected.original is not None
    assert bytes(rejected.original.content) == lines[4].rstrip(b"\n")
    articles = {row.import_key: row for row in Article.objects.all()}
    assert (articles["jsonl:n4"].title, articles["jsonl:n4"].body_text) == ("عنوان", "نص هنا")
    assert articles["jsonl:n6"].body == "<p>نص</p>"
    assert articles["jsonl:n7"].body == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"
    assert (articles["jsonl:n9"].dated, articles["jsonl:n9"].date_unknown) == ("", True)
    assert articles["jsonl:n1"].body_text == "فقرة 1."
    assert [text.split()[0] for text in out[4:9]] == [
        "bad-json", "bad-utf8", "duplicate-id", "empty-body", "too-large",
    ]  # fmt: skip


def test_odd_text_files() -> None:
    run(*sorted(DATA.glob("pasted*.txt")), DATA / "empty.txt")
    rows = {
        row.batch.origin: (row.outcome, row.code)
        for row in ImportRecord.objects.select_related("batch")
    }
    assert rows == {
        "pasted-bad-utf8.txt": ("created", ""),
        "pasted-bidi.txt": ("created", ""),
        "pasted-blank.txt": ("rejected", "empty-body"),
        "pasted-crlf-bom.txt": ("created", ""),
        "pasted-nul.txt": ("rejected", "duplicate-id"),
        "pasted-script.txt": ("created", ""),
        "pasted-title-only.txt": ("rejected", "empty-body"),
        "pasted-utf16-no-mark.txt": ("rejected", "duplicate-id"),
        "pasted-utf16.txt": ("rejected", "duplicate-id"),
        "pasted-windows-1256.txt": ("rejected", "duplicate-id"),
        "pasted.txt": ("rejected", "duplicate-id"),
        "empty.txt": ("rejected", "empty-body"),
    }
