"""What the archive holds already of some incoming items: their articles, originals and sources."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from articles.importers.records import ArticleRecord, Item
from articles.models import Article, Original
from articles.services.ingest.matching import SourceMatches, matches_of
from articles.text.normalise import clean_text


@dataclass(frozen=True, slots=True)
class Standing:
    """An article that has an import key. `article` may be not more than its id."""

    article: Article
    sha256: str
    erased: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """`articles` by import key, `originals` (ids) and `erased` originals by SHA-256."""

    articles: dict[str, Standing]
    originals: dict[str, int]
    erased: set[str]
    sources: SourceMatches


def digest(item: Item) -> str:
    """The SHA-256 of an item's bytes, in hex; '' for an item of which nothing was left."""
    return sha256(item.raw).hexdigest() if item.raw else ""


def known_of(items: Iterable[Item]) -> Known:
    """What the database knows of `items` now (two queries, up to five where there are credits)."""
    keys: set[str] = set()
    digests: set[str] = set()
    names: set[str] = set()
    for item in items:
        # No article has another key, and the database refuses to be asked for NULs.
        if item.key and clean_text(item.key) == item.key:
            keys.add(item.key)
        digests.add(digest(item))
        if isinstance(item, ArticleRecord):
            names.update(credit.name for credit in item.credits)
    articles = {
        key or "": Standing(Article(pk=pk), sha or "", erased is not None)
        for key, pk, sha, erased in Article.objects.filter(import_key__in=keys).values_list(
            "import_key", "pk", "original__sha256", "erased_at"
        )
    }
    originals, gone = {}, set()
    rows = Original.objects.filter(sha256__in=digests - {""})
    for sha, pk, erased_at in rows.values_list("sha256", "pk", "erased_at"):
        originals[sha] = pk
        if erased_at is not None:
            gone.add(sha)
    return Known(articles, originals, gone, matches_of(names))
