"""Slips of keyboards, letters and ears: what a word may have been meant as."""

import pytest

from articles.search.keyboard import retyped
from articles.search.misspelt import Guess, best, one_letter_off, torn
from articles.search.sounds import sources_by_sound, told_by


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hgu,hl", ("العوام",)),
        ("hgjuh,k hgus;vd", ("التعاون العسكري",)),
        (";,ldvshkj", ("كوميرسانت",)),
        ("Hlvd;h", ("أمريكا", "امريكا")),
        ("hgfghn", ("البلاى",)),
        ("bf", ("لاب",)),
        ("قثعفثقس", ("reuters",)),
        ("لاشاقشهى", ("bahrain", "ghahrain")),
        ("غخعفعلاث", ("youtube", "youtughe")),
        ("ىثصس ٢٠٢١", ("news ٢٠٢١",)),
        ("قطر qatar", ()),
        ("2021 -", ()),
        ("", ()),
    ],
)  # fmt: skip
def test_the_other_keyboard(typed: str, meant: tuple[str, ...]) -> None:
    found = retyped(typed)
    assert found[: len(meant)] == meant and bool(found) == bool(meant)


def test_one_letter_off() -> None:
    guesses = {guess.word: guess.likely for guess in one_letter_off("العسكي")}
    assert guesses["العسكري"] == 1.0 and "العسكي" not in guesses
    assert guesses["الغسكي"] < guesses["العسقي"] == 3.0  # ك and ق are heard alike
    assert guesses["لاعسكي"] == 3.0
    assert guesses["لعسكي"] == 0.3  # few slips are made in the first letter
    assert len(guesses) == len({word for word in guesses if abs(len(word) - 6) <= 1})
    for word in ("ab", "s400", "a b", "x" * 21, ""):
        assert list(one_letter_off(word)) == []


def test_the_best_are_those_that_are_there() -> None:
    there = {"قطر": 9, "قدر": 2, "قط": 30}
    guesses = [Guess("قدر", 3.0), Guess("قطر", 1.0), Guess("قط", 0.1), Guess("قظر", 3.0)]
    found = best(guesses, lambda word: there.get(word, 0), 2)
    assert [guess.word for guess in found] == ["قطر", "قدر"]


def test_torn() -> None:
    assert list(torn("ابجد")) == [("اب", "جد")]
    assert list(torn("اب")) == []


@pytest.mark.parametrize(
    "names",
    [
        ("كوميرسانت", "كومرسنت", "kommersant", "comersant", "коммерсантъ"),
        ("رويترز", "reuters"),
        ("سبوتنيك", "sputnik", "спутник"),
    ],
)
def test_names_that_sound_alike(names: tuple[str, ...]) -> None:
    assert len({told_by(name) for name in names}) == 1 and told_by(names[0])


def test_too_few_consonants_tell_nothing() -> None:
    assert told_by("تاس") == told_by("") == told_by("الراي") == ""
    assert sources_by_sound()[told_by("كوميرسانت")].name == "Kommersant"
