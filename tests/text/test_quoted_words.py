"""Words of quotations as numbers: what counts as the same, and what is left out."""

import random

import pytest

from articles.text.quoted_words import (
    LEAST_WORDS,
    MOST_QUOTATIONS,
    MOST_WORDS,
    QuotedWords,
    quoted_words,
)

SAID = "لن نقبل أن تُفرض علينا شروط من الخارج"


def one(text: str) -> QuotedWords:
    (found,) = quoted_words(text)
    return found


def common(first: str, second: str) -> int:
    return len(set(one(first).shingles) & set(one(second).shingles))


def test_the_numbers_are_the_same_everywhere() -> None:
    assert one("«one two three four five six»") == QuotedWords(
        start=1,
        end=28,
        words=6,
        digest=-2_867_859_596_144_236_569,
        shingles=(-1661239309, -489692186, 1044035734, 2015744983),
    )


def test_the_place_counts_code_points_without_marks() -> None:
    text = f"🚀 قال الوزير: « {SAID} »، ثم سكت."
    found = one(text)
    assert text[found.start : found.end] == SAID
    assert (found.words, len(found.shingles)) == (8, 6)


def test_marks_and_forms_of_letters_make_no_difference() -> None:
    other = "لن نقبل ان تفرض علينا، شروط مـن الخارج..."
    assert one(f"«{SAID}»")[2:] == one(f'قال: "{other}"')[2:]


def test_another_word_is_another_digest_with_most_runs_in_common() -> None:
    other = SAID.replace("الخارج", "الداخل")
    assert one(f"«{SAID}»").digest != one(f"«{other}»").digest
    assert common(f"«{SAID}»", f"«{other}»") == 5


def test_the_part_has_all_its_runs_in_the_whole() -> None:
    assert common(f"«{SAID}»", f"«قلنا لهم مرارا: {SAID} أيا كان الثمن»") == 6


@pytest.mark.parametrize("words", [LEAST_WORDS - 1, LEAST_WORDS])
def test_fewer_words_are_left_out(words: int) -> None:
    text = "«" + " ".join(SAID.split()[:words]) + "»"
    assert len(quoted_words(text)) == (words >= LEAST_WORDS)


def test_a_quotation_inside_another_is_left_out() -> None:
    text = f"«قال لي الرجل: “{SAID}” ثم مضى» و«{SAID} اليوم»"
    assert [(found.words, found.start) for found in quoted_words(text)] == [
        (13, 1), (9, text.rindex("«") + 1),
    ]  # fmt: skip


def test_numbers_fit_their_columns_and_are_sorted() -> None:
    draw = random.Random(1)
    for _ in range(200):
        words = " ".join(f"w{draw.random()}" for _ in range(20))
        found = one(f"«{words}»")
        assert -(1 << 63) <= found.digest < 1 << 63
        assert all(-(1 << 31) <= run < 1 << 31 for run in found.shingles)
        assert list(found.shingles) == sorted(set(found.shingles))


def test_a_hostile_text_costs_no_more_than_its_bounds() -> None:
    many = quoted_words(" ".join(f"«{SAID} {number}»" for number in range(MOST_QUOTATIONS + 50)))
    assert len(many) == MOST_QUOTATIONS
    long = one("«" + " ".join(f"كلمة{number}" for number in range(5_000)) + "»")
    assert (len(long.shingles), long.words) == (MOST_WORDS - 2, 5_000 * 2)


@pytest.mark.parametrize("text", ["", "«", "»«", "«»" * 50, "«" * 1000, "\x00«a b c d e f", "نص"])
def test_what_quotes_nothing(text: str) -> None:
    assert quoted_words(text) == []
