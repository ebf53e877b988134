"""Sentences: they end at stops and lines, never inside quotations, foreign names, abbreviations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.paragraphs import paragraphs
from articles.text.quotations import quotations
from articles.text.sentences import sentences

TEXTS = st.text('«»“”". \n.!؟…أبودabAB1٣:(')


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["وصل الوفد.", "وغادر."],
        ["ماذا حدث؟", "لا ندري!", "حقا؟!", "ربما…", "وربما لا...", "انتهى"],
        ["وصل الوفد (أمس).", "وغادر"],
        ["سعره 3.5 دولار.", "وكان ٢٫٥."],
        ["ارتفع بنسبة 3.", "وانخفض"],
        ["جدًا.", "وأيضًا."],
        ["قال ذلك (…) ثم سكت (؟) قليلا.", "وغادر."],
        ["الأسواق.. إلى أين؟", "لا أحد يعلم"],
        ["1. البند الأول.", "2. البند الثاني."],
        ["البنود هي: 1. الأول.", "ووصل 2."],
        ["... نعم.", "لا."],
    ],
)
def test_stops(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["قال د. أحمد إنه بخير.", "وأضاف"],
        ["حضر أ. د. سمير وم. هدى ود. منى وأ.د. لينا.", "وغادروا."],
        ["وفق «د. ب. أ» أمس.", "وقال"],
        ["ذكرت (أ.ف.ب).", "وقالت"],
        ["بحسب أ.ف.ب.", "وقال"],
        ["بحسب د. ب. أ.", "وأضاف أ ف ب.", "ثم"],
        ["عام 1440هـ.", "وعام 2019 م.", "ثم"],
        ["تصدرت المجموعة أ.", "وفازت"],
        ["قالت شبكة “سي.إن.إن.” ذلك.", "ونفت"],
        ["نشر موقع DFNC.RU الخبر.", "وقال"],
        ["زار الـ U.S. أمس.", "وعاد"],
        ["قال Dr. أحمد ذلك.", "وعاد"],
        ["زار المدينة له.", "وعاد"],
        ["موقع العربية.نت وموقع خبر.كوم.", "ثم"],
    ],
)
def test_abbreviations(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["نشرت مجلة Fourth Page. Weekly الخبر.", "وقالت"],
        ["نشرت مجلة ” Fourth Page. Weekly” الخبر.", "وقالت"],
        ["عبر Yahoo! News أمس.", "ثم"],
        ["نشرت «Новый день. Утро» وНовый день. Утро الخبر.", "ثم"],
        ["اشترى S-400.", "ثم"],
        ["Fourth Page. Weekly"],
        ["عن “Fourth Page.” Weekly.", "ثم"],
    ],
)
def test_foreign_names(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["قال: “بدأنا. ثم واصلنا؟ نعم! انتهى.”", "وأضاف."],
        ["قال: «بدأنا. ثم واصلنا».", "وأضاف."],
        ["سأل «أين هم؟» ثم سكت.", "وعاد"],
        ["قال: “نعم.” وأضاف.", "ثم"],
        ["لم تغلق «هذه.", "وهذه."],
        ["قال.", "“بدأنا أمس”.", "ثم"],
        ["قال «بدأنا. “نعم. لا.” ثم. كلا» أمس.", "وعاد"],
    ],
)
def test_quotations(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


def test_stops_without_a_blank() -> None:
    assert split("انتهى الأمر.وقال الوزير: لماذا؟وأضاف") == [
        "انتهى الأمر.",
        "وقال الوزير: لماذا؟",
        "وأضاف",
    ]
    assert split("قال الوزير.“بدأنا أمس”.") == ["قال الوزير.", "“بدأنا أمس”."]
    assert split("لكن...لا") == ["لكن...لا"]


def test_lines_and_paragraphs() -> None:
    assert split("عنوان\nسطر\n\nفقرة. أخرى\n\n") == ["عنوان", "سطر", "فقرة.", "أخرى"]
    assert split("قال: «بيت\nوبيت» أمس\nوعاد") == ["قال: «بيت\nوبيت» أمس", "وعاد"]


@given(st.text() | TEXTS)
def test_spans_hold_all_that_is_not_blank_inside_paragraphs(text: str) -> None:
    spans = sentences(text)
    pieces = [text[slice(*span)] for span in spans]
    assert all(piece and piece == piece.strip() for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    ends = [end for span in spans for end in span]
    assert ends == sorted(ends)
    borders = [paragraph.end for paragraph in paragraphs(text)]
    assert not any(span.start < border < span.end for span in spans for border in borders)


@given(st.text() | TEXTS)
def test_no_sentence_ends_inside_a_quotation(text: str) -> None:
    quoted = quotations(text)
    for _, end in sentences(text):
        assert not any(one.outer_start < end < one.outer_end for one in quoted)


@pytest.mark.parametrize("piece", ["«", '"', ". ", "«ا. ", "أ. ", "a. ", ".)", "\n", '"a. b." '])
def test_long_and_hostile_texts(piece: str) -> None:
    text = piece * (100_000 if len(piece) == 1 else 20_000)
    assert sum(end - start for start, end in sentences(text)) <= len(text)
