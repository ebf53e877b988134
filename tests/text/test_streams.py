"""Streams of stems, forms and kin: those of the analyser, for every text."""

import gzip
import json
import sys
import threading
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text import streams as module
from articles.text.analyser import analyse_text
from articles.text.kin import kin_of
from articles.text.streams import Streams, streams
from tests.text.test_analyser import TEXTS

BLANKS = st.sampled_from([" ", "  ", "\n", "\t", "\u00a0", "\u2028", "\x1c", " / ", "\\ ", " ("])
PIECES = st.sampled_from(
    "حزيران يونيو تشرين وتشرين كانون أول الأول الثاني/يناير (أكتوبر) أكتوبر، آب أغسطس 18/6/2019 / \\ "
    "أ ف ب أ. ف. ب. أ.ف .أ وأ و د. ـأ ﷺ ﷺأ 2أ أx S-400, U.S. «قال» قالَ، ٢٠١٧ 1,234.5 ½ #وسم_آخر".split()
)  # fmt: skip
WRITTEN = st.lists(st.tuples(PIECES, BLANKS)).map(lambda parts: "".join(map("".join, parts)))


def expected(text: str) -> Streams:
    terms = analyse_text(text)
    return Streams(
        " ".join(term.stem for term in terms),
        " ".join(term.folded.replace(" ", "_") for term in terms),
        " ".join(one for term in terms for one in kin_of(term.stem)),
    )


@given(TEXTS | WRITTEN | st.text())
def test_streams_are_those_of_the_analyser(text: str) -> None:
    found = streams(text)
    assert found == expected(text)
    assert streams(text) == found
    assert len(found.stems.split()) == len(found.forms.split())


@pytest.mark.parametrize(
    ("text", "stems", "forms"),
    [
        ("", "", ""),
        (" ! ", "", ""),
        ("وعلى السفير، السفير", "على سفير سفير", "وعلي السفير السفير"),
        ("في تشرين الأول / أكتوبر الماضي", "في اكتوبر ماض", "في تشرين_الاول_اكتوبر الماضي"),
        ("حزيران\nيونيو", "يونيو يونيو", "حزيران يونيو"),
        ("عن أ. ف. ب. أمس", "عن ا.ف.ب امس", "عن ا_ف_ب امس"),
        ("قال ﷺ", "قال صلي_الله_عليه_وسلم", "قال صلي_الله_عليه_وسلم"),
        ("قال " + "ب" * 100, "قال " + "ب" * 100, "قال " + "ب" * 100),
    ],
)
def test_what_reaches_over_blanks_is_one(text: str, stems: str, forms: str) -> None:
    assert streams(text)[:2] == (stems, forms)


def test_pieces_that_are_forgotten_are_analysed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_REMEMBERED", 3)
    monkeypatch.setattr(module, "_pieces", module._Pieces())
    text = "في تشرين الأول (أكتوبر) قال الوزير «لأ. ف. ب.» إن يونيو \\ حزيران موعد"
    assert [streams(text) for _ in range(4)] == [expected(text)] * 4
    assert len(module._pieces) <= 20


def test_several_threads_may_share_what_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_REMEMBERED", 5)
    texts = [f"تشرين الأول {number} تشرين ثاني أ ف ب {number}" for number in range(200)]
    wrong: list[str] = []

    def run() -> None:
        wrong.extend(text for text in texts if streams(text) != expected(text))

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        threads = [threading.Thread(target=run) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(interval)
    assert wrong == []


def test_articles_of_the_corpus_give_what_the_analyser_gives(corpus: Path) -> None:
    with gzip.open(corpus / "articles_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in islice(lines, 0, None, 7):
            article = json.loads(line)
            for text in (article["title"] or "", article["body"] or ""):
                assert streams(text) == expected(text), article["id"]
