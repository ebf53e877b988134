"""What a word has in common with words of other stems: its root and its concept."""

from articles.text.roots import root
from articles.text.thesaurus import concept


def kin_of(stem: str) -> tuple[str, ...]:
    """The root of a word and the concept that it stands for, by its stem, as far as it has them."""
    return tuple(filter(None, (root(stem), concept(stem))))
