"""Words that stand for one another, as people ask with one and texts use the other.

`thesaurus/words.txt` and `names.txt` have a group in each line: ضحية قتيل مصرع, صين بكين. They are
written by hand, for news and encyclopedias; lines with # are headings.
"""

from functools import cache
from pathlib import Path

from articles.text.analyser import analyse_text

# A change of these asks for a higher `ANALYSER_VERSION`, so that indexes are built again.
FILES = ("words.txt", "names.txt")
_FOLDER = Path(__file__).parent / "thesaurus"
_CONCEPT = "="


def concept(stem: str) -> str:
    """What stands for all words of a group, by the stem of one in the index; '' for other words.

    It begins with a sign that no stem begins with. Like a root it may weigh a text, and finds none.
    """
    return _concepts().get(stem, "")


def groups() -> list[list[str]]:
    """The words of each group."""
    lines = (line for name in FILES for line in (_FOLDER / name).read_text("utf-8").splitlines())
    return [line.split() for line in lines if line and not line.startswith("#")]


@cache
def _concepts() -> dict[str, str]:
    """Stem -> its concept, named by the first word's."""
    found: dict[str, str] = {}
    for words in groups():
        stems = [stem_of(word) for word in words]
        for stem in stems:
            found.setdefault(stem, _CONCEPT + stems[0])
    return found


def stem_of(word: str) -> str:
    """The stem of one word. Raises ValueError for what is no single word."""
    (term,) = analyse_text(word)
    return term.stem
