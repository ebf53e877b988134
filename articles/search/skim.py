"""The paragraphs of a text that look worth analysing, without analysing it."""

from articles.search.highlight import Wanted

MOST = 3
"""Paragraphs that are left, the most promising ones: two passages are shown at most."""

_LETTERS = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("ىئیې", "ي"),
        "ؤ": "و",
        "ک": "ك",
        **dict.fromkeys([*range(0x064B, 0x0660), 0x0670, 0x0640], ""),
    }
)


def skimmed(text: str, asked: Wanted) -> str:
    """The text with blanks in place of all but its `MOST` promising paragraphs: so offsets stay.

    Promising are those with the letters of most of the words in them, among equals the earlier
    ones. Words whose letters change when they are stemmed are missed: where nothing is found in
    what is left, look at the whole.
    """
    words = asked.words.union(*asked.phrases)
    paragraphs = text.split("\n")
    if len(paragraphs) <= MOST or not words:
        return text
    scores = []
    for number, paragraph in enumerate(paragraphs):
        plain = paragraph.lower().translate(_LETTERS)
        scores.append((-sum(word in plain for word in words), number))
    kept = {number for score, number in sorted(scores)[:MOST] if score}
    return "\n".join(
        paragraph if number in kept else " " * len(paragraph)
        for number, paragraph in enumerate(paragraphs)
    )
