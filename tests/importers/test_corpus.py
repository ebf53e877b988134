"""The corpus's articles all come in; counts are those that its own files say of it."""

import gzip
import json
from pathlib import Path
from urllib.parse import unquote

import pytest

from articles.importers.jsonl import JSONL
from articles.importers.records import ArticleRecord
from articles.text.edtf import parse_edtf
from articles.text.html import text_of


@pytest.fixture
def dev(corpus: Path) -> Path:
    """The articles for development."""
    return corpus / "articles_dev.jsonl.gz"


def test_every_article_of_the_corpus_comes_in(dev: Path) -> None:
    keys = set()
    undated = standfirsts = 0
    with dev.open("rb") as stream, gzip.open(dev) as lines:
        for item, line in zip(JSONL.read(stream, source=dev.name), lines, strict=True):
            assert isinstance(item, ArticleRecord)
            assert item.raw == line.rstrip(b"\n")
            keys.add(item.key)
            undated += not item.dated
            standfirsts += bool(item.standfirst)
            assert item.language == "ar"
            assert parse_edtf(item.dated).value == item.dated
    assert len(keys) == 11_541
    assert undated == 3_174
    assert standfirsts == 605


def test_titles_texts_and_dates_are_those_of_the_corpus(dev: Path) -> None:
    with dev.open("rb") as stream, gzip.open(dev) as lines:
        items = JSONL.read(stream, source=dev.name)
        for item, line in zip(items, lines, strict=True):
            article = json.loads(line)
            assert isinstance(item, ArticleRecord)
            assert text_of(item.body_html) == item.body_text
            assert item.body_text == article["body"]
            assert item.dated in (article["published"] or "", "2017-01-22")
            assert item.publisher_name == article["publisher"]
            assert unquote(item.url) == unquote(article["url"])
            assert item.rights == article["licence"]
