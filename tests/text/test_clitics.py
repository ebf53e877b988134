"""Proclitics: every way to read a name after them, and the likely one for a stem."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.clitics import Reading, follows_conjunction, proclitics_end, readings
from articles.text.stopwords import PREPOSITIONS, QUESTION_WORDS, STOPWORDS

WORDS = st.text("والبكفلسيتقطرنأإ", max_size=10)


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("", []),
        ("قطر", [("", 0, "قطر")]),
        ("لرويترز", [("", 0, "لرويترز"), ("ل", 1, "رويترز")]),
        ("ولقطر", [("", 0, "ولقطر"), ("و", 1, "لقطر"), ("ول", 2, "قطر")]),
        ("الوطن", [("", 0, "الوطن"), ("ال", 2, "وطن")]),
        (
            "والوطن",
            [("", 0, "والوطن"), ("و", 1, "الوطن"), ("وال", 3, "وطن")],
        ),
        (
            "للوطن",
            [
                ("", 0, "للوطن"),
                ("ل", 1, "لوطن"),
                ("ل", 1, "الوطن"),
                ("ل", 1, "اللوطن"),
                ("لل", 2, "وطن"),
            ],
        ),
        ("وب", [("", 0, "وب")]),
        ("واس", [("", 0, "واس"), ("و", 1, "اس")]),
    ],
)  # fmt: skip
def test_readings(word: str, found: list[tuple[str, int, str]]) -> None:
    expected = [Reading(*reading) for reading in found]
    assert readings(word) == expected


@pytest.mark.parametrize(
    ("word", "rest"),
    [
        ("لقطر", "قطر"),
        ("ولقطر", "قطر"),
        ("والعسكريين", "عسكريين"),
        ("وبالحكومة", "حكومة"),
        ("للحكومة", "حكومة"),
        ("للجنة", "لجنة"),
        ("للبنان", "لبنان"),
        ("بشكل", "شكل"),
        ("ووزير", "وزير"),
        ("سيصلون", "يصلون"),
        ("وسيتراس", "يتراس"),
        ("وميدفيديف", "ميدفيديف"),
        ("والله", "الله"),
        ("لبنان", "لبنان"),
        ("لجنة", "لجنة"),
        ("وزير", "وزير"),
        ("فلسطين", "فلسطين"),
        ("كوميرسانت", "كوميرسانت"),
        ("سيارة", "سيارة"),
        ("ساهم", "ساهم"),
        ("والد", "والد"),
        ("بيت", "بيت"),
        ("و", "و"),
        ("", ""),
    ],
)
def test_the_likely_reading(word: str, rest: str) -> None:
    assert word[proclitics_end(word) :] == rest


@pytest.mark.parametrize(
    ("written", "rest"),
    [
        ("ألفية", "الفية"),
        ("الفية", "فية"),
        ("وأدى", "ادي"),
        ("وادي", "وادي"),
        ("لأسوشيتد", "اسوشيتد"),
        ("بإيعاز", "ايعاز"),
        ("للأمين", "امين"),
        ("لأي", "لاي"),
        ("فأس", "فاس"),
    ],
)
def test_a_written_hamza_tells(written: str, rest: str) -> None:
    cleaned = written.translate(str.maketrans("أإآى", "اااي"))
    assert cleaned[proclitics_end(cleaned, written) :] == rest


def test_function_words_after_a_conjunction() -> None:
    assert follows_conjunction("فهو") == "هو"
    assert follows_conjunction("وعلى") == "على"
    assert follows_conjunction("وعلي") == ""
    assert follows_conjunction("هو") == ""
    assert follows_conjunction("فهم") == ""


def test_lists_of_function_words() -> None:
    assert QUESTION_WORDS < STOPWORDS
    assert PREPOSITIONS < STOPWORDS
    assert {"على", "الى", "لماذا", "هؤلاء", "كان"} <= STOPWORDS
    assert {"هى", "اى", "ماهى", "ولا"} <= STOPWORDS
    assert STOPWORDS.isdisjoint({"علي", "منى", "امام", "ام", "بي", "لي", "الوطن"})


@given(WORDS)
def test_readings_cut_the_word(word: str) -> None:
    for reading in readings(word):
        assert word.startswith(reading.proclitics)
        assert word[reading.offset :] in reading.rest
        assert len(reading.rest) >= 2 or reading.offset == 0
    assert 0 <= proclitics_end(word, word) <= len(word)
    assert bool(word[proclitics_end(word) :]) == bool(word)
