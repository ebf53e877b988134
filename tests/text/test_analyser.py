"""The analyser: which words meet, held to a table of pairs, and where their terms stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.analyser import ANALYSER_VERSION, Term, analyse_text, same_name
from articles.text.fold import fold
from tests.text.pairs import Pair, pairs

PAIRS = pairs()
TEXTS = st.text("ابوليكفسىةءأإآتنهمABя-.'019٣٫, \n\\/(ـَّ\u200c½ﷺ") | st.lists(
    st.sampled_from(
        ["حزيران", "يونيو", "تشرين", "أول", "الأول", "كانون", "\\", "18", "/", " ", "\n", "و"]
    )
).map("".join)


def stems(text: str) -> list[str]:
    return [term.stem for term in analyse_text(text)]


def meet(pair: Pair) -> bool:
    if pair.kind == "names":
        return same_name(pair.left, pair.right)
    return stems(pair.left) == stems(pair.right)


@pytest.mark.parametrize("kind", ["words", "names"])
def test_what_meets_and_what_stays_apart(kind: str) -> None:
    wrong = [
        pair for pair in PAIRS if pair.kind == kind and pair.reached and meet(pair) != pair.meet
    ]
    assert wrong == []


def test_what_is_not_reached_is_listed_only_as_long_as_it_is_not() -> None:
    assert [pair for pair in PAIRS if not pair.reached and meet(pair) == pair.meet] == []


def test_the_table_is_long_and_says_nothing_twice() -> None:
    assert len(PAIRS) >= 300
    assert sum(not pair.reached for pair in PAIRS) <= 40
    assert len({(pair.kind, pair.left, pair.right) for pair in PAIRS}) == len(PAIRS)


def test_terms() -> None:
    assert analyse_text("وعلى السفير القطريّ في 18حزيران \\ يونيو") == [
        Term(0, 4, "وعلي", "على", True),
        Term(5, 11, "السفير", "سفير", False),
        Term(12, 19, "القطري", "قطر", False),
        Term(20, 22, "في", "في", True),
        Term(23, 25, "18", "18", False),
        Term(25, 39, "حزيران يونيو", "يونيو", False),
    ]
    assert ANALYSER_VERSION >= 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("في شهر تشرين أول \\ أكتوبر", ["في", "شهر", "اكتوبر"]),
        ("تشرين الأول والثاني", ["اكتوبر", "ثان"]),
        ("تشرين أول\nأكتوبر", ["اكتوبر", "اكتوبر"]),
        ("تشرين، الأول", ["تشرين", "اول"]),
        ("من حزيران إلى حزيران", ["من", "يونيو", "الي", "يونيو"]),
        ("حزيران/تموز", ["يونيو", "يوليو"]),
        ("لكانون الثاني (يناير)", ["يناير"]),
        ("شباط\n\nفبراير", ["فبراير", "فبراير"]),
        ("S-400 وDFNC.RU", ["s400", "و", "dfnc.ru"]),
        ("عن أ.ف.ب.", ["عن", "ا.ف.ب"]),
        ("1,234.5", ["1234.5"]),
        ("18/6/2019", ["18", "يونيو", "2019"]),
        ("٢٠١٩-٠٦-٠٨.", ["2019", "يونيو", "8"]),
        ("18/6-2019 31/13/2019 1/2/3", ["18", "6", "2019", "31", "13", "2019", "1", "2", "3"]),
        ("فهو، ولكن فوق", ["هو", "لكن", "فوق"]),
    ],
)
def test_stems(text: str, found: list[str]) -> None:
    assert stems(text) == found


def test_function_words() -> None:
    stop = [
        term.folded
        for term in analyse_text("لماذا ذهب السفير إلى موسكو، ولكن على عجل")
        if term.is_stop
    ]
    assert stop == ["لماذا", "الي", "ولكن", "علي"]
    assert not any(term.is_stop for term in analyse_text("علي منى كلية أمام بيان"))


@given(st.text() | TEXTS)
def test_a_term_cuts_out_a_piece_that_folds_to_it(text: str) -> None:
    end = 0
    for term in analyse_text(text):
        assert end <= term.start < term.end <= len(text)
        assert fold(text[term.start : term.end]) == term.folded
        assert term.stem
        end = term.end


@given(st.text() | TEXTS)
def test_a_text_gives_the_same_terms_every_time(text: str) -> None:
    assert analyse_text(text) == analyse_text(text)
    assert same_name(text, text) == bool(analyse_text(text))


@given(TEXTS)
def test_case_tashkeel_and_tatweel_change_no_stem(text: str) -> None:
    assert stems(text.replace("َ", "").replace("ّ", "").upper()) == stems(text)


def test_long_and_hostile_texts() -> None:
    assert len(analyse_text("تشرين " * 20_000)) == 20_000
    assert len(analyse_text("حزيران \\ " * 20_000)) == 10_000
    assert analyse_text("\ud800" * 20_000) == []
    assert stems("و" * 50_000) == ["و" * 49_999]
