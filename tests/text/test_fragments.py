"""Addresses of words on a page: what browsers find, and find first."""

from urllib.parse import unquote

import pytest

from articles.text.fragments import text_directive

TEXT = "قال السفير إن البلدين متفقان.\n\nوقال السفير لصحيفة كوميرسانت (موسكو)، نعم."


def directive(words: str, **more: object) -> str:
    start = TEXT.rindex(words)
    return unquote(text_directive(TEXT, start, start + len(words), **more))  # type: ignore[arg-type]


def test_words_with_those_before_them() -> None:
    assert directive("كوميرسانت") == "text=السفير لصحيفة-,كوميرسانت"


def test_at_the_start_of_a_paragraph_only_words_that_stand_nowhere_before() -> None:
    assert directive("وقال السفير") == "text=وقال السفير"
    assert text_directive(TEXT, 0, 10, before="قال السفير نعم") == ""
    assert unquote(text_directive(TEXT, 0, 10)) == "text=قال السفير"


def test_part_of_a_word_is_led_to_by_the_word() -> None:
    assert directive("قال السفير لصحيفة") == "text=وقال السفير لصحيفة"


def test_of_many_words_how_they_begin_and_end() -> None:
    text = "في البدء. " + " ".join(f"كلمة{n}" for n in range(30))
    found = unquote(text_directive(text, 10, len(text)))
    assert found == "text=في البدء.-,كلمة0 كلمة1 كلمة2,كلمة27 كلمة28 كلمة29"


def test_over_the_end_of_a_paragraph() -> None:
    start = TEXT.index("البلدين")
    end = TEXT.index(" لصحيفة")
    assert (
        unquote(text_directive(TEXT, start, end)) == "text=السفير إن-,البلدين متفقان.,وقال السفير"
    )


def test_signs_of_other_links_are_no_part_of_it() -> None:
    sign = TEXT.rindex("السفير") + len("السفير")
    assert directive("لصحيفة كوميرسانت", signs=[sign]) == "text=لصحيفة كوميرسانت"
    assert directive("السفير لصحيفة", signs=[sign]) == "text=وقال-,السفير,لصحيفة"
    assert directive("(موسكو)", signs=[sign]) == "text=لصحيفة كوميرسانت-,(موسكو)"


@pytest.mark.parametrize("words", ["-", ",", "&", "#", "%", "ج"])
def test_everything_that_means_something_is_encoded(words: str) -> None:
    text = f"أ {words}ب"
    found = text_directive(text, 2, len(text))
    assert found.count(",") == 1 and found.count("-") == 1
    assert set("&#") & set(found) == set() and unquote(found) == f"text=أ-,{words}ب"


def test_nothing_of_nothing() -> None:
    assert text_directive("", 0, 0) == "" and text_directive(" ب", 0, 1) == ""


def test_one_long_word_has_no_beginning_and_end() -> None:
    assert text_directive("ب" * 100, 0, 100) == ""
