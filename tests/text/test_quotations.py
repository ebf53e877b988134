"""Quotations: what stands in marks, whichever they are, and nothing that an open mark swallows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.quotations import Quoted, quotations

MARKS = st.text("«»“”„\"‹›‘’' \n.:أبوab(1")


def found(text: str) -> list[str]:
    return [text[quoted.start : quoted.end] for quoted in quotations(text)]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("", []),
        ("قال «نعم» وذهب", ["نعم"]),
        ("قال “نعم” وذهب", ["نعم"]),
        ("قال ”نعم“ وذهب", ["نعم"]),
        ("قال „نعم“ وذهب", ["نعم"]),
        ('قال "نعم" وذهب', ["نعم"]),
        ("قال ”نعم” وذهب", ["نعم"]),
        ("قال »نعم« وذهب", ["نعم"]),
        ("قال »نعم» وذهب", ["نعم"]),
        ("قال “نعم“ وذهب", ["نعم"]),
        ('قال “نعم" وذهب', ["نعم"]),
        ("قال ‹نعم› وذهب", ["نعم"]),
        ("قال ‘نعم’ وذهب", ["نعم"]),
        ("قال ’نعم‘ وذهب", ["نعم"]),
        ("عام “2015″، و“نعم”", ["2015", "نعم"]),
        ("قال 'نعم' وذهب", ["نعم"]),
        ("مجلة ” Fourth Page. Weekly” الروسية", ["Fourth Page. Weekly"]),
        ("« نعم » و« لا »", ["نعم", "لا"]),
        ("”نعم” و”لا”", ["نعم", "لا"]),
        ('"نعم"، و"لا".', ["نعم", "لا"]),
        ('لـ"الفجر" وبـ"الضحى" و"العصر"', ["الفجر", "الضحى", "العصر"]),
        ('بين "س" و"ص"', ["س", "ص"]),
        ("وكتب: “نعم.”", ["نعم."]),
        ("«نعم\nولا»", ["نعم\nولا"]),
    ],
)
def test_pairs_of_every_kind(text: str, quoted: list[str]) -> None:
    assert found(text) == quoted


def test_with_and_without_the_marks() -> None:
    assert quotations("قال « نعم » ثم") == [Quoted(6, 9, 4, 11)]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("«قال “نعم” أمس»", ["قال “نعم” أمس", "نعم"]),
        ("“قال ‘نعم’ أمس”", ["قال ‘نعم’ أمس", "نعم"]),
        ("«أ «ب» ج»", ["أ «ب» ج", "ب"]),
        ("“نعم «لا” كلا»", ["نعم «لا"]),
    ],
)
def test_quotations_nest_and_never_cross(text: str, quoted: list[str]) -> None:
    assert found(text) == quoted


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("«نعم", []),
        ("نعم»", []),
        ("«نعم\n\nلا»", []),
        ("«لم يغلق. وقال «نعم» ثم «لا»", ["نعم", "لا"]),
        ("“لم يغلق. وقال “نعم” ثم", ["نعم"]),
        ('"لم يغلق. وقال "نعم" ثم "لا" أمس', ["نعم", "لا"]),
        ("”لم يغلق. وقال ”نعم” ثم", ["نعم"]),
        ("من فقرة سابقة”. وقال “نعم”", ["نعم"]),
        ('من فقرة سابقة". وقال "نعم"', ["نعم"]),
        ("«««نعم» لا", ["نعم"]),
        ('«» "" “ ”', []),
    ],
)
def test_a_mark_without_its_partner_takes_nothing(text: str, quoted: list[str]) -> None:
    assert found(text) == quoted


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('قال" نعم" ثم', ["نعم"]),
        ('قال "نعم "ثم', ["نعم"]),
        ("قال “نعم ”ثم", ["نعم"]),
        ("قال“ نعم” ثم", ["نعم"]),
        ("برنامج «نعم «، و«لا»", ["نعم", "لا"]),
        ('برنامج "نعم ". و"لا"', ["نعم", "لا"]),
        ('قال "... نعم" ثم', ["... نعم"]),
        ('قال "نعم ' + "لا " * 40 + '"ثم', []),
        ('شاشة 42" وقال "نعم"', ["نعم"]),
        ("l'heure d'Al-Ra'i «نعم»", ["نعم"]),
        ("الصحفيون’ و‘ هكذا", []),
    ],
)
def test_marks_beside_the_wrong_word(text: str, quoted: list[str]) -> None:
    assert found(text) == quoted


@given(st.text() | MARKS)
def test_quotations_lie_between_two_marks_of_one_paragraph_and_nest(text: str) -> None:
    spans = quotations(text)
    assert spans == sorted(spans)
    stack: list[Quoted] = []
    for quoted in sorted(spans, key=lambda quoted: quoted.outer_start):
        assert quoted.outer_start < quoted.start < quoted.end < quoted.outer_end <= len(text)
        inside = text[quoted.start : quoted.end]
        assert (
            inside == inside.strip() == text[quoted.outer_start + 1 : quoted.outer_end - 1].strip()
        )
        assert text[quoted.outer_start] in "«»“”„\"‹›‘’'‟‚〝〞＂"
        assert "\n\n" not in inside
        while stack and stack[-1].outer_end <= quoted.outer_start:
            stack.pop()
        assert not stack or quoted.outer_end < stack[-1].outer_end
        stack.append(quoted)


@pytest.mark.parametrize("mark", ["«", '"', "“", "”", "»", "'", ' "', '"a ', "«ا "])
def test_a_hundred_thousand_marks(mark: str) -> None:
    text = mark * 100_000 + "«نعم»"
    assert "نعم" in found(text)
