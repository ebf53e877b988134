"""Articles that were found, as a list shows them, with the passages that hold the words."""

from collections.abc import Sequence
from typing import Literal

from django.contrib.auth.models import AnonymousUser

from articles.models import Article, User
from articles.queries.articles import FIELDS
from articles.queries.chain import links
from articles.queries.search_results import Hit
from articles.search.highlight import Passage, Span, Wanted, marks, passages

PASSAGE = 120
"""Code points of each of two passages of a text: four lines of a page, six on a phone."""


def hits_of(
    keys: Sequence[int], asked: Wanted, user: User | AnonymousUser | None
) -> tuple[Hit, ...]:
    """The articles of `keys` in that order, as far as `user` may see them now (two queries)."""
    if not keys:
        return ()
    seen = Article.objects.visible_to(user).filter(pk__in=keys).select_related("section")
    shown = seen.only(*FIELDS, "body_text").prefetch_related(links())
    articles = {article.pk: article for article in shown}
    return tuple(_hit(articles[key], asked) for key in keys if key in articles)


def _hit(article: Article, asked: Wanted) -> Hit:
    if not asked.words and not asked.phrases:
        return Hit(article)
    in_title = tuple(Span(mark.start, mark.end) for mark in marks(article.title, asked))
    name, text, found = _passages(article, asked)
    return Hit(article, in_title, name, text, tuple(found))


def _passages(
    article: Article, asked: Wanted
) -> tuple[Literal["standfirst", "body_text"], str, list[Passage]]:
    """The passages of the standfirst where it has as many of the words as those of the text."""
    first = passages(article.standfirst, asked, most=1)
    wanted = len(asked.words) + len(asked.phrases)
    words = _words(article.standfirst, asked) if first else 0
    if first and words == wanted:
        return "standfirst", article.standfirst, first
    found = passages(article.body_text, asked, length=PASSAGE)
    if (first and words >= _in(article.body_text, found, asked)) or (
        article.standfirst and not found
    ):
        return "standfirst", article.standfirst, first
    return "body_text", article.body_text, found


def _words(text: str, asked: Wanted) -> int:
    return len({mark.word for mark in marks(text, asked)})


def _in(text: str, found: Sequence[Passage], asked: Wanted) -> int:
    """How many different words of the search passages have."""
    return len({mark.word for part in found for mark in marks(text[part.start : part.end], asked)})
