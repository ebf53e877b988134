"""The paragraphs of a text that are worth analysing."""

import pytest

from articles.search.highlight import passages, wanted
from articles.search.skim import MOST, skimmed
from articles.text.analyser import analyse_text

TEXT = "\n\n".join(
    [
        "لا شيء هنا",
        "التَّعاون وحده",
        "قال الوزير",
        "والتعاون العسكري معًا",
        "Kommersant",
        "عسكرية",
        "مؤتمر",
    ]
)


@pytest.mark.parametrize(
    ("q", "left"),
    [
        ("التعاون", ["التَّعاون وحده", "والتعاون العسكري معًا"]),
        ("التعاون العسكري", ["التَّعاون وحده", "والتعاون العسكري معًا", "عسكرية"]),
        ("التعاون العسكري وزير", ["التَّعاون وحده", "قال الوزير", "والتعاون العسكري معًا"]),
        ("kommersant", ["Kommersant"]),
        ("مؤتمرات", ["مؤتمر"]),
        ("غائب", []),
    ],
)
def test_the_promising_paragraphs_stay_where_they_are(q: str, left: list[str]) -> None:
    asked = wanted(analyse_text(q))
    found = skimmed(TEXT, asked)
    assert len(found) == len(TEXT)
    assert [line for line in found.split("\n") if line.strip()] == left
    for line in left:
        assert found.index(line) == TEXT.index(line)
    assert len(left) <= MOST
    if left:
        assert passages(found, asked) == passages(TEXT, asked)


def test_phrases_count_too_and_short_texts_stay() -> None:
    asked = wanted([], [analyse_text("العسكري معًا")])
    assert [line for line in skimmed(TEXT, asked).split("\n") if line.strip()] == [
        "والتعاون العسكري معًا", "عسكرية",
    ]  # fmt: skip
    assert skimmed("قال\n\nفي", asked) == "قال\n\nفي"
