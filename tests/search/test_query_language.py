"""The language of searches: what each query is understood as, and that any text is one."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.asked import Understood
from articles.search.query_language import LONGEST, parse
from articles.text.fold import fold

JUNE = date(2021, 6, 1)
PAIRS = (
    "«»", "“”", "”“", '""', "„“", "‹›", ("''", "''"), ("``", "``"), ("``", "''"), "””", "»«", "‘’",
    "''", "„”", "“\"", "❝❞", "＂＂",
)  # fmt: skip


@pytest.mark.parametrize(
    ("q", "understood"),
    [
        ("", {}),
        (" \t\n", {}),
        ("التعاون العسكري", {"words": ("التعاون", "العسكري")}),
        ("«التعاون العسكري» قطر", {"phrases": ("التعاون العسكري",), "words": ("قطر",)}),
        ("قال:«كلام»", {"words": ("قال:",), "phrases": ("كلام",)}),
        ("L'Équipe d'abord", {"words": ("L'Équipe", "d'abord")}),
        ("شاشة 5\" جديدة", {"words": ("شاشة", '5"', "جديدة")}),
        ("غير «متوازن", {"words": ("غير", "«متوازن")}),
        ("«» \"\" كلمة", {"words": ("كلمة",)}),
        ("قطر -روسيا", {"words": ("قطر",), "without": ("روسيا",)}),
        ("قطر −روسيا –مصر ‑ليبيا", {"words": ("قطر",), "without": ("روسيا", "مصر", "ليبيا")}),
        ("-«لا هذا» -S-400", {"without": ("لا هذا", "S-400")}),
        ("ليس:روسيا not:Qatar بدون: «دولة ما»", {"without": ("روسيا", "Qatar", "دولة ما")}),
        ("S-400 سوريا - لبنان 2019-2021", {"words": ("S-400", "سوريا", "لبنان", "2019-2021")}),
        ("--كلمة", {"words": ("--كلمة",)}),
        ("source:رويترز", {"sources": ("رويترز",)}),
        ("Source : «وكالة الأنباء»", {"sources": ("وكالة الأنباء",)}),
        ("مصدر: رويترز، المصدر:DFNC.RU", {"sources": ("رويترز", "DFNC.RU")}),
        ("مصدر: «واشنطن بوست", {"sources": ("واشنطن",), "words": ("بوست",)}),
        ("-مصدر:رويترز خبر", {"without_sources": ("رويترز",), "words": ("خبر",)}),
        ("موضوع:«السلم الأهلي» -topic:x", {"topics": ("السلم الأهلي",), "without_topics": ("x",)}),
        ("before:2021-06", {"before": JUNE}),
        ("قبل: حزيران 2021 اتفاق", {"before": JUNE, "words": ("اتفاق",)}),
        ("بعد:١٨ حزيران/يونيو ٢٠٢١", {"after": date(2021, 6, 18)}),
        ("after:18/6/2021", {"after": date(2021, 6, 18)}),
        ("after:۱۸/۶/۲۰۲۱", {"after": date(2021, 6, 18)}),
        ("after:2021", {"after": date(2021, 1, 1)}),
        ("after:عام 2021 كلمة", {"after": date(2021, 1, 1), "words": ("كلمة",)}),
        ("after:6/2021، كلمة", {"after": JUNE, "words": ("كلمة",)}),
        ("بعد:غشت 2020", {"after": date(2020, 8, 1)}),
        ("بعد:«أوت 2020» قبل:نونبر 2020", {"after": date(2020, 8, 1), "before": date(2020, 11, 1)}),
        ("after:2019 after:2021 before:2023 before:2022",
         {"after": date(2021, 1, 1), "before": date(2022, 1, 1)}),
        ("-before:2021", {"after": date(2021, 1, 1)}),
        ("after:2021-02-30", {"words": ("after", "2021-02-30"), "unknown": ("after:2021-02-30",)}),
        ("before:كلمة أخرى",
         {"words": ("before", "كلمة", "أخرى"), "unknown": ("before:كلمة",)}),
        ("after:حزيران", {"words": ("after", "حزيران"), "unknown": ("after:حزيران",)}),
        ("مصدر:", {"words": ("مصدر",), "unknown": ("مصدر:",)}),
        ("source: before:2021-06", {"words": ("source",), "unknown": ("source:",), "before": JUNE}),
        ("قبل الحرب وبعد", {"words": ("قبل", "الحرب", "وبعد")}),
        ("https://a.example/x 10:30 ratio:3", {"words": ("https://a.example/x", "10:30", "ratio:3")}),
        ("اتفاق حزيران 2021", {"words": ("اتفاق", "حزيران", "2021")}),
        ("\u202eكلمة\u202c \u200f-أخرى", {"words": ("كلمة",), "without": ("أخرى",)}),
        ("أول\x00ثان \ud800", {"words": ("أول", "ثان")}),
        ("! ... ؟ ()", {}),
        ("AND (a OR b)^2 field:* ~", {"words": ("AND", "(a", "OR", "b)^2", "field:*")}),
    ],
)  # fmt: skip
def test_what_a_query_is_understood_as(q: str, understood: dict[str, Any]) -> None:
    assert parse(q).understood() == Understood(**understood)


@pytest.mark.parametrize("marks", PAIRS)
def test_all_marks_mean_the_same(marks: str | tuple[str, str]) -> None:
    first, last = marks
    q = "قطر {0}التعاون العسكري{1} -{0}لا هذا{1} مصدر:{0}وكالة الأنباء{1} آخر"
    assert parse(q.format(first, last)).understood() == Understood(
        words=("قطر", "آخر"),
        phrases=("التعاون العسكري",),
        without=("لا هذا",),
        sources=("وكالة الأنباء",),
    )


def test_blanks_within_marks() -> None:
    assert parse("” بين فراغين ”").understood() == Understood(phrases=("بين فراغين",))
    # A single mark before a blank is an apostrophe.
    assert parse("the dogs' and cats' food").understood() == Understood(
        words=("the", "dogs'", "and", "cats'", "food")
    )


PIECES = st.lists(
    st.one_of(
        st.text(max_size=8),
        st.sampled_from([
            "«", "»", '"', "“", "''", "-", "−", ":", "مصدر:", "before:", "بعد: ", "2021", "حزيران",
            "كلمة", " ", "\n", "not:", "source :", "\u202e", "\x00", "\ud800", "'", "`",
        ]),
    ),
    max_size=20,
).map("".join)  # fmt: skip


@given(PIECES)
def test_any_text_is_a_query(q: str) -> None:
    query = parse(q)
    asked = query.understood()
    lists = (asked.words, asked.phrases, asked.without, asked.sources, asked.topics)
    assert all(fold(text) and text == text.strip() for some in lists for text in some)
    ends = [0]
    for part in query.parts:
        assert ends[-1] <= part.start < part.end <= len(query.text)
        ends.append(part.end)
    assert parse(query.text) == query


@given(PIECES)
def test_no_word_is_lost(q: str) -> None:
    query = parse(q)
    kept = "".join(fold(query.text[part.start : part.end]) for part in query.parts)
    assert kept.replace(" ", "") == fold(query.text).replace(" ", "")


def test_of_a_long_text_the_beginning_counts() -> None:
    query = parse("كلمة " * 300_000)
    assert query.cut and len(query.text) == LONGEST
    assert query.understood().words == ("كلمة",) * (LONGEST // 5)


def test_hostile_texts(corpus: Path) -> None:
    texts = json.loads((corpus / "hostile" / "blns.json").read_text(encoding="utf-8"))
    assert len(texts) > 400
    for text in texts:
        query = parse(text)
        assert parse(query.text) == query
