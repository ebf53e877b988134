"""All that attribution proposes for one article, from its texts alone."""

from functools import lru_cache

from articles.attribution import types as t
from articles.attribution.chain import chain_of
from articles.attribution.mentions import MentionFinder
from articles.attribution.table import NameTable


@lru_cache(maxsize=4)
def _finder(table: NameTable) -> MentionFinder:
    return MentionFinder(table)


@lru_cache(maxsize=4)
def _related(table: NameTable) -> dict[str, frozenset[str]]:
    return table.related()


def analyse(texts: t.Texts, table: NameTable) -> t.Analysis:
    """Mentions, speakers and the chain proposed for an article.

    It takes time linear in the length of the texts and raises for none, whatever its script.
    """
    return chain_of(texts, _finder(table).mentions(texts), _related(table))
