"""Broken plurals: each is brought to one singular, with whatever is written together with it."""

import pytest

from articles.text.analyser import analyse_text
from articles.text.plurals import PLURALS, pairs, singular_stem
from articles.text.stem import lightly_cleaned, stem
from articles.text.stopwords import STOPWORDS


def test_a_plural_has_one_singular() -> None:
    plurals = [lightly_cleaned(plural) for plural, _singular in pairs()]
    assert len(plurals) == len(set(plurals)) == sum(map(len, PLURALS.values())) > 650
    assert not STOPWORDS & {*plurals, *PLURALS}
    for plural, singular in pairs():
        meant = stem(lightly_cleaned(singular))
        assert singular_stem(lightly_cleaned(plural)) == meant != stem(lightly_cleaned(plural))


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("السفن", "سفينة"), ("وبالسفن", "السفينة"), ("وزرائهم", "الوزير"), ("أسعارها", "سعر"),
        ("صواريخ", "للصاروخ"), ("أسلحتهم", "سلاحه"), ("قوانينًا", "القانون"), ("المباني", "مبنى"),
        ("مبانٍ", "مبنى"), ("المدن", "مدينة"),
    ],
)  # fmt: skip
def test_plurals_meet_their_singular(plural: str, singular: str) -> None:
    one, other = (analyse_text(word)[0].stem for word in (plural, singular))
    assert one == other


@pytest.mark.parametrize(
    ("one", "other"),
    [("كتب", "كتاب"), ("الأخبار", "خبر"), ("الأيام", "يوم"), ("المدني", "مدينة"), ("قتل", "قتيل")],
)
def test_what_is_another_word_or_a_name_stays_apart(one: str, other: str) -> None:
    assert analyse_text(one)[0].stem != analyse_text(other)[0].stem


def test_other_words_have_no_singular() -> None:
    assert [singular_stem(word) for word in ("", "ه", "سفينة", "هما", "ت")] == [""] * 5
