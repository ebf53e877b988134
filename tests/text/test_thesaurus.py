"""The thesaurus: each word stands in one group, and its other forms stand for it too."""

from collections import Counter

import pytest

from articles.text.analyser import analyse_text
from articles.text.kin import kin_of
from articles.text.thesaurus import concept, groups, stem_of


def test_every_word_is_in_one_group_only() -> None:
    every = groups()
    counted = Counter(stem_of(word) for words in every for word in words)
    assert [stem for stem, count in counted.items() if count > 1] == []
    assert [words for words in every if len(words) < 2] == []
    assert len(every) > 1_500


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("الضحايا", "مصرعهم"), ("وللهاتف", "موبايلات"), ("بكين", "الصينية"), ("ترمب", "ترامب"),
        ("توفيت", "ووفاته"),
    ],
)  # fmt: skip
def test_words_stand_for_one_another(one: str, other: str) -> None:
    concepts = [concept(analyse_text(word)[0].stem) for word in (one, other)]
    assert concepts[0] == concepts[1] != ""


def test_other_words_stand_for_nothing_else() -> None:
    assert concept("زراف") == concept("") == ""
    assert kin_of("زراف") == ("زرف",)
    assert kin_of("من") == ()


def test_no_stem_looks_like_a_concept() -> None:
    assert [term.stem for term in analyse_text("=ضحية #صين")] == ["ضح", "صين"]


def test_what_is_no_single_word_has_no_stem() -> None:
    with pytest.raises(ValueError):
        stem_of("كأس العالم")
