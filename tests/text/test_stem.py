"""Stems: light-10 as published, and what our own stemmer does beyond it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.lexicon import KEPT, KNOWN, UNBROKEN, WHOLE
from articles.text.stem import lettered, light10, lightly_cleaned, signless, stem, without_suffixes

WORDS = st.text("ابتةهيىونملكفسجعءأإآئؤـَّ", max_size=12)


@pytest.mark.parametrize(
    ("word", "cleaned"),
    [
        ("مُوَرِّد", "مورد"),
        ("العـــربية", "العربية"),
        ("أحمد", "احمد"),
        ("آسيا", "اسيا"),
        ("مستشفى", "مستشفي"),
        ("مدرسة", "مدرسة"),
        ("مسئول", "مسوول"),
        ("مسؤول", "مسوول"),
        ("هيئة", "هيية"),
        ("لقائه", "لقاءه"),
        ("لقاؤها", "لقاءها"),
        ("قضائية", "قضايية"),
        ("مائه", "مايه"),
        ("شيء", "شي"),
        ("سماء", "سماء"),
        ("کتاب", "كتاب"),
        ("گاز", "كاز"),
        ("الـ\u200d", "ال"),
        ("", ""),
    ],
)
def test_light_cleaning(word: str, cleaned: str) -> None:
    assert lightly_cleaned(word) == cleaned


def test_function_words_are_looked_up_with_their_last_letter() -> None:
    assert lettered("إلَى") == "الى"
    assert lettered("علـى") == "على"
    assert lettered("هؤلاء") == "هؤلاء"
    assert signless("أَلْمَانيا") == "ألمانيا"


@pytest.mark.parametrize(
    ("word", "stemmed"),
    [
        ("والعسكريين", "عسكر"),
        ("الاتفاقية", "اتفاق"),
        ("اتفاقيات", "اتفاق"),
        ("الاتفاقيه", "اتفاق"),
        ("للحكومة", "حكوم"),
        ("بالحكومات", "حكوم"),
        ("وزير", "زير"),
        ("لبنان", "لبن"),
        ("لقطر", "لقطر"),
        ("وله", "ول"),
        ("الد", "الد"),
        ("كتابها", "كتاب"),
        ("", ""),
    ],
)
def test_light10_as_published(word: str, stemmed: str) -> None:
    assert light10(word) == stemmed


@pytest.mark.parametrize(
    ("word", "stemmed"),
    [
        ("لبنان", "لبنان"),
        ("لبنانية", "لبنان"),
        ("برلين", "برلين"),
        ("مسوولين", "مسوول"),
        ("مسوولون", "مسوول"),
        ("رييسهم", "رييس"),
        ("بلادنا", "بلاد"),
        ("اسهم", "اسهم"),
        ("علاقته", "علاق"),
        ("علاقاتها", "علاق"),
        ("حياتهم", "حيا"),
        ("حياة", "حيا"),
        ("شركتين", "شرك"),
        ("وقته", "وقت"),
        ("رسميا", "رسم"),
        ("روسيا", "روس"),
        ("فرنسا", "فرنس"),
        ("خبرا", "خبر"),
        ("دنيا", "دنيا"),
        ("قطر", "قطر"),
        ("من", "من"),
        ("", ""),
    ],
)
def test_stem(word: str, stemmed: str) -> None:
    assert stem(word) == stemmed


def test_the_word_lists_are_cleaned_words() -> None:
    for words in (KNOWN, WHOLE, UNBROKEN, KEPT):
        assert len(words) > 500
        assert all(lightly_cleaned(word) == word != "" for word in words)
    assert {"قطر", "شرك", "رويترز"} <= KNOWN
    assert {"وزير", "لجن"} <= WHOLE
    assert {"لبنان", "فلسطين"} <= UNBROKEN
    assert {"برلين", "قانون"} <= KEPT


@given(st.text() | WORDS)
def test_cleaning_what_is_clean_changes_nothing(word: str) -> None:
    assert signless(signless(word)) == signless(word)
    assert lettered(lettered(word)) == lettered(word)


@given(WORDS)
def test_a_stem_begins_its_word_and_is_not_empty(word: str) -> None:
    cleaned = lightly_cleaned(word)
    assert lightly_cleaned(cleaned) == cleaned
    for stemmed in (stem(cleaned), without_suffixes(cleaned)):
        assert cleaned.startswith(stemmed)
        assert bool(stemmed) == bool(cleaned)
    assert light10(cleaned) in cleaned
