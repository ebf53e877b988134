"""A file's format is told by its content, else by its name; what is none is said to be none."""

import gzip
from pathlib import Path

import pytest

from articles.importers.jsonl import JSONL
from articles.importers.registry import FORMATS, HEAD, UnknownFormat, by_name, detect
from articles.importers.text import TEXT
from tests.importers.reading import DATA


@pytest.mark.parametrize(
    "name",
    [path.name for path in sorted(DATA.iterdir()) if ".jsonl" in path.name],
)
def test_json_lines(name: str) -> None:
    assert detect(DATA / name) is JSONL


@pytest.mark.parametrize(
    "name", ["empty.txt", *(path.name for path in sorted(DATA.glob("pasted*.txt")))]
)
def test_text(name: str) -> None:
    assert detect(DATA / name) is TEXT


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("feed", b'{"id": "1"}\n', JSONL),
        ("feed.txt", b'{"id": "1"}\n', JSONL),
        ("feed.dat", gzip.compress(b'\n {"id": "1"}\n', mtime=0), JSONL),
        ("feed.ndjson", b"", JSONL),
        ("article", "عنوان\nنص".encode(), TEXT),
        ("article.md", "عنوان\nنص".encode("cp1256"), TEXT),
        ("article", "عنوان\nنص".encode("utf-16"), TEXT),
        ("article", b"x" * (HEAD - 1) + "ن".encode() + b"y", TEXT),
        ("ARTICLE.TXT", bytes(range(256)), TEXT),
        ("page.txt", b"<!DOCTYPE html><p>x", TEXT),
    ],
)
def test_by_content_then_by_name(tmp_path: Path, name: str, content: bytes, form: object) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert detect(path) is form


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("picture.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00"),
        ("page.html", b"<!DOCTYPE html>\n<html lang=ar>"),
        ("feed.xml", b'\n<?xml version="1.0"?>\n<rss>'),
        ("broken", gzip.compress(bytes(range(256)), mtime=0)[:12]),
    ],
)
def test_what_is_no_known_format(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    if name == "broken":  # nothing can be read of it: an empty text, whose reading says why
        assert detect(path) is TEXT
        return
    with pytest.raises(UnknownFormat) as caught:
        detect(path)
    assert str(caught.value) == f"{path}: not a file of a known format"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        detect(tmp_path / "nothing.jsonl")


def test_by_name() -> None:
    assert [by_name(form.name) for form in FORMATS] == list(FORMATS)
    with pytest.raises(UnknownFormat) as caught:
        by_name("pdf")
    assert str(caught.value) == "pdf: not a known format (known: jsonl, text)"
